"""Asks the reference tokenizer about every code point and writes what it answers as range tables.

The reference (Hugging Face `tokenizers`) classifies characters by tables of an older Unicode version than the JavaScript
runtime has, so `\\p{P}` and `\\p{Mn}` would drift from it; the tables make the behaviour independent of the runtime.
Usage: python tools/golden/unicode_tables.py > src-main/tokenizers/reference-categories.ts
"""
import tokenizers
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

clean = BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
strip = BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
split = BertPreTokenizer()

dropped, marks, punctuation = [], [], []
for code_point in range(0x110000):
    if 0xD800 <= code_point < 0xE000:
        continue
    character = chr(code_point)
    if clean.normalize_str(character) == "":
        dropped.append(code_point)
    if strip.normalize_str(character) == "":
        marks.append(code_point)
    if len(split.pre_tokenize_str("a" + character + "b")) == 3:
        punctuation.append(code_point)


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


print("// Written by tools/golden/unicode_tables.py; do not edit.")
print(f"// Character classes of Hugging Face `tokenizers` {tokenizers.__version__}, asked code point by code point.\n")
for name, what, found in (
    ("DROPPED", "Removed by the clean-up step: U+0000, U+FFFD, Cc, Cf and Co.", dropped),
    ("MARKS", "Removed by accent stripping: what is nothing but Mn after NFD.", marks),
    ("PUNCTUATION", "A piece of its own: ASCII punctuation and P*.", punctuation),
):
    print(f"/** {what} */")
    print(f"export const {name} = [")
    for line in lines(ranges(found)):
        print(f"  '{line}',")
    print("].join(' ');\n")
