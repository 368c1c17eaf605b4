"""Writes an ELMo of the published large shape (93.6 million weights) with random weights: python random_elmo.py FOLDER"""
import json
import sys
from pathlib import Path

import h5py
import numpy as np

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
filters = [[1, 32], [2, 32], [3, 64], [4, 128], [5, 256], [6, 512], [7, 1024]]
projection, cell, n_highway, n_layers, character = 512, 4096, 2, 2, 16
options = {
    "lstm": {"use_skip_connections": True, "projection_dim": projection, "cell_clip": 3, "proj_clip": 3, "dim": cell, "n_layers": n_layers},
    "char_cnn": {"activation": "relu", "filters": filters, "n_highway": n_highway, "embedding": {"dim": character}, "n_characters": 262, "max_characters_per_token": 50},
}
random = np.random.default_rng(1)
n_filters = sum(n for _, n in filters)
shapes = {"char_embed": (261, character), "CNN_proj/W_proj": (n_filters, projection), "CNN_proj/b_proj": (projection,)}
for i, (width, n) in enumerate(filters):
    shapes[f"CNN/W_cnn_{i}"], shapes[f"CNN/b_cnn_{i}"] = (1, width, character, n), (n,)
for k in range(n_highway):
    for part in ("carry", "transform"):
        shapes[f"CNN_high_{k}/W_{part}"], shapes[f"CNN_high_{k}/b_{part}"] = (n_filters, n_filters), (n_filters,)
for direction in range(2):
    for layer in range(n_layers):
        path = f"RNN_{direction}/RNN/MultiRNNCell/Cell{layer}/LSTMCell"
        shapes[f"{path}/W_0"], shapes[f"{path}/B"], shapes[f"{path}/W_P_0"] = (2 * projection, 4 * cell), (4 * cell,), (cell, projection)
with h5py.File(folder / "weights.hdf5", "w", libver="earliest") as file:
    for name, shape in shapes.items():
        file[name] = random.standard_normal(shape, dtype=np.float32) / np.float32(np.sqrt(np.prod(shape[:-1])) or 1)
# Last: it says that the folder is whole.
(folder / "options.json").write_text(json.dumps(options))
