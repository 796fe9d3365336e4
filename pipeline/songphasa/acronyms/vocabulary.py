"""Thai words that stand at the edges of names: what names begin with, and what stands before them."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BODIES = _words(
    """
    กระทรวง ทบวง กรม สำนัก สำนักงาน กอง ศูนย์ สถาบัน คณะกรรมการ คณะกรรมาธิการ คณะอนุกรรมการ คณะทำงาน
    คณะมนตรี คณะรัฐมนตรี องค์การ องค์กร สภา สมาคม มูลนิธิ บริษัท ธนาคาร มหาวิทยาลัย วิทยาลัย โรงเรียน
    โรงพยาบาล กองทุน สหพันธ์ สหภาพ สมาพันธ์ การประชุม ที่ประชุม พระราชบัญญัติ พระราชกำหนด พระราชกฤษฎีกา
    พ.ร.บ. อนุสัญญา บันทึกความเข้าใจ บันทึกความตกลง บันทึกข้อตกลง ความตกลง ข้อตกลง พิธีสาร กรอบ ปฏิญญา
    ระเบียงเศรษฐกิจ เขตเศรษฐกิจ เขตพัฒนา เขตการค้า เขตส่งเสริม กองบัญชาการ กองบังคับการ กองอำนวยการ กองทัพ
    ตลาดหลักทรัพย์ การรถไฟ การท่าเรือ การไฟฟ้า การประปา การทางพิเศษ การเคหะ การกีฬา การท่องเที่ยวแห่ง
    การนิคม การยาสูบ การยาง สหกรณ์ วิสาหกิจ เครือข่าย หอการค้า ธนาคารกลาง สนธิสัญญา กลุ่มธนาคาร บรรษัท
    ราชวิทยาลัย
    """
)
"""What names of bodies, meetings, laws and agreements begin with."""

MEETINGS = ("การประชุม", "ที่ประชุม")
"""What stands before the name of a body as well: ที่ประชุมคณะกรรมการ."""

THINGS = _words(
    """
    ระบบ โครงการ แผน ยุทธศาสตร์ แผนที่ ดัชนี อัตรา สัดส่วน มูลค่า ผลิตภัณฑ์มวลรวม ค่า กลไก มาตรฐาน กฎระเบียบ
    แพลตฟอร์ม นโยบาย มาตรการ หลักสูตร เป้าหมาย ภาษี พันธบัตร สัญญา เทคโนโลยี ปัญญาประดิษฐ์ โรค ไวรัส เชื้อ
    รถไฟฟ้า รถยนต์ ยานยนต์ อินเทอร์เน็ต เศรษฐกิจ ธุรกิจ อุตสาหกรรม ประชาคม ข้อริเริ่ม ความริเริ่ม หุ้นส่วน
    ชุดตรวจ อาสาสมัคร สมาชิก ก๊าซ เครื่อง เกณฑ์ ฝุ่น ผู้ประกอบการ หน่วยงาน หน่วย คณะ จังหวัด สถานี โรงงาน
    ทะเบียน บัญชี ใบ มหกรรม พื้นที่ ตำแหน่ง หนังสือ ประมวล ร่าง ข้อมูล บริการ แนวปฏิบัติ ทีม หมู่บ้าน รางวัล หลักประกัน สิ่งบ่งชี้ สมัชชา
    งานสัมมนา งานแสดง งานประชุม มุมมอง สาร ศูนย์กลาง
    พลังงาน เอกสาร การร่วมลงทุน แบบจำลอง
    """
)
"""What names of plans, systems, figures and other things begin with."""

SILENT = _words(
    """
    สำนักงานคณะกรรมการ กระทรวง สำนักงาน คณะกรรมการ กรมกิจการ กรมการ กรม บริษัท จังหวัด การ คณะ สถาบัน ความ
    """
)
"""Beginnings that an abbreviation may pass over: กระทรวงมหาดไทย is มท."""

WEAK = _words(
    """
    การ ความ ผู้ นัก
    """
)
"""Beginnings of nouns that name less often."""

POSITIONS = _words(
    """
    ปลัด รองปลัด รัฐมนตรีว่าการ รัฐมนตรีช่วยว่าการ รมว. รมช. เลขาธิการ รองเลขาธิการ ผู้อำนวยการ ผู้ว่าการ
    อธิบดี รองอธิบดี ประธาน รองประธาน กรรมการผู้จัดการ โฆษก รองโฆษก ผู้ตรวจราชการ ที่ปรึกษา นายก ผู้บัญชาการ
    เจ้าหน้าที่ ผู้แทน หัวหน้า คณบดี อธิการบดี ผู้จัดการ ผู้บริหาร ผู้ว่าราชการ เลขานุการ ปลัดกระทรวง ผบ.
    ผอ. ตัวแทน พนักงาน
    """
)
"""Positions, which are no part of the name after them."""

JOINING = _words(
    """
    เพื่อ หรือ และ แห่ง
    """
)
"""Words before a name that stand within names as well."""

LEADING = _words(
    """
    ของ กับ ที่ ซึ่ง โดย ให้ เป็น ใน ตาม ตามที่ ณ ผ่าน จาก ได้แก่ ถึง ต่อ ด้วย เรื่อง คือ เช่น อาทิ ระหว่าง
    เข้าร่วม ร่วม ภายใต้ จัดตั้ง สำหรับ ว่า มี พร้อมด้วย ดำเนิน จัดทำ จัด ลงนาม จัดการ ออก พัฒนา ต่าง ๆ แก่
    แนวคิด กรณี ทำ พบ ใช้ รับ ส่ง สู่ ขอ สมัคร ทั้ง เกี่ยวกับ ตรวจสอบ เปิด แต่งตั้ง เห็นชอบ รับทราบ รายงาน
    นำ สนับสนุน ส่งเสริม หลัก การเป็น นี้ จำหน่าย ผลิต ซื้อ ขาย นำเข้า ส่งออก ติดตั้ง บริการ สร้าง ปรับปรุง
    ขับเคลื่อน บริหาร จัดหา ประเมิน ดูแล ลด เพิ่ม แก้ไข ป้องกัน ได้รับ
    บรรลุ ต้าน ผนึกกำลัง
    """
)
"""Prepositions, conjunctions and verbs that lead to a name."""

EQUIVALENTS = {
    "committee": _words("คณะ"),
    "commission": _words("คณะ สำนักงานคณะ"),
    "council": _words("คณะ สภา"),
    "ministry": _words("กระทรวง"),
    "department": _words("กรม กระทรวง"),
    "office": _words("สำนัก"),
    "agency": _words("สำนัก องค์การ หน่วยงาน ทบวง"),
    "center": _words("ศูนย์"),
    "centre": _words("ศูนย์"),
    "institute": _words("สถาบัน"),
    "organization": _words("องค์การ องค์กร"),
    "organisation": _words("องค์การ องค์กร"),
    "association": _words("สมาคม"),
    "federation": _words("สหพันธ์ สภา สมาพันธ์"),
    "bank": _words("ธนาคาร"),
    "fund": _words("กองทุน"),
    "university": _words("มหาวิทยาลัย"),
    "meeting": _words("การประชุม"),
    "conference": _words("การประชุม"),
    "summit": _words("การประชุม"),
    "assembly": _words("สมัชชา"),
    "agreement": _words("ความตกลง ข้อตกลง กรอบความตกลง"),
    "memorandum": _words("บันทึก"),
    "convention": _words("อนุสัญญา"),
    "protocol": _words("พิธีสาร"),
    "protocols": _words("พิธีสาร"),
    "act": _words("พระราชบัญญัติ พ.ร.บ. กฎ"),
    "system": _words("ระบบ"),
    "window": _words("ระบบ"),
    "platform": _words("แพลตฟอร์ม ระบบ"),
    "plan": _words("แผน"),
    "strategy": _words("ยุทธศาสตร์ กลยุทธ์"),
    "framework": _words("กรอบ"),
    "corridor": _words("ระเบียง"),
    "zone": _words("เขต"),
    "index": _words("ดัชนี"),
    "ratio": _words("อัตรา สัดส่วน"),
    "rate": _words("อัตรา"),
    "value": _words("มูลค่า"),
    "technology": _words("เทคโนโลยี"),
    "network": _words("เครือข่าย"),
    "partnership": _words("ความเป็นหุ้นส่วน หุ้นส่วน ความตกลง การร่วม การลงทุน กรอบ"),
    "assessment": _words("การประเมิน การวิเคราะห์"),
    "analysis": _words("การวิเคราะห์"),
    "programme": _words("โครงการ แผนงาน"),
    "program": _words("โครงการ"),
    "project": _words("โครงการ"),
    "product": _words("ผลิตภัณฑ์"),
    "contract": _words("สัญญา"),
    "officer": _words("เจ้าหน้าที่ ประธานเจ้าหน้าที่ หัวหน้า ผู้"),
    "goals": _words("เป้าหมาย"),
    "forum": _words("การประชุม เวที"),
    "management": _words("การ ระบบ"),
    "development": _words("การ"),
    "investment": _words("การ"),
    "tax": _words("ภาษี"),
    "outlook": _words("มุมมอง"),
    "intelligence": _words("ปัญญา การข่าว"),
    "economy": _words("เศรษฐกิจ"),
    "service": _words("บริการ การ ระบบ"),
    "services": _words("บริการ การ"),
    "company": _words("บริษัท"),
    "limited": _words("บริษัท"),
    "laboratory": _words("ห้อง ศูนย์"),
    "community": _words("ประชาคม"),
    "disease": _words("โรค"),
    "vehicle": _words("ยานยนต์ รถ"),
    "vehicles": _words("ยานยนต์ รถ"),
    "school": _words("โรงเรียน"),
    "hospital": _words("โรงพยาบาล"),
    "standard": _words("มาตรฐาน"),
    "standards": _words("มาตรฐาน"),
    "principle": _words("มาตรฐาน หลัก"),
    "union": _words("สหภาพ"),
    "rights": _words("สิทธิ หน่วยสิทธิ"),
    "operation": _words("การ ศูนย์"),
}
"""The head of an English name and how official Thai begins its equivalent."""
