"""Ids and offsets of Hugging Face `tokenizers` for byte-level BPE and Unigram, on difficult strings.

Trains two tiny vocabularies: byte-level BPE as GPT-2 and RoBERTa have it, and a sentencepiece unigram model with the normaliser of
XLM-R (nmt_nfkc), laid out like XLM-R's. Special tokens are taken out of the reference first: in this project their names are plain
text, so the reference gets a vocabulary in which their pieces have names that no text holds. Offsets are in UTF-16 units.

Needs: pip install tokenizers sentencepiece protobuf
Usage: python tools/golden/bpe_unigram.py FOLDER       (writes FOLDER/bpe-unigram.json.gz and FOLDER/nmt-nfkc.bin.gz;
                                                        FOLDER is src-main/tokenizers/golden)
       python tools/golden/bpe_unigram.py FOLDER N     (N random strings more, with another seed: for a long comparison)
"""
import base64
import copy
import gzip
import io
import json
import pathlib
import sys

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from ugly_texts import HAND_PICKED, random_strings, utf16_offsets

ROOT = pathlib.Path(__file__).parents[2]
BPE_NAMES = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", "<|endoftext|>"]
UNIGRAM_NAMES = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
MORE = [
    "I'll we've they're it's isn't I'm he'd 'tis 'S 'LL ''s ' s 'x can'ts", " leading", "  two", "trailing ", "trailing   ", "a  b   c    d", " \t a", "\t\ta\n\nb", " \n ",
    "<s> </s> <mask> <pad> <unk> <|endoftext|>", "a<s>b", "<s>", "▁", "▁▁ ▁a", "a▁b", "Ġ ĠĠ Ċ aĠb", "<0x41> <0xE2><0x96>", "##ing", "\u00a0\u00a0a", "a\u00a0 b", "\u3000\u3000x \u3000",
    "\u0001ab", "\u0001\u0002bank \u0003note", "ab\u0001", "㎏\u0001x", "½\u0001\u0002x", "a\u0001\u0002\u0003 b", "\r\na\r\r\nb", "™\u0301 ½\u0300 ①\u0301\u0302", "©\u200d™\u0301 ™\u200d™\u0301",
    "\u0600a \u0600½ \u0600\u0301", "क\u094dक़\u0301 क़\u0301", "ｶﾞ ﾊﾟ ｱｲｳ", "ﷺ ﷲ", "㍿ ㌖ ㎯", "e\u0301\u0302 a\u0308\u0304 o\u0302\u0301", "𝒂𝒃 𝟙𝟚", "１２ ３", "😀", " 😀", "😀😀 😀", "👨‍👩‍👧 👩🏽‍🚀", "é b", "\U0001f1e9\U0001f1ea",
    "x" * 300, "ab" * 200, "😀" * 60, "the" * 70, "1" * 70, " " * 70, "東京" * 40, "The bank   raised  its rates.\nThe river bank was steep.", "12345 3.14 1,000 0x1F 2nd", "e\u0301", "\u0301e",
    "naïve café Zürich", "Привет, мир! Банк реки.", "你好，世界。银行", "สวัสดีชาวโลก ธนาคาร", "مرحبا بالعالم", "नमस्ते दुनिया", "こんにちは世界", "안녕하세요 세계", "שלום עולם",
]


def training_texts():
    background = (ROOT / "assets" / "background.txt").read_text(encoding="utf-8").splitlines()
    return background + [text for text in HAND_PICKED + MORE if text.isprintable()] * 2


def train_bpe(vocabulary_size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=vocabulary_size, special_tokens=BPE_NAMES, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(training_texts(), trainer)
    return json.loads(tokenizer.to_str())


def train_unigram(vocabulary_size):
    """The tokenizer.json that a converter writes for XLM-R, and the compiled character map."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(training_texts()), model_writer=written, vocab_size=vocabulary_size, byte_fallback=True, character_coverage=0.995,
        hard_vocab_limit=False, num_threads=1, minloglevel=2)
    model = sentencepiece_model_pb2.ModelProto.FromString(written.getvalue())
    assert model.normalizer_spec.name == "nmt_nfkc"
    pieces = [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0]]
    pieces += [[piece.piece, round(piece.score, 5)] for piece in model.pieces if piece.piece not in UNIGRAM_NAMES] + [["<mask>", 0.0]]
    content = {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": special_tokens(UNIGRAM_NAMES, {piece: i for i, (piece, _) in enumerate(pieces)}),
        "normalizer": None, "pre_tokenizer": None, "post_processor": None, "decoder": None,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": pieces, "byte_fallback": False},
    }
    return content, model.normalizer_spec.precompiled_charsmap


def special_tokens(names, ids):
    return [{"id": ids[name], "content": name, "single_word": False, "lstrip": name == "<mask>", "rstrip": False, "normalized": False, "special": True} for name in names]


def byte_level(prefix, trim=True, **more):
    return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": trim, "use_regex": True, **more}


def roberta(prefix, trim):
    return {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": trim, "add_prefix_space": prefix}


def template(first, last, pair_id=1):
    def special(name):
        return {"SpecialToken": {"id": name, "type_id": 0}}

    names = {name: {"id": name, "ids": [number], "tokens": [name]} for name, number in (first, last)}
    return {"type": "TemplateProcessing", "special_tokens": names,
            "single": [special(first[0]), {"Sequence": {"id": "A", "type_id": 0}}, special(last[0])],
            "pair": [special(first[0]), {"Sequence": {"id": "A", "type_id": 0}}, special(last[0]), {"Sequence": {"id": "B", "type_id": pair_id}}, special(last[0])]}


def metaspace(scheme, **more):
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": True, **more}


def sequence(key, *steps):
    return {"type": "Sequence", key: list(steps)}


CHARSMAP = {"type": "Precompiled", "precompiled_charsmap": "NMT_NFKC"}
SPACES = {"type": "Replace", "pattern": {"Regex": " {2,}"}}
BPE_VARIANTS = {
    "gpt2": {"pre_tokenizer": byte_level(False), "post_processor": byte_level(True, trim=False)},
    "roberta": {"pre_tokenizer": byte_level(False), "post_processor": roberta(False, True)},
    "roberta with a space before": {"pre_tokenizer": byte_level(True), "post_processor": roberta(True, True)},
    "template, trimmed": {"pre_tokenizer": byte_level(True), "post_processor": sequence("processors", byte_level(False), template(("<s>", 0), ("</s>", 2)))},
    "no pattern, whole words": {"pre_tokenizer": sequence("pretokenizers", {"type": "WhitespaceSplit"}, byte_level(False, use_regex=False)), "model": {"ignore_merges": True}},
    "bytes missing": {"pre_tokenizer": byte_level(False), "post_processor": byte_level(False), "model": {"unk_token": "<unk>", "fuse_unk": True}, "without": ["ð", "Ĥ", "z"]},
    "bytes dropped": {"pre_tokenizer": byte_level(False), "without": ["ð", "Ĥ", "z"]},
}
UNIGRAM_VARIANTS = {
    "xlm-roberta": {"normalizer": CHARSMAP, "pre_tokenizer": sequence("pretokenizers", {"type": "WhitespaceSplit"}, metaspace("always")),
                    "post_processor": template(("<s>", 0), ("</s>", 2))},
    "one split, first word marked": {"normalizer": sequence("normalizers", CHARSMAP, {**SPACES, "content": " "}), "pre_tokenizer": metaspace("first"), "post_processor": template(("<s>", 0), ("</s>", 2))},
    "whole sentence, bytes": {"normalizer": sequence("normalizers", CHARSMAP, {"type": "Strip", "strip_left": False, "strip_right": True}, {**SPACES, "content": "▁"}),
                              "pre_tokenizer": metaspace("never", split=False), "model": {"byte_fallback": True}},
    "legacy mark, no map": {"normalizer": {"type": "Replace", "pattern": {"String": "``"}, "content": '"'},
                            "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}},
}


def changed(content, variant):
    content = copy.deepcopy(content)
    for key, value in variant.items():
        if key == "model":
            content["model"].update(value)
        elif key == "without":
            drop_pieces(content["model"], value)
        else:
            content[key] = value
    return content


def drop_pieces(model, characters):
    """Takes every piece with one of these characters out; ids stay."""
    model["vocab"] = {piece: i for piece, i in model["vocab"].items() if not set(piece) & set(characters) or piece in BPE_NAMES}
    model["merges"] = [merge for merge in model["merges"] if not set("".join(merge)) & set(characters)]


def reference(content, charsmap):
    """Names of marks as plain text: without added tokens, and with names for their pieces that no text holds."""
    content = copy.deepcopy(content)
    names = {token["content"] for token in content["added_tokens"]}
    content["added_tokens"] = []
    vocabulary = content["model"]["vocab"]
    hidden = {name: f"\U0010fffe{i}" for i, name in enumerate(sorted(names))}
    if isinstance(vocabulary, list):
        content["model"]["vocab"] = [[hidden.get(piece, piece), score] for piece, score in vocabulary]
    text = json.dumps(content).replace("NMT_NFKC", base64.b64encode(charsmap).decode())
    return Tokenizer.from_str(text)


def cases(tokenizer, texts):
    for text in texts:
        encoding = tokenizer.encode(text, add_special_tokens=False)
        yield [text, encoding.ids, utf16_offsets(text, encoding.offsets)]


def main():
    folder = pathlib.Path(sys.argv[1])
    n_more = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    texts = MORE + HAND_PICKED + list(random_strings(120, seed=20240301)) + list(random_strings(n_more, seed=7))
    bpe = train_bpe(600)
    bpe["added_tokens"] = special_tokens(BPE_NAMES, bpe["model"]["vocab"])
    unigram, charsmap = train_unigram(900)
    vocabularies = []
    for kind, content, variants in (("byte-level-bpe", bpe, BPE_VARIANTS), ("unigram", unigram, UNIGRAM_VARIANTS)):
        found = []
        for i, (name, variant) in enumerate(variants.items()):
            whole = changed(content, variant)
            tokenizer = reference(whole, charsmap)
            chosen = texts if i == 0 or n_more else texts[i % 3::3]
            found.append({"name": name, "change": variant, "marks": tokenizer.encode("", add_special_tokens=True).ids, "cases": list(cases(tokenizer, chosen))})
        vocabularies.append({"kind": kind, "tokenizer": content, "variants": found})
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"tokenizers": tokenizers.__version__, "sentencepiece": sentencepiece.__version__, "vocabularies": vocabularies}, separators=(",", ":"))
    # Without a time stamp the same content gives the same bytes.
    (folder / "bpe-unigram.json.gz").write_bytes(gzip.compress(content.encode(), 9, mtime=0))
    (folder / "nmt-nfkc.bin.gz").write_bytes(gzip.compress(charsmap, 9, mtime=0))


main()
