"""Small models of SentencePiece and what transformers makes of them for the families whose folders may have such a file alone.

Usage: python tools/golden/sentencepiece_models.py src-main/conversion/golden/sentencepiece     (needs sentencepiece, protobuf, transformers)
Writes MODEL.model.gz, and families.json: folders, with the marks around a text, and for each text ids and offsets between the marks.
"""
import gzip
import json
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from transformers import AutoTokenizer
from transformers.convert_slow_tokenizer import DebertaV2Converter

SENTENCES = ["the bank of the river is near the money bank", "she sat by the River bank and counted", "½ ﬁ Å the end of the day, café", "banks lend money to people"]
TEXTS = [
    "The bank, by the river.", "", "  two  spaces ", " Café CAFÉ cafe\u0301 Ünï ", "🙂 emoji 東京bank", "tab\there\r\nline\n\nend\n", "``quotes'' 1,234",
    "a [MASK] the [SEP]bank <mask> b <s>x</s>y <unk> [UNK]", "the <new> <start> day <eos>.", "▁odd ▁▁ x", "\tthe   bank",
]
# Only here a character map acts: no text above has a character of these rules.
MAPPED = ["½ ﬁ  Å  x", "the bank…", "½[MASK]the"]
RULES = ["00BD\t31 2044 32", "FB01\t66 69", "2026\t2E 2E 2E"]
DEBERTA = {"model_type": "deberta-v2"}
LLAMA = {"model_type": "llama"}
MISTRAL = {"model_type": "mistral"}


def word(content, **flags):
    return {"content": content, "lstrip": False, "rstrip": False, "normalized": False, "single_word": False, "special": True, **flags}


def added(content, **flags):
    return {"__type": "AddedToken", **word(content, **flags)}


# Model, name of its file, config.json, tokenizer_config.json, other files.
FOLDERS = [
    ("unigram", "sentencepiece.bpe.model", {"model_type": "xlm-roberta"}, {}, {}),
    ("unigram", "sentencepiece.bpe.model", {"model_type": "xlm-roberta"}, {"add_prefix_space": False, "tokenizer_class": "XLMRobertaTokenizerFast"}, {}),
    ("unigram", "sentencepiece.bpe.model", {"model_type": "camembert", "tokenizer_class": "CamembertTokenizer"}, {}, {}),
    ("albert", "spiece.model", {"model_type": "albert"}, {}, {}),
    ("albert", "spiece.model", {"model_type": "albert"}, {"do_lower_case": False, "keep_accents": True, "add_prefix_space": False, "mask_token": added("[MASK]", lstrip=True)}, {}),
    ("deberta", "spm.model", DEBERTA, {"do_lower_case": False, "vocab_type": "spm"}, {}),
    ("deberta", "spm.model", DEBERTA, {"do_lower_case": True, "split_by_punct": True, "add_prefix_space": False}, {"special_tokens_map.json": {"mask_token": word("[MASK]", lstrip=True)}}),
    ("deberta", "spm.model", DEBERTA, {}, {"added_tokens.json": {"[MASK]": 297, "<new>": 298}}),
    ("deberta", "spm.model", DEBERTA, {"cls_token": "<new>", "additional_special_tokens": ["<start>"]}, {}),
    ("llama", "tokenizer.model", LLAMA, {"tokenizer_class": "LlamaTokenizer", "add_bos_token": True, "sp_model_kwargs": {}}, {}),
    ("llama", "tokenizer.model", LLAMA, {"tokenizer_class": "LlamaTokenizerFast", "legacy": True, "add_eos_token": True, "unk_token": added("<unk>", normalized=True), "pad_token": "<new>"}, {}),
    ("llama", "tokenizer.model", LLAMA, {"tokenizer_class": "LlamaTokenizer", "add_prefix_space": False}, {}),
    ("llama", "tokenizer.model", LLAMA, {"tokenizer_class": "LlamaTokenizer", "added_tokens_decoder": {"1": word("<s>", rstrip=True), "340": word("<new>", special=False, normalized=True)}}, {}),
    ("llama", "tokenizer.model", LLAMA, {}, {}),
    ("llama", "tokenizer.model", MISTRAL, {"tokenizer_class": "LlamaTokenizer", "legacy": False, "add_bos_token": True}, {}),
    ("llama", "tokenizer.model", MISTRAL, {"add_prefix_space": True, "added_tokens_decoder": {"340": word("<new>", special=False, normalized=True)}}, {}),
    ("albert", "tokenizer.model", MISTRAL, {}, {}),
    ("gemma", "tokenizer.model", MISTRAL, {"add_bos_token": True, "add_eos_token": True}, {}),
    ("gemma", "tokenizer.model", {"model_type": "gemma2"}, {"tokenizer_class": "GemmaTokenizer", "add_bos_token": True}, {}),
    ("gemma", "tokenizer.model", {"model_type": "gemma3_text"}, {"mask_token": None, "add_eos_token": True}, {}),
]


def train(folder, out):
    (folder / "text").write_text("\n".join(SENTENCES * 30), encoding="utf-8")
    (folder / "rules").write_text("\n".join(RULES), encoding="utf-8")
    bert = {"normalization_rule_tsv": str(folder / "rules"), "vocab_size": 60, "pad_id": 0}
    bytes_ = {"model_type": "bpe", "normalization_rule_name": "identity", "remove_extra_whitespaces": False, "byte_fallback": True}
    models = {
        "unigram": {"vocab_size": 60, "normalization_rule_name": "nmt_nfkc"},
        "albert": {**bert, "unk_id": 1, "bos_id": -1, "eos_id": -1, "control_symbols": ["[CLS]", "[SEP]", "[MASK]"]},
        "deberta": {**bert, "vocab_size": 320, "byte_fallback": True, "bos_id": 1, "eos_id": 2, "unk_id": 3, "pad_piece": "[PAD]", "bos_piece": "[CLS]", "eos_piece": "[SEP]", "unk_piece": "[UNK]"},
        "llama": {**bytes_, "vocab_size": 340},
        "gemma": {
            **bytes_, "vocab_size": 345, "add_dummy_prefix": False, "pad_id": 0, "eos_id": 1, "bos_id": 2, "unk_id": 3, "eos_piece": "<eos>", "bos_piece": "<bos>",
            "user_defined_symbols": ["<mask>", "▁▁", "\n", "<start>"],
        },
    }
    for name, options in models.items():
        sentencepiece.SentencePieceTrainer.train(input=str(folder / "text"), model_prefix=str(folder / name), hard_vocab_limit=False, minloglevel=2, **options)
        model = sentencepiece_model_pb2.ModelProto.FromString((folder / f"{name}.model").read_bytes())
        model.trainer_spec.input[:] = []
        model.trainer_spec.model_prefix = ""
        (folder / f"{name}.model").write_bytes(model.SerializeToString())
        (out / f"{name}.model.gz").write_bytes(gzip.compress(model.SerializeToString(), 9, mtime=0))


def marks_of(tokenizer):
    ids = tokenizer.encode("the").ids
    bare = tokenizer.encode("the", add_special_tokens=False).ids
    at = next(i for i in range(len(ids)) if ids[i : i + len(bare)] == bare)
    return ids[:at], ids[at + len(bare) :]


def cases_of(tokenizer, texts):
    before, after = marks_of(tokenizer)
    for text in texts:
        bare, marked = tokenizer.encode(text, add_special_tokens=False), tokenizer.encode(text)
        assert marked.ids == before + bare.ids + after and marked.offsets[len(before) : len(before) + len(bare)] == bare.offsets
        yield [text, bare.ids, [at for span in bare.offsets for at in span]]


def main():
    out = Path(sys.argv[1])
    folders = []
    with tempfile.TemporaryDirectory() as name:
        train(Path(name), out)
        for model, file, config, settings, others in FOLDERS:
            with tempfile.TemporaryDirectory() as path:
                folder = Path(path)
                (folder / file).write_bytes((Path(name) / f"{model}.model").read_bytes())
                files = {"config.json": config, "tokenizer_config.json": settings, **others}
                for key, value in files.items():
                    (folder / key).write_text(json.dumps(value), encoding="utf-8")
                loaded = AutoTokenizer.from_pretrained(folder)
                tokenizer = loaded._tokenizer
                n_ids = tokenizer.get_vocab_size()
                cases = list(cases_of(tokenizer, TEXTS if model == "deberta" else [*TEXTS, *MAPPED]))
                if model == "deberta":
                    # The class leaves the character map out, the converter of the same release has it: for these texts only.
                    proto = sentencepiece_model_pb2.ModelProto.FromString((folder / file).read_bytes())
                    tokenizer.normalizer = DebertaV2Converter.normalizer(SimpleNamespace(original_tokenizer=loaded), proto)
                    cases += cases_of(tokenizer, MAPPED)
                folders.append({"model": model, "file": file, "files": files, "nIds": n_ids, "marks": marks_of(tokenizer), "cases": cases})
    (out / "families.json").write_text("[\n" + ",\n".join(json.dumps(folder, ensure_ascii=False, separators=(",", ":")) for folder in folders) + "\n]\n", encoding="utf-8")


main()
