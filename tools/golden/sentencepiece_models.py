"""A small Unigram model of SentencePiece and what transformers makes of it for the families that were published with such a file alone.

Usage: python tools/golden/sentencepiece_models.py src-main/conversion/golden/sentencepiece     (needs sentencepiece, transformers)
Writes unigram.model.gz, and for each family FAMILY.json: its marks, and for each text ids and offsets without marks.
"""
import gzip
import json
import sys
import tempfile
from pathlib import Path

import sentencepiece
from transformers import AutoTokenizer

SENTENCES = ["the bank of the river is near the money bank", "she sat by the river bank and counted", "½ ﬁ Å the end of the day", "banks lend money to people"]
TEXTS = ["The bank, by the river.", "½ ﬁ  Å  x", "", "  two  spaces ", "a <mask> the bank", "東京 bank"]


def main():
    out = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "text").write_text("\n".join(SENTENCES * 30), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(folder / "text"), model_prefix=str(folder / "sentencepiece.bpe"), vocab_size=60, hard_vocab_limit=False, normalization_rule_name="nmt_nfkc", minloglevel=2,
        )
        (out / "unigram.model.gz").write_bytes(gzip.compress((folder / "sentencepiece.bpe.model").read_bytes(), 9, mtime=0))
        for family in ("xlm-roberta", "camembert"):
            (folder / "config.json").write_text(json.dumps({"model_type": family}), encoding="utf-8")
            tokenizer = AutoTokenizer.from_pretrained(folder)
            encodings = [(text, tokenizer._tokenizer.encode(text, add_special_tokens=False)) for text in TEXTS]
            cases = [[text, encoding.ids, [at for span in encoding.offsets for at in span]] for text, encoding in encodings]
            (out / f"{family}.json").write_text(json.dumps({"marks": tokenizer("")["input_ids"], "cases": cases}, ensure_ascii=False) + "\n", encoding="utf-8")


main()
