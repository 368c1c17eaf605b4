"""Two small ELMo models in the published layout, and the hidden states that a plain NumPy reading of the papers' code gives for them in double precision.

clips:    relu, two highway layers, weights scaled so that both clips bite often.
no-clips: tanh, one highway layer, three LSTM layers, no clips.

Writes src-main/conversion/golden/elmo-{clips,no-clips}/{options.json,weights.hdf5,hidden-states.json}.
Needs: numpy, h5py. Run from the root of the repository: python tools/golden/elmo_clips.py
"""

import json
import pathlib

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2] / "src-main/conversion/golden"
BEGIN_WORD, END_WORD, PADDING, BEGIN_SENTENCE, END_SENTENCE = 258, 259, 260, 256, 257
SENTENCES = [["The", "cat", "sat", "."], ["é"], ["a-very-long-word-of-more-than-forty-eight-characters-which-is-cut", "x", "", "naïve", "日本語", "!", "I", "ran", "out", "of", "words", ",",
                                                    "then", "found", "another", "nine", "or", "ten", "."]]


def options(activation, n_highway, n_layers, cell_clip, proj_clip):
    return {
        "lstm": {"use_skip_connections": True, "projection_dim": 6, "cell_clip": cell_clip, "proj_clip": proj_clip, "dim": 10, "n_layers": n_layers},
        "char_cnn": {"activation": activation, "filters": [[1, 3], [2, 4], [3, 5]], "n_highway": n_highway, "embedding": {"dim": 4}, "n_characters": 262, "max_characters_per_token": 50},
    }


def make_weights(o, scale, seed):
    random = np.random.default_rng(seed)
    P, C = o["lstm"]["projection_dim"], o["lstm"]["dim"]
    d = o["char_cnn"]["embedding"]["dim"]
    F = sum(n for _, n in o["char_cnn"]["filters"])
    shapes = {"char_embed": (261, d), "CNN_proj/W_proj": (F, P), "CNN_proj/b_proj": (P,)}
    for i, (width, n) in enumerate(o["char_cnn"]["filters"]):
        shapes |= {f"CNN/W_cnn_{i}": (1, width, d, n), f"CNN/b_cnn_{i}": (n,)}
    for k in range(o["char_cnn"]["n_highway"]):
        shapes |= {f"CNN_high_{k}/{name}": shape for name, shape in [("W_carry", (F, F)), ("b_carry", (F,)), ("W_transform", (F, F)), ("b_transform", (F,))]}
    for direction in range(2):
        for layer in range(o["lstm"]["n_layers"]):
            path = f"RNN_{direction}/RNN/MultiRNNCell/Cell{layer}/LSTMCell"
            shapes |= {f"{path}/W_0": (2 * P, 4 * C), f"{path}/B": (4 * C,), f"{path}/W_P_0": (C, P)}
    return {name: (random.standard_normal(shape) * scale).astype(np.float32) for name, shape in shapes.items()}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def character_ids(word):
    """One word's fifty ids, already shifted by one."""
    if word in (BEGIN_SENTENCE, END_SENTENCE):
        ids = [BEGIN_WORD, word, END_WORD]
    else:
        ids = [BEGIN_WORD, *word.encode("utf-8")[:48], END_WORD]
    return [i + 1 for i in ids + [PADDING] * (50 - len(ids))]


def word_vector(o, w, word):
    table = np.vstack([np.zeros((1, w["char_embed"].shape[1])), w["char_embed"]])
    x = table[character_ids(word)]
    activation = {"relu": lambda v: np.maximum(v, 0), "tanh": np.tanh}[o["char_cnn"]["activation"]]
    maxima = []
    for i, (width, n) in enumerate(o["char_cnn"]["filters"]):
        kernel = w[f"CNN/W_cnn_{i}"][0].reshape(-1, n)
        windows = np.stack([x[p:p + width].reshape(-1) for p in range(50 - width + 1)])
        maxima.append(activation((windows @ kernel + w[f"CNN/b_cnn_{i}"]).max(axis=0)))
    y = np.concatenate(maxima)
    for k in range(o["char_cnn"]["n_highway"]):
        gate = sigmoid(y @ w[f"CNN_high_{k}/W_carry"] + w[f"CNN_high_{k}/b_carry"])
        y = gate * np.maximum(y @ w[f"CNN_high_{k}/W_transform"] + w[f"CNN_high_{k}/b_transform"], 0) + (1 - gate) * y
    return y @ w["CNN_proj/W_proj"] + w["CNN_proj/b_proj"]


def clip(x, bound, counts):
    if bound is None:
        return x
    counts[0] += int((np.abs(x) > bound).sum())
    counts[1] += x.size
    return np.clip(x, -bound, bound)


def lstm_layer(o, w, direction, layer, inputs, cell_counts, projection_counts):
    path = f"RNN_{direction}/RNN/MultiRNNCell/Cell{layer}/LSTMCell"
    h, c = np.zeros(o["lstm"]["projection_dim"]), np.zeros(o["lstm"]["dim"])
    outputs = []
    for x in inputs:
        i, j, f, out = np.split(np.concatenate([x, h]) @ w[f"{path}/W_0"] + w[f"{path}/B"], 4)
        c = clip(sigmoid(f + 1) * c + sigmoid(i) * np.tanh(j), o["lstm"]["cell_clip"], cell_counts)
        h = clip((sigmoid(out) * np.tanh(c)) @ w[f"{path}/W_P_0"], o["lstm"]["proj_clip"], projection_counts)
        outputs.append(h)
    return np.array(outputs)


def hidden_states(o, w, words, counts):
    """[layers, words, 2P], without the sentence marks."""
    x = np.array([word_vector(o, w, word) for word in [BEGIN_SENTENCE, *words, END_SENTENCE]])
    layers = [np.concatenate([x, x], axis=1)]
    halves = [x, x[::-1]]
    for layer in range(o["lstm"]["n_layers"]):
        read = [lstm_layer(o, w, direction, layer, halves[direction], *counts) for direction in range(2)]
        halves = [y if layer == 0 else y + halves[direction] for direction, y in enumerate(read)]
        layers.append(np.concatenate([halves[0], halves[1][::-1]], axis=1))
    return np.array(layers)[:, 1:-1]


def write(name, o, scale, seed):
    folder = ROOT / name
    folder.mkdir(parents=True, exist_ok=True)
    weights = make_weights(o, scale, seed)
    (folder / "options.json").write_text(json.dumps(o) + "\n")
    with h5py.File(folder / "weights.hdf5", "w", libver="earliest", track_order=False) as file:
        for path, values in weights.items():
            file.create_dataset(path, data=values, track_times=False)
    counts = ([0, 0], [0, 0])
    double = {path: values.astype(np.float64) for path, values in weights.items()}
    states = [hidden_states(o, double, words, counts) for words in SENTENCES]
    shares = [bitten / max(1, total) for bitten, total in counts]
    if o["lstm"]["cell_clip"] is not None:
        assert min(shares) > 0.1, shares
    cases = [{"words": words, "layers": np.round(s, 7).tolist()} for words, s in zip(SENTENCES, states)]
    (folder / "hidden-states.json").write_text(json.dumps({"clipped": {"cells": round(shares[0], 3), "outputs": round(shares[1], 3)}, "cases": cases}) + "\n")
    print(name, shares)


write("elmo-clips", options("relu", 2, 2, 0.9, 0.7), 0.6, 1)
write("elmo-no-clips", options("tanh", 1, 3, None, None), 0.6, 2)
