"""Asks the reference tokenizer about every code point: what the byte-level split and the grapheme clusters of `Precompiled` make of it.

Its tables belong to other Unicode versions than those of the JavaScript runtimes, so `\\p{L}` and Intl.Segmenter would drift from it.
Usage: python tools/golden/split_tables.py > src-main/tokenizers/split-categories.ts
"""
import tokenizers
from tokenizers.normalizers import Precompiled
from tokenizers.pre_tokenizers import ByteLevel

from charsmap import charsmap

VALID = [c for c in range(1, 0x110000) if not 0xD800 <= c < 0xE000]
SHORT = [c for c in VALID if c < 0x10000]

# The split: a letter stays with a letter before it, a number with one behind it.
split = ByteLevel(add_prefix_space=False)
letters, numbers = [], []
for c in VALID:
    pieces = [span for _, span in split.pre_tokenize_str(f"a{chr(c)}1")]
    if pieces == [(0, 2), (2, 3)]:
        letters.append(c)
    elif pieces == [(0, 1), (1, 3)] and chr(c) != " ":
        numbers.append(c)

# The clusters: a cluster of fewer than six bytes that begins with something to replace is replaced as a whole.
one = Precompiled(charsmap({"a": "X"}))
every = Precompiled(charsmap({chr(c): "X" for c in SHORT}))


def joins(text):
    """Whether a text of fewer than six bytes is one cluster."""
    return every.normalize_str(text) == "X"


attached = [c for c in VALID if one.normalize_str(f"a{chr(c)}") == "X"]
controls = [c for c in SHORT if not joins(chr(c) + "\u0301")]
prepended = [c for c in SHORT if joins(chr(c) + "a")]
for block in (*range(0x10000, 0x20000, 0x1000), 0xE0000):
    some = Precompiled(charsmap({chr(c): "X" for c in range(block, block + 0x1000)}))
    prepended += [c for c in range(block, block + 0x1000) if some.normalize_str(chr(c) + "a") == "X"]
# KA, VIRAMA, consonant, acute: four characters of one cluster, or the last two are a cluster of their own.
KA, VIRAMA, ACUTE = "\u0915", "\u094d", "\u0301"
consonants = [c for c in SHORT if c > 0x7FF and every.normalize_str(KA + VIRAMA + chr(c) + ACUTE) == "XXXX" and c not in set(attached) | set(controls)]
linkers = [c for c in attached if c < 0x10000 and every.normalize_str(KA + chr(c) + KA + ACUTE) == "X" * 4]


def ranges(code_points):
    found = []
    for code_point in code_points:
        if found and found[-1][1] == code_point - 1:
            found[-1][1] = code_point
        else:
            found.append([code_point, code_point])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in found)


def lines(text, width=150):
    out, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) + 1 > width:
            out.append(line)
            line = ""
        line = word if line == "" else f"{line} {word}"
    return out + [line]


print("// Written by tools/golden/split_tables.py; do not edit.")
print(f"// Character classes of Hugging Face `tokenizers` {tokenizers.__version__}, asked code point by code point.\n")
print("\n\n".join(
    f"/** {what} */\nexport const {name} = [\n" + "".join(f"  '{line}',\n" for line in lines(ranges(found))) + "].join(' ');"
    for name, what, found in (
        ("LETTERS", "`\\\\p{L}` of the byte-level split.".replace("\\\\", "\\"), letters),
        ("NUMBERS", "`\\p{N}` of the byte-level split.", numbers),
        ("ATTACHED", "Joins the grapheme cluster of the character before it.", attached),
        ("CONTROLS", "Ends every grapheme cluster, before and behind (below U+10000).", controls),
        ("PREPENDED", "Joins the grapheme cluster of the character behind it.", prepended),
        ("CONSONANTS", "Joins the cluster of a consonant before it, where a linker stands between (below U+10000).", consonants),
        ("LINKERS", "Joins the consonants on both its sides (below U+10000).", linkers),
    )
))
