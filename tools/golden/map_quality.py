"""Writes the map quality golden file with scikit-learn: python tools/golden/map_quality.py src-main/projection/golden/map-quality.json

Trustworthiness is scikit-learn's; continuity is the same measure with the two spaces exchanged (Venna & Kaski 2001).
"""
import json
import sys

import numpy as np
import sklearn
from sklearn.manifold import trustworthiness
from sklearn.metrics import pairwise_distances


def case(n, dim, k, metric, seed):
    random = np.random.default_rng(seed)
    rows = np.round(random.normal(size=(n, dim)) + (np.arange(n) % 3)[:, None], 3).astype(np.float32)
    coordinates = np.round(rows[:, :2] + 0.4 * random.normal(size=(n, 2)), 3).astype(np.float32)
    original = pairwise_distances(rows.astype(np.float64), metric=metric)
    shown = pairwise_distances(coordinates.astype(np.float64))
    return {
        "n": n, "dim": dim, "k": k, "metric": metric,
        "rows": [round(float(v), 3) for v in rows.ravel()],
        "coordinates": [round(float(v), 3) for v in coordinates.ravel()],
        "trustworthiness": trustworthiness(rows.astype(np.float64), coordinates, n_neighbors=k, metric=metric),
        # With the original space as the map: its rows cannot stand in for a distance matrix, so ranks are counted here.
        "continuity": continuity(original, shown, k),
    }


def continuity(original, shown, k):
    n = len(original)
    np.fill_diagonal(original, np.inf)
    np.fill_diagonal(shown, np.inf)
    near = np.argsort(original, axis=1)[:, :k]
    ranks = np.argsort(np.argsort(shown, axis=1), axis=1) + 1
    excess = np.take_along_axis(ranks, near, axis=1) - k
    return float(1 - 2 / (n * k * (2 * n - 3 * k - 1)) * excess[excess > 0].sum())


cases = [case(60, 6, 15, "euclidean", 1), case(80, 12, 15, "cosine", 2), case(21, 5, 10, "euclidean", 3)]
with open(sys.argv[1], "w") as file:
    json.dump({"made_by": f"scikit-learn {sklearn.__version__}", "cases": cases}, file)
    file.write("\n")
