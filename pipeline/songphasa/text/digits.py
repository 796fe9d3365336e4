"""Thai digits as Arabic ones."""

ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
"""For `str.translate`; the text keeps its length."""
