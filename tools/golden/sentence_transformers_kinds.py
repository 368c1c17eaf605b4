"""Tiny folders of sentence-transformers, one a kind of pooling, dense module and prompt, and what the library's `encode` makes of a few sentences.

Usage: python tools/golden/sentence_transformers_kinds.py src-main/conversion/golden/sentence-transformers     (needs sentence-transformers)
Writes base/ (the transformer, the same in all) and for each kind KIND/ (what its folder has besides) and KIND.json: the library's settings and, for each prompt and
sentence, the vector. A folder of the library is base/ and KIND/ laid over each other.
"""
import json
import shutil
import sys
import tempfile
from pathlib import Path

import sentence_transformers
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Dense, Normalize, Transformer
from sentence_transformers.sentence_transformer.modules import Pooling
from tiny_checkpoints import PIECES, randomize
from transformers import BertConfig, BertModel, BertTokenizerFast

WIDTH = 16
SENTENCES = ["the bank", "The Bank, near the river.", "a", "she sat by the river bank and counted the coins that the money bank had lent her"]
PROMPTS = {"query": "find: ", "document": "", "long": "a question of the bank, "}


def base(folder):
    config = BertConfig(vocab_size=2 * len(PIECES), hidden_size=WIDTH, num_hidden_layers=2, num_attention_heads=2, intermediate_size=20, max_position_embeddings=64, hidden_act="gelu")
    randomize(BertModel(config), 31).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join([*PIECES, *"TBRS"]) + "\n", encoding="utf-8")
    # Cased, so that making small letters first shows.
    BertTokenizerFast(str(folder / "vocab.txt"), do_lower_case=False, model_max_length=64).save_pretrained(folder)


def dense(seed, n_in, n_out, **options):
    module = Dense(n_in, n_out, **options)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(0.4 * torch.randn(parameter.shape, generator=generator))
    return module


KINDS = {
    **{mode: ([Pooling(WIDTH, mode)], {}) for mode in Pooling.POOLING_MODES},
    "normalized": ([Pooling(WIDTH, "mean"), Normalize()], {}),
    "dense-tanh": ([Pooling(WIDTH, "cls"), dense(1, WIDTH, 8), Normalize()], {}),
    "dense-residual": ([Pooling(WIDTH, "mean"), Normalize(), dense(2, WIDTH, WIDTH, activation_function=torch.nn.GELU(), use_residual=True)], {}),
    "dense-projected": ([Pooling(WIDTH, "max"), dense(3, WIDTH, 24, bias=False, activation_function=torch.nn.ReLU(), use_residual=True)], {}),
    "dense-twice": ([Pooling(WIDTH, "mean"), dense(4, WIDTH, 24, activation_function=torch.nn.Sigmoid()), dense(5, 24, 4, activation_function=torch.nn.Identity())], {}),
    **{f"prompt-apart-{mode}": ([Pooling(WIDTH, mode, include_prompt=False)], {"default": "query"}) for mode in Pooling.POOLING_MODES},
    "prompt-pooled": ([Pooling(WIDTH, "mean"), Normalize()], {"default": "long"}),
    "prompt-none": ([Pooling(WIDTH, "mean")], {"default": None}),
    "short": ([Pooling(WIDTH, "mean")], {"older": {"max_seq_length": 9, "do_lower_case": False}}),
    "short-by-tokenizer": ([Pooling(WIDTH, "mean")], {"model_max_length": 12}),
    "short-last-prompt": ([Pooling(WIDTH, "lasttoken")], {"older": {"max_seq_length": 16}, "default": "long"}),
    "small-letters": ([Pooling(WIDTH, "mean")], {"older": {"max_seq_length": 64, "do_lower_case": True}}),
}


def main():
    out = Path(sys.argv[1])
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        start = Path(name) / "base"
        base(start)
        shutil.copytree(start, out / "base")
        for kind, (modules, settings) in KINDS.items():
            has_prompts = "default" in settings
            model = SentenceTransformer(modules=[Transformer(str(start)), *modules], device="cpu", prompts=PROMPTS if has_prompts else None, default_prompt_name=settings.get("default"))
            saved = Path(name) / "saved"
            shutil.rmtree(saved, ignore_errors=True)
            model.save(str(saved), create_model_card=False)
            (out / kind).mkdir()
            for file in saved.iterdir():
                if file.is_dir():
                    shutil.copytree(file, out / kind / file.name)
                elif file.name in ("modules.json", "config_sentence_transformers.json", "sentence_bert_config.json"):
                    shutil.copy(file, out / kind)
            if "older" in settings:
                (out / kind / "sentence_bert_config.json").write_text(json.dumps(settings["older"]) + "\n", encoding="utf-8")
            if "model_max_length" in settings:
                tokenizer = json.loads((start / "tokenizer_config.json").read_text(encoding="utf-8"))
                (out / kind / "tokenizer_config.json").write_text(json.dumps({**tokenizer, "model_max_length": settings["model_max_length"]}) + "\n", encoding="utf-8")
            # What is read is what the library itself reads of the files.
            folder = Path(name) / kind
            shutil.copytree(start, folder)
            shutil.copytree(out / kind, folder, dirs_exist_ok=True)
            model = SentenceTransformer(str(folder), device="cpu")
            asked = [None, *PROMPTS] if has_prompts else [None]
            vectors = {prompt or "": [[round(float(x), 7) for x in model.encode(s, prompt_name=prompt)] for s in SENTENCES] for prompt in asked}
            if has_prompts:
                vectors["none"] = [[round(float(x), 7) for x in model.encode(s, prompt="")] for s in SENTENCES]
            about = {"sentenceTransformers": sentence_transformers.__version__, "sentences": SENTENCES, "vectors": vectors}
            (out / f"{kind}.json").write_text(json.dumps(about, ensure_ascii=False) + "\n", encoding="utf-8")


main()
