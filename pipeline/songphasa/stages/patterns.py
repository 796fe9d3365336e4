"""Entities regular enough for rules: dates, times, amounts, shares, lengths, laws, addresses and telephone numbers.

Rules are regular expressions of two kinds, those that begin with a number and those that begin with a word. All their
repetitions are bounded, so that no text takes more than linear time. A rule that needs words before its span has the
span as its one group.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator

from songphasa.document import Entity
from songphasa.text import months

SOURCE = "pattern"

PRECISION = {
    "DATE": 0.96,
    "EMAIL": 1.0,
    "LAW": 1.0,
    "LEN": 1.0,
    "MONEY": 1.0,
    "PERCENT": 1.0,
    "PHONE": 1.0,
    "TIME": 0.86,
    "URL": 1.0,
    "ZIP": 1.0,  # 26 finds in 12,000 other releases, read by eye
}
"""Score of a span by its label: precision of the rules on the 140 gold press releases, which hold no zip code."""

_NOTHING = ""
"""Label of what looks like an entity and is none: it wins over shorter spans and is dropped in the end."""

# Pieces that several rules share. Possessive blanks (`+`) fail at once where nothing fits behind them.
_D = "[0-9๐-๙]"
_B = "[ \u00a0]"
_S = f"{_B}{{0,3}}+"
_END = "(?![A-Za-z0-9])"
_TO = rf"{_S}(?:[-–—]|ถึง|to{_END}){_S}"
_NUMBER = rf"{_D}{{1,15}}+(?:,{_D}{{3}}){{0,5}}+(?:\.{_D}{{1,6}}+)?+(?!{_D})"
_AMOUNT = rf"{_NUMBER}(?:{_TO}{_NUMBER})?"
_POWER = "(?:สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)"
_WORDS = rf"(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ)(?:หนึ่ง|เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|ยี่|{_POWER}){{0,12}}"
_EN_POWER = rf"(?:(?:thousand|million|billion|trillion){_END})"

_ERA = rf"(?:(?:พ\.ศ\.|ค\.ศ\.|พุทธศักราช|คริสต์ศักราช|B\.E\.){_S})"
_FOUR = rf"(?:(?:19[5-9]|20[0-6]|25[0-9]|๑๙[๕-๙]|๒๐[๐-๖]|๒๕[๐-๙]){_D}(?!{_D}|[.,]{_D}))"
_TWO = rf"(?:[3-7๓-๗]{_D}(?!{_D}|[.,:]{_D}))"
_YEAR = rf"(?:{_ERA}{_D}{{4}}(?!{_D})|{_FOUR})"
_DAY = rf"{_D}{{1,2}}(?!{_D})"
_FULL = "|".join((*months.THAI, months.MISSPELLED_JULY))
_SHORT = "|".join(map(re.escape, months.SHORT))
_MONTH = rf"(?:{_FULL}|(?:{_SHORT})(?:\.|(?![ก-ฮ])))"
_MONTH_YEAR = rf"(?:เดือน)?{_MONTH}(?:{_S}(?:{_YEAR}|{_TWO}))?"
_WEEKDAY = "วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)"
_EN_FULL = "|".join(name for name in months.ENGLISH if name not in {"March", "May"})  # words as well
_EN_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    rf"|Nov(?:ember)?|Dec(?:ember)?){_END}\.?"
)
_EN_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9a-z])"
_EN_DATE = rf"{_EN_MONTH}{_B}{_EN_DAY}(?:{_TO}{_EN_DAY})?(?:,?{_S}{_YEAR})?"

_CLOCK = rf"{_D}{{1,2}}[.:]{_D}{{2}}(?!{_D})"
_SPELL = (
    rf"(?:ปี(?!{_S}{_YEAR}|การศึกษา|งบ|ที่{_S}{_D})|เดือน|สัปดาห์|วัน(?:ทำการ|(?!นี้|ที่{_S}{_D}))|ชั่วโมง|ชม\."
    rf"|นาที|วินาที|(?:year|month|week|day|hour|minute|second)s?{_END})"
)
_CURRENCY = (
    r"(?:บาท|ลบ\.|ดอลลาร์(?:สหรัฐ(?:ฯ|อเมริกา)?|สิงคโปร์|ฮ่องกง|ออสเตรเลีย)?|เหรียญ(?:สหรัฐ(?:ฯ|อเมริกา)?|สิงคโปร์)"
    "|ยูโร|เยน|หยวน|ปอนด์|วอน|รูปี|ริงกิต|กีบ|จ๊าด|สตางค์"
    rf"|(?:[Bb]aht|THB|USD|(?:US{_B})?[Dd]ollars?|[Ee]uros?|yen|yuan){_END})"
)
_LENGTH = (
    rf"(?:(?:กิโล|เซนติ|มิลลิ)?เมตร(?!ิ)|(?:กม|ซม|มม|ม)\.(?![ก-๙]|{_S}ที่)|ไมล์|ฟุต|นิ้ว"
    rf"|(?:km|cm|mm|m|(?:kilo|centi|milli)?met(?:re|er)s?|miles?|feet){_END})"
)
_EXTENSIONS = rf"(?:{_S}(?:ต่อ|ext\.){_S}{_D}{{1,5}}(?:(?:,|-|{_S}และ){_S}{_D}{{1,5}}(?!{_D}|[ \u00a0-]{_D})){{0,9}})?"

_ACT = rf"(?:พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|ประมวลกฎหมาย|พ\.ร\.[บกฎ]\.{_S}|พร[บกฎ]\.{_S})"
_DATED = rf"(?:(?!พ\.ร\.|พระราช|มาตรา)[^\n]){{2,120}}?{_S}พ\.ศ\.{_S}(?:{_D}{{4}}|…|\.{{2,5}})"
_UNDATED = (
    "(?!ดังกล่าว|นี้|ฉบับ|ของ|และ|หรือ|ซึ่ง|เพื่อ|โดย|ที่(?!ดิน))"
    "(?:(?!ซึ่ง|เพื่อ|โดย|ภายใน|มีผล|ใช้บังคับ|ดังกล่าว|ฉบับ|มาตรา)[ก-ฮะ-ฺเ-ๅ็-๎]){2,90}ฯ?"
)
_CONSTITUTION = rf"รัฐธรรมนูญ(?<!ศาลรัฐธรรมนูญ)(?:แห่งราชอาณาจักรไทย)?(?:{_S}{_YEAR})?"
_ACT_NAME = rf"{_ACT}(?:{_DATED}|{_UNDATED})"
_LAW = rf"(?:{_ACT_NAME}|{_CONSTITUTION})"
_EN_ACT = (
    rf"[A-Z](?!he{_B}|his{_B}|raft{_B})[a-z]{{2,20}}{_B}"
    rf"(?:(?:[A-Z][a-z-]{{2,20}}|of|on|and|the|for|to|in|with|against){_B}){{0,12}}Act{_END}"
    rf"(?:{_S}\(No\.{_S}[0-9…]{{1,3}}\))?(?:,?{_S}(?:{_YEAR}|B\.E\.{_S}(?:…|\.{{2,5}})))?"
)
_SECTION = (
    rf"มาตรา{_S}{_D}{{1,4}}(?:/{_D}{{1,2}})?(?:{_S}\((?:{_D}{{1,2}}|[ก-ฮ])\)){{0,2}}"
    rf"(?:{_S}วรรค(?:แรก|หนึ่ง|สอง|สาม|สี่|ห้า|ท้าย))?"
)
_SIGN = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]"
_PATH = rf"(?:[/?#](?:{_SIGN}|\({_SIGN}{{0,99}}\)){{0,999}}+)?"

_NUMBER_RULES = {
    "PHONE": [
        rf"[0๐]{_D}{{0,2}}[ \u00a0-]?{_D}{{3,4}}[ \u00a0-]?{_D}{{4}}(?!{_D})(?:-{_D}{{1,2}}(?!{_D}))?{_EXTENSIONS}"
    ],
    "DATE": [
        rf"{_DAY}(?:{_TO}{_DAY}|(?:,{_S}{_DAY}){{0,4}}{_S}และ{_S}{_DAY})?{_S}{_MONTH_YEAR}"
        rf"(?:{_TO}(?:{_DAY}{_S})?{_MONTH_YEAR})?",
        rf"{_EN_DAY}(?:{_TO}{_EN_DAY})?(?:{_B}of)?{_B}{_EN_MONTH}(?:,?{_S}{_YEAR})?",
        rf"(?<!\.){_FOUR}(?:{_TO}{_FOUR}|/{_FOUR}|/{_D}{_D}(?!{_D}))?",
        rf"{_D}{{1,2}}/{_D}{{1,2}}/{_D}{{2}}(?:{_D}{{2}})?(?!{_D})",
        r"20[0-6][0-9]-[01][0-9]-[0-3][0-9](?![0-9])",
        rf"[1-4](?:st|nd|rd|th){_B}quarter(?:{_B}of{_B}{_YEAR})?",
    ],
    "TIME": [
        rf"{_AMOUNT}{_S}{_SPELL}",
        rf"{_CLOCK}(?:(?:{_S}น\.)?{_TO}{_CLOCK})?{_S}(?:น\.|น(?![ก-๙])|(?:hrs|am|pm){_END}|[ap]\.m\.)",
        rf"(?:[0-2][0-9][0-5][0-9]{_S}hrs|[0-9]{{1,2}}{_S}(?:am|pm)){_END}",
        rf"[0-9]{{1,2}}{_S}[ap]\.m\.",
        rf"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?:{_TO}[012]?[0-9]:[0-5][0-9])?(?![:0-9])",
    ],
    "MONEY": [rf"{_AMOUNT}{_S}{_POWER}{{0,3}}{_S}(?:{_EN_POWER}{_S})?-?{_CURRENCY}"],
    "PERCENT": [rf"{_AMOUNT}{_S}(?:%|เปอร์เซ็นต์|เปอร์เซนต์|per{_S}cent{_END})"],
    "LEN": [rf"{_AMOUNT}{_S}{_LENGTH}"],
    _NOTHING: [
        rf"{_AMOUNT}[ \u00a0-]years?[ \u00a0-](?:old|of{_B}age){_END}",
        rf"{_AMOUNT}{_S}{_LENGTH}(?:{_TO}{_AMOUNT}{_S}{_LENGTH})?{_S}(?:/|per{_END}|ต่อ)",  # speeds
    ],
}
_WORD_RULES = {
    "DATE": [
        rf"(?:{_FULL})(?:{_S}{_YEAR})?(?:{_TO}{_MONTH_YEAR})?",
        rf"(?:{_SHORT})\.?{_S}{_YEAR}(?:{_TO}{_MONTH_YEAR})?",
        rf"{_ERA}{_D}{{4}}(?!{_D})(?:{_TO}{_YEAR})?",
        rf"ปี(?:งบประมาณ|งบ|การศึกษา|การผลิต|บัญชี|ใหม่)?{_S}({_TWO}(?:{_TO}{_TWO})?)"
        rf"(?!{_S}(?:ปี|วัน|%|บาท|ล้าน|คน|ราย|แห่ง))",
        rf"(?:มะรืนนี้|พรุ่งนี้|วันนี้|เมื่อวานนี้|เมื่อวานซืน|เมื่อวาน|วานนี้)(?:{_TO}{_DAY}{_S}{_MONTH_YEAR})?",
        rf"{_WEEKDAY}(?:{_TO}{_WEEKDAY})?(?!{_S}ที่{_S}{_D})",
        rf"ไตรมาส(?:ที่)?{_S}(?:แรก|{_D}(?:{_TO}{_D})?)(?:{_S}/?{_S}(?:ของ)?(?:ปี)?{_S}{_YEAR})?",
        rf"{_EN_DATE}(?:{_TO}{_EN_DATE})?",
        rf"{_EN_MONTH}{_B}{_YEAR}(?:{_TO}{_EN_MONTH}{_B}{_YEAR})?",
        rf"(?:{_EN_FULL})(?:-(?:{_EN_FULL}))?{_END}",
        rf"(?:in|In|of|by|By|until|since|from){_B}(March|May){_END}",
        r"\((Mon|Tue|Wed|Thu|Fri|Sat|Sun)\)",
        rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day{_END}(?!,?{_S}(?:[0-9]|{_EN_MONTH}{_B}[0-9]))",
        rf"(?:today|Today|yesterday|Yesterday|tomorrow|Tomorrow){_END}",
        rf"FY{_S}{_FOUR}(?:{_TO}{_FOUR})?",
        rf"Q[1-4](?:[ \u00a0/-]{_FOUR})?{_END}",
    ],
    "TIME": [
        rf"{_WORDS}{_S}{_SPELL}",
        rf"{_B}((?:one|two|three|four|five|six|seven|eight|nine|ten){_B}{_SPELL})",
    ],
    "MONEY": [
        rf"{_WORDS}{_CURRENCY}",
        rf"(?:USD|THB|EUR|SGD|US\$|S\$|\$|€|£|¥|฿){_S}{_NUMBER}(?:{_S}(?:{_EN_POWER}|{_POWER}{{1,3}}))?",
    ],
    "PERCENT": [rf"ร้อยละ{_S}{_AMOUNT}"],
    "LAW": [
        rf"{_ACT_NAME}(?:{_S}{_SECTION})?",
        rf"{_CONSTITUTION}(?:{_S}{_SECTION})?",
        rf"ร่าง{_S}{_LAW}",
        rf"{_SECTION}(?:{_S}(?:แห่ง|ของ)?{_S}{_LAW})?",
        rf"(?:PDPA|GDPR|กฎหมาย{_B}(?:PDPA|GDPR)){_END}",
        _EN_ACT,
        rf"(?:draft|Draft){_B}{_EN_ACT}",
        rf"(?:section|Section)s?{_B}{_D}{{1,3}}(?:{_S}\({_D}{{1,2}}\))?(?:{_B}and{_B}{_D}{{1,3}})?(?:{_B}of{_B}the{_B}{_EN_ACT})?",
    ],
    "URL": [
        rf"(?:https?://|www\.)[A-Za-z0-9._-]{{1,253}}{_PATH}",
        r"[A-Za-z0-9](?<![A-Za-z0-9@._/-].)[A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.(?:com|org|net|th)"
        rf"{_END}{_PATH}",
    ],
    "EMAIL": [
        r"[A-Za-z0-9](?<![A-Za-z0-9._%+-].)[A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}",
    ],
    "PHONE": [
        rf"\+66[ \u00a0-]?{_D}{{1,2}}[ \u00a0-]?{_D}{{3,4}}[ \u00a0-]?{_D}{{4}}(?!{_D})",
        rf"(?:โทร|สายด่วน|ฮอตไลน์|hotline|Hotline|Call{_B}Cent|เบอร์)[^0-9๐-๙\n]{{0,25}}"
        rf"([1๑](?:[1-9๑-๙]{_D}{_D}|[9๙]{_D})(?!{_D}|[.,/]{_D}){_EXTENSIONS})",
    ],
    "ZIP": [
        rf"(?:กรุงเทพฯ|กรุงเทพมหานคร|กทม\.|Bangkok|รหัสไปรษณีย์|(?:จังหวัด|จ\.)[ก-ฮะ-ฺเ-๎]{{2,20}}){_S}"
        rf"([1-9๑-๙]{_D}{{4}})(?!{_D}|[,.]{_D}|{_S}(?:คน|ราย|บาท|ล้าน|แห่ง|ไร่))",
    ],
    _NOTHING: [
        "(?:อายุ|วัย)(?:ครรภ์|ระหว่าง|ตั้งแต่|ไม่เกิน|ไม่ต่ำกว่า|ต่ำกว่า|มากกว่า|เกิน|เฉลี่ย|ครบ|กว่า|ประมาณ){0,2}"
        rf"{_S}{_AMOUNT}{_S}(?:ปี|เดือน)(?:{_TO}{_NUMBER}{_S}ปี)?",
        rf"(?:aged|Aged|age|ages){_B}{_AMOUNT}{_S}(?:year|month)s?",
        "ทุกวันนี้",
        rf"หลาย{_POWER}{{1,3}}{_SPELL}",
        rf"ครั้งที่{_S}{_D}{{1,3}}{_S}/{_S}{_FOUR}",
        rf"โคโรนา{_S}{_FOUR}",
        # The year in a name: APEC 2022; but not In, Of, By, Since, From, During, Until, Year 2022.
        rf"[A-Z](?!(?:n|f|y|ince|rom|uring|ntil|ear){_B})[A-Za-z]{{1,20}}{_S}{_FOUR}",
    ],
}


def _compile(rules: dict[str, list[str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(label, re.compile(rule)) for label, alternatives in rules.items() for rule in alternatives]


_NUMBER_START = re.compile(rf"{_D}(?<![A-Za-z0-9๐-๙#].)(?<!{_D}[.,/:+-].)")
_FROM_NUMBER = _compile(_NUMBER_RULES)
_FROM_WORD = _compile(_WORD_RULES)


def find_patterns(text: str) -> list[Entity]:
    """The regular entities of a text by the annotation guidelines: sorted, apart, the longest reading of each place."""
    longest = sorted(_matches(text), key=lambda entity: entity.start - entity.end)
    return [entity for entity in keep_apart(longest) if entity.label != _NOTHING]


def _matches(text: str) -> Iterator[Entity]:
    for label, rule in _FROM_WORD:
        for match in rule.finditer(text):
            yield _entity(label, match)
    for number in _NUMBER_START.finditer(text):
        for label, rule in _FROM_NUMBER:
            if found := rule.match(text, number.start()):
                yield _entity(label, found)


def _entity(label: str, match: re.Match[str]) -> Entity:
    start, end = match.span(match.lastindex or 0)
    if label == "URL":
        end = start + len(match.group().rstrip(".,;:!?'"))
    return Entity(start, end, label, PRECISION.get(label, 0.0), SOURCE)


def keep_apart(entities: Iterable[Entity]) -> list[Entity]:
    """Those of the entities that overlap no entity before them in the given order; sorted by place."""
    kept: list[Entity] = []
    for entity in entities:
        at = bisect(kept, entity.start, key=lambda other: other.start)
        if (at == 0 or kept[at - 1].end <= entity.start) and (at == len(kept) or entity.end <= kept[at].start):
            kept.insert(at, entity)
    return kept
