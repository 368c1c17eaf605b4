"""Writes the PCA golden file with numpy: python tools/golden/pca.py src-main/projection/golden/pca.json

Each case holds rows, the scores on the first three components, and explained variance ratios from numpy's SVD of the centred rows.
Signs: the loading of largest magnitude is positive.
"""
import json
import sys

import numpy as np


def case(name, rows):
    rows = np.round(rows, 4).astype(np.float32)
    x = rows.astype(np.float64)
    x = x - x.mean(axis=0)
    _, singular, loadings = np.linalg.svd(x, full_matrices=False)
    loadings = loadings[:3]
    signs = np.sign(loadings[np.arange(3), np.abs(loadings).argmax(axis=1)])
    loadings = loadings * signs[:, None]
    return {
        "name": name, "n": rows.shape[0], "dim": rows.shape[1],
        "rows": [round(float(v), 4) for v in rows.ravel()],
        "scores": [float(f"{v:.9g}") for v in (x @ loadings.T).ravel()],
        "ratios": [float(f"{v:.12g}") for v in (singular**2 / np.sum(singular**2))[:3]],
    }


random = np.random.default_rng(7)
cases = [
    case("more rows than columns", random.normal(size=(40, 9)) * np.linspace(3, 0.4, 9) + 5),
    case("more columns than rows", random.normal(size=(14, 50)) * np.linspace(2, 0.1, 50) - 1),
    case("block iteration", random.normal(size=(60, 45)) * np.geomspace(4, 0.05, 45)),
    case("block iteration on the Gram matrix", random.normal(size=(48, 60)) * np.geomspace(4, 0.05, 60)),
]
with open(sys.argv[1], "w") as file:
    json.dump({"made_by": f"numpy {np.__version__}", "cases": cases}, file)
    file.write("\n")
