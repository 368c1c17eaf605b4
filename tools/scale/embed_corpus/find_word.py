"""The app's finder (src-main/tokenizers/fold.ts and find-word.ts), counting code points: the same occurrences for the same words."""

import unicodedata

import regex

WORD_CHARACTER = regex.compile(r"[\p{L}\p{M}\p{N}]")
MARK = regex.compile(r"\p{M}")
MARKS = regex.compile(r"\p{M}{2,}")
UNSPACED = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー゛゜ｰﾞﾟ]")
INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}")
AFTER_INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}]")
PLAIN = regex.compile(r"[\x21-\x7e]*(?: [\x21-\x7e]+)* ?")
SPACES = frozenset("\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | frozenset(map(chr, range(0x2000, 0x200B)))
APOSTROPHES = frozenset("’‘‛ʼ´`′")
TATWEEL = "\u0640"
known = {}


def fold_character(character):
    if character in APOSTROPHES:
        return "'"
    if character in "‐‑":
        return "-"
    if character == TATWEEL:
        return ""
    if character in ("\u200b", "ı"):
        return character
    if character == "ẞ":
        return "ss"
    if INVISIBLE.match(character):
        return ""
    if character in SPACES:
        return " "
    if "！" <= character <= "～":
        return fold_character(chr(ord(character) - 0xFEE0))
    # Through capitals, which alone merge ß with ss and ς with σ; each by itself, since a final sigma is lower-cased otherwise.
    return unicodedata.normalize("NFD", "".join(upper.lower() for upper in character.upper()))


def fold(text):
    """The text made comparable, and of each of its characters where it began in `text` (-1: inside one that became several); one entry more, the length."""
    if text.isascii() and PLAIN.fullmatch(text):
        return text.lower().replace("`", "'"), range(len(text) + 1)
    parts, origins, before, ends_in_space = [], [], "", False
    for offset, character in enumerate(text):
        folded = known.get(character)
        if folded is None:
            folded = known[character] = fold_character(character)
        if folded == "" and character != TATWEEL and not (before and WORD_CHARACTER.match(before[-1]) and AFTER_INVISIBLE.match(text[offset : offset + 8])):
            folded = character
        if not (folded == " " and ends_in_space):
            origins.extend([offset] + [-1] * (len(folded) - 1) if folded else [])
            parts.append(folded)
            before = folded or before
        if folded:
            ends_in_space = folded == " "
    origins.append(len(text))
    return MARKS.sub(lambda marks: unicodedata.normalize("NFD", marks.group()), "".join(parts)), origins


def fold_word(word):
    return fold(word.strip())[0]


def is_joined(text, offset):
    """Whether the characters on both sides of an offset belong to one word."""
    if not 0 < offset < len(text):
        return False
    before, after = letter_before(text, offset), text[offset]
    if MARK.match(after):
        return WORD_CHARACTER.match(before) is not None
    if not (WORD_CHARACTER.match(before) and WORD_CHARACTER.match(after)):
        return False
    return not (UNSPACED.match(before) or UNSPACED.match(after))


def letter_before(text, offset):
    """The character before an offset; for a combining mark, the letter that carries it."""
    at = offset - 1
    while at > 0 and MARK.match(text[at]):
        at -= 1
    return text[at]


def find_folded(folded, origins, target):
    """Spans, in code points of the text as it is, of a folded word in a folded text; from left to right, without overlaps."""
    spans = []
    at = folded.find(target) if target else -1
    while at >= 0:
        end = at + len(target)
        span = (origins[at], origins[end])
        is_whole = min(span) >= 0 and not is_joined(folded, at) and not is_joined(folded, end)
        if is_whole:
            spans.append(span)
        at = folded.find(target, end if is_whole else at + 1)
    return spans
