"""Ids and offsets of Hugging Face `tokenizers` on difficult strings.

Usage: python tools/golden/wordpiece.py FOLDER_WITH_tokenizer.json > src-main/tokenizers/golden/wordpiece.json
Special tokens are taken out of the tokenizer first, so that their names are plain text. Offsets are in UTF-16 units.
"""
import json
import sys

import tokenizers

from ugly_texts import HAND_PICKED, random_strings, utf16_offsets


def load(folder, lowercase, strip_accents):
    with open(f"{folder}/tokenizer.json", encoding="utf-8") as file:
        content = json.load(file)
    content["truncation"] = content["padding"] = content["post_processor"] = None
    content["added_tokens"] = []
    content["normalizer"].update(lowercase=lowercase, strip_accents=strip_accents)
    return tokenizers.Tokenizer.from_str(json.dumps(content))


def encode(tokenizer, text):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return {"ids": encoding.ids, "offsets": utf16_offsets(text, encoding.offsets)}


def main():
    folder = sys.argv[1]
    texts = HAND_PICKED + list(random_strings(260, seed=20240229))
    variants = []
    for lowercase, strip_accents in ((True, None), (False, None), (True, False), (False, True)):
        tokenizer = load(folder, lowercase, strip_accents)
        chosen = texts if (lowercase, strip_accents) == (True, None) else texts[::2]
        variants.append({
            "lowercase": lowercase, "stripAccents": strip_accents,
            "cases": [{"text": text, **encode(tokenizer, text)} for text in chosen],
        })
    json.dump({"tokenizers": tokenizers.__version__, "variants": variants}, sys.stdout, ensure_ascii=True, separators=(",", ":"))
    print()


main()
