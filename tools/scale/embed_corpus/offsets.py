"""UTF-16 units of files and code points of Python, both ways."""

from . import Refused


def is_basic(text):
    """Whether both count alike: no character beyond the Basic Multilingual Plane."""
    return text.isascii() or max(text) <= "\uffff"


def to_utf16(text, offset):
    return offset if is_basic(text) else offset + sum(character > "\uffff" for character in text[:offset])


def to_code_points(text, offset):
    """Raises Refused for an offset behind the text or inside a character."""
    at, units = offset, offset
    if not is_basic(text):
        at = units = 0
        for character in text:
            if units >= offset:
                break
            units += 1 + (character > "\uffff")
            at += 1
    if units != offset or not 0 <= at <= len(text):
        raise Refused(f"the offset {offset} is no edge of a character of the text; offsets count UTF-16 units")
    return at
