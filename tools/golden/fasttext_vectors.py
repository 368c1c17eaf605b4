"""Tiny fastText models and the vectors that the original library gives of known and unknown words.

python tools/golden/fasttext_vectors.py   (needs the package fasttext 0.9.2; writes src-main/conversion/word-vectors/golden)
Three models: with n-grams (skip-gram), without (cbow), and with n-grams of any length, trained with labels. Training is random, so a new run gives
other numbers; what counts is that a .bin and its .json belong together.
"""
import json
import os
import random
import tempfile

import fasttext

OUT = os.path.join(os.path.dirname(__file__), "../../src-main/conversion/word-vectors/golden")
WORDS = (
    "bank river money Straße über Müller naïve café größer 日本語 東京 銀行 川 🙂 👩‍🔬 🏳️‍🌈 привет Банк ναός run running runner spring water "
    "a I x don't well-known 3.5 e\u0301t\u00e9 ﷽ 𝔘𝔫𝔦 <odd> ..."
).split()
UNKNOWN = [
    "banker", "Riverbank", "b", "ab", "Übermüller", "straße", "日本", "京", "🙂🙂", "👩", "привети", "xyzzy", "e\u0301", "<", ">", "<>", "don", "\u00a0",
    "supercalifragilisticexpialidocious", "𝔘", "</s", "3.14", "ÿ", "\u0080\u00ff",
]


def sentences(labelled):
    generator = random.Random(7)
    for _ in range(400):
        words = [generator.choice(WORDS) for _ in range(8)]
        yield (f"__label__{len(words[0]) % 2} " if labelled else "") + " ".join(words)


def make(name, labelled, train):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as text:
        text.write("\n".join(sentences(labelled)) + "\n")
        text.flush()
        model = train(text.name)
    path = os.path.join(OUT, f"{name}.bin")
    model.save_model(path)
    model = fasttext.load_model(path)
    known = model.get_words(on_unicode_error="replace")
    buckets = {w: [int(i) - len(known) for i in model.get_subwords(w, on_unicode_error="replace")[1] if i >= len(known)] for w in known + UNKNOWN}
    golden = {
        "dim": model.get_dimension(),
        "words": known,
        "unknown": UNKNOWN,
        "vectors": {w: [float(x) for x in model.get_word_vector(w)] for w in known + UNKNOWN},
        "buckets": buckets,
    }
    with open(os.path.join(OUT, f"{name}.json"), "w", encoding="utf-8") as file:
        json.dump(golden, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
    print(name, os.path.getsize(path), "bytes,", len(known), "words")
    return model


def main():
    os.makedirs(OUT, exist_ok=True)
    common = {"minCount": 1, "dim": 8, "epoch": 20, "lr": 0.5, "thread": 1, "verbose": 0}
    make("skipgram", False, lambda p: fasttext.train_unsupervised(p, model="skipgram", bucket=200, minn=3, maxn=6, **common))
    make("words-only", False, lambda p: fasttext.train_unsupervised(p, model="cbow", minn=0, maxn=0, **common))
    supervised = make("labelled", True, lambda p: fasttext.train_supervised(p, bucket=300, minn=0, maxn=3, wordNgrams=2, **common))
    # A quantised model, to be refused.
    supervised.quantize()
    supervised.save_model(os.path.join(OUT, "quantised.ftz"))
    print("quantised", os.path.getsize(os.path.join(OUT, "quantised.ftz")), "bytes")


main()
