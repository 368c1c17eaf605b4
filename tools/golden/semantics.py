"""Golden values for src-main/semantics, made with numpy and scikit-learn.

Run from the repository root in an environment that has both:
    python tools/golden/semantics.py
Writes src-main/semantics/golden/semantics.json. The product does not need Python; the tests read the file only.
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score, recall_score
from sklearn.metrics.pairwise import cosine_distances
from sklearn.neighbors import NearestNeighbors

OUT = Path("src-main/semantics/golden/semantics.json")
N_ROWS, N_LAYERS, DIM = 40, 3, 6


def as_float32(values):
    """Numbers that a Float32Array holds exactly, so that both sides start from the same input."""
    return np.round(np.asarray(values), 4).astype(np.float32)


def vectors(rng, senses):
    """Layer 0 knows nothing of the sense, layer 2 much; a common offset makes the space anisotropic."""
    centres = rng.normal(size=(4, DIM))
    layers = [rng.normal(size=(N_ROWS, DIM)) + 0.8 + strength * centres[senses] for strength in (0.0, 0.7, 1.5)]
    return as_float32(np.stack(layers, axis=1))


def recall(table, senses, sentences):
    """Leave-one-out 1-NN over labelled rows (sense >= 0) with rows of the same sentence left out, macro over senses in two sentences or more."""
    rows = np.flatnonzero(senses >= 0)
    distances = cosine_distances(table[rows].astype(np.float64))
    distances[sentences[rows][:, None] == sentences[rows][None, :]] = np.inf
    predicted = senses[rows][np.argmin(distances, axis=1)]
    counted = [s for s in np.unique(senses[rows]) if len(np.unique(sentences[senses == s])) >= 2]
    return float(recall_score(senses[rows], predicted, labels=counted, average="macro", zero_division=0))


def sense_distances(table, senses, sentences):
    distances = cosine_distances(table.astype(np.float64))
    result = {}
    for sense in np.unique(senses[senses >= 0]):
        mine = np.flatnonzero(senses == sense)
        own = [distances[a, b] for a, b in combinations(mine, 2) if sentences[a] != sentences[b]]
        others = np.flatnonzero((senses >= 0) & (senses != sense))
        other = [distances[a, b] for a in mine for b in others if sentences[a] != sentences[b]]
        result[str(sense)] = {
            "own": float(np.mean(own)) if own else None,
            "other": float(np.mean(other)) if other else None,
        }
    return result


def random_pair_cosine(table, sentences):
    """The exact mean over all pairs from different sentences, which the sampled baseline approaches."""
    cosines = 1 - cosine_distances(table.astype(np.float64))
    return float(cosines[sentences[:, None] != sentences[None, :]].mean())


def ridge(rng):
    n, n_inputs, n_outputs = 60, 5, 4
    x = as_float32(rng.normal(size=(n, n_inputs)) + 2)
    y = as_float32(x @ rng.normal(size=(n_inputs, n_outputs)) + rng.normal(size=n_outputs) + 0.5 * rng.normal(size=(n, n_outputs)))
    share = 0.1
    centred = x.astype(np.float64) - x.astype(np.float64).mean(axis=0)
    penalty = share * np.trace(centred.T @ centred) / n_inputs
    model = Ridge(alpha=penalty, solver="cholesky").fit(x.astype(np.float64), y.astype(np.float64))
    return {
        "nInputs": n_inputs, "nOutputs": n_outputs, "x": x.ravel().tolist(), "y": y.ravel().tolist(), "penaltyShare": share,
        "weights": model.coef_.T.ravel().tolist(), "intercept": model.intercept_.tolist(),
        "r2": float(r2_score(y, model.predict(x), multioutput="variance_weighted")),
    }


def main():
    rng = np.random.default_rng(7)
    senses = rng.choice(4, size=N_ROWS, p=[0.4, 0.3, 0.2, 0.1])
    senses[[3, 11, 12]] = -1
    senses[5] = 4  # a sense that occurs once: competes, is not averaged
    sentences = np.arange(N_ROWS)
    sentences[1:9:2] = sentences[0:8:2]
    table = vectors(rng, np.clip(senses, 0, 3))
    rows = [0, 7, 19, 33]
    found = NearestNeighbors(n_neighbors=6, metric="cosine").fit(table[:, 1].astype(np.float64)).kneighbors(table[[4], 1].astype(np.float64))
    golden = {
        "madeBy": "tools/golden/semantics.py", "numpy": np.__version__, "scikitLearn": sklearn.__version__,
        "nRows": N_ROWS, "nLayers": N_LAYERS, "dim": DIM, "values": table.ravel().tolist(),
        "senses": senses.tolist(), "sentences": sentences.tolist(),
        "distances": {"rows": rows, "values": np.stack([cosine_distances(table[rows, layer].astype(np.float64)) for layer in range(N_LAYERS)]).ravel().tolist()},
        "neighbours": {"row": 4, "layer": 1, "rows": found[1][0][1:].tolist(), "distances": found[0][0][1:].tolist()},
        "senseRecall": [recall(table[:, layer], senses, sentences) for layer in range(N_LAYERS)],
        "senseDistances": [sense_distances(table[:, layer], senses, sentences) for layer in range(N_LAYERS)],
        "randomPairCosine": [random_pair_cosine(table[:, layer], sentences) for layer in range(N_LAYERS)],
        "percentiles": {"values": [3.5, 1.0, 9.25, 4.0, 4.0, 7.5], "percents": [0, 5, 50, 95, 100], "expected": np.percentile([3.5, 1.0, 9.25, 4.0, 4.0, 7.5], [0, 5, 50, 95, 100]).tolist()},
        "ridge": ridge(rng),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
