"""Golden values for src-main/probing, made with numpy and scikit-learn.

Run from the repository root in an environment that has both:
    python tools/golden/probing.py
Writes src-main/probing/golden/probing.json. The product does not need Python; the tests read the file only.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, balanced_accuracy_score, silhouette_score
from sklearn.metrics.pairwise import cosine_distances, cosine_similarity

OUT = Path("src-main/probing/golden/probing.json")
N, DIM = 60, 7


def as_float32(values):
    """Numbers that a Float32Array holds exactly, so that both sides start from the same input."""
    return np.round(np.asarray(values), 4).astype(np.float32)


def nearest(cosines, labels, sentences):
    """Leave-one-out 1-NN with rows of the same sentence left out."""
    similar = cosines.copy()
    similar[sentences[:, None] == sentences[None, :]] = -np.inf
    return labels[np.argmax(similar, axis=1)]


def self_similarity(cosines, words):
    means = []
    for word in np.unique(words):
        rows = np.flatnonzero(words == word)
        if len(rows) > 1:
            pairs = cosines[np.ix_(rows, rows)][np.triu_indices(len(rows), 1)]
            means.append(pairs.mean())
    return float(np.mean(means))


def intra_sentence(rows, sentences):
    found = []
    for sentence in np.unique(sentences):
        mine = rows[sentences == sentence]
        if len(mine) > 1:
            found.append(cosine_similarity(mine, mine.mean(axis=0, keepdims=True)).mean())
    return float(np.mean(found))


def explained(rows, words):
    shares = []
    for word in np.unique(words):
        mine = rows[words == word]
        if len(mine) > 1:
            values = np.linalg.svd(mine, compute_uv=False) ** 2
            shares.append(values[0] / values.sum())
    return float(np.mean(shares))


def main():
    rng = np.random.default_rng(11)
    classes = rng.choice(4, size=N, p=[0.4, 0.3, 0.2, 0.1])
    centres = rng.normal(size=(4, DIM))
    rows = as_float32(rng.normal(size=(N, DIM)) + 0.5 + 0.9 * centres[classes])
    words = rng.choice(12, size=N)
    sentences = np.sort(rng.choice(35, size=N))
    doubles = rows.astype(np.float64)
    cosines = cosine_similarity(doubles)
    found = nearest(cosines, classes, sentences)
    fits = []
    for c in (0.1, 1.0, 10.0):
        model = LogisticRegression(C=c, tol=1e-10, max_iter=10_000).fit(doubles, classes)
        fits.append({"c": c, "coefficients": model.coef_.ravel().tolist(), "intercepts": model.intercept_.tolist(), "predicted": model.predict(doubles).tolist()})
    golden = {
        "madeBy": "tools/golden/probing.py", "numpy": np.__version__, "scikitLearn": sklearn.__version__,
        "n": N, "dim": DIM, "values": rows.ravel().tolist(), "classes": classes.tolist(), "words": words.tolist(), "sentences": sentences.tolist(),
        "cosines": cosines.ravel().tolist(),
        "silhouette": float(silhouette_score(cosine_distances(doubles), classes, metric="precomputed")),
        "nearest": found.tolist(), "micro": float(accuracy_score(classes, found)), "macro": float(balanced_accuracy_score(classes, found)),
        "selfSimilarity": self_similarity(cosines, words), "intraSentence": intra_sentence(doubles, sentences), "explained": explained(doubles, words),
        "meanCosine": float(cosines[sentences[:, None] != sentences[None, :]].mean()),
        "fits": fits,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
