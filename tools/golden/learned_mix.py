"""Golden values for src-main/probing/learned-mix.ts, made with numpy, scipy and scikit-learn.

Run from the repository root in an environment that has them:
    python tools/golden/learned_mix.py
Writes src-main/probing/golden/learned-mix.json: one layer as LogisticRegression has it, three layers mixed as scipy's BFGS finds them, and a
linear-chain CRF by enumeration of all sequences. The product does not need Python; the tests read the file only.
"""

import itertools
import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize
from scipy.special import log_softmax, logsumexp, softmax
from sklearn.linear_model import LogisticRegression

OUT = Path("src-main/probing/golden/learned-mix.json")
N, LAYERS, DIM, CLASSES = 48, 3, 5, 3


def made_up(rng):
    """Layers with a little, much and none of the label, as numbers that a Float32Array holds exactly; columns standardised."""
    classes = np.concatenate([np.arange(CLASSES), rng.integers(CLASSES, size=N - CLASSES)])
    centres = rng.normal(size=(CLASSES, DIM))
    layers = np.stack([rng.normal(size=(N, DIM)) + share * centres[classes] for share in (0.4, 1.2, 0.0)], axis=1)
    layers = (layers - layers.mean(axis=0)) / layers.std(axis=0)
    return layers.astype(np.float32), classes


def mixed(layers, scores):
    """The mix and its gamma: as large, by squares, as the layers are on average."""
    weights = softmax(scores)
    plain = np.einsum("j,njd->nd", weights, layers)
    sizes = (layers**2).mean(axis=(0, 2))
    gamma = np.sqrt(weights @ sizes / (plain**2).mean())
    return gamma * plain, weights, gamma


def log_losses(logits, classes, transitions, chains):
    """Minus log p: of each row without chains, else of each chain against all sequences."""
    if chains is None:
        return -log_softmax(logits, axis=1)[np.arange(len(classes)), classes]
    losses = []
    for start, end in chains:
        paths = np.array(list(itertools.product(range(CLASSES), repeat=end - start)))
        def score(path):
            return logits[np.arange(start, end), path].sum(axis=-1) + transitions[path[..., :-1], path[..., 1:]].sum(axis=-1)
        losses.append(logsumexp(score(paths)) - score(classes[start:end]))
    return np.array(losses)


def fitted(layers, classes, c, chains):
    n_layers, dim = layers.shape[1:]
    cut = n_layers + CLASSES * (dim + 1)

    def objective(x):
        rows, _, _ = mixed(layers, x[:n_layers])
        head = x[n_layers:cut].reshape(CLASSES, dim + 1)
        transitions = x[cut:].reshape(CLASSES, CLASSES) if chains is not None else None
        logits = rows @ head[:, :-1].T + head[:, -1]
        return c * log_losses(logits, classes, transitions, chains).sum() + 0.5 * (head[:, :-1] ** 2).sum() + 0.5 * (x[cut:] ** 2).sum()

    found = minimize(objective, np.zeros(cut + (CLASSES**2 if chains is not None else 0)), method="BFGS", options={"gtol": 1e-5, "maxiter": 5_000})
    _, weights, gamma = mixed(layers, found.x[:n_layers])
    return {
        "c": c, "value": float(found.fun / (c * len(classes))), "weights": weights.tolist(), "gamma": float(gamma),
        "coefficients": found.x[n_layers:cut].reshape(CLASSES, dim + 1)[:, :-1].ravel().tolist(), "transitions": found.x[cut:].tolist(),
    }


def main():
    rng = np.random.default_rng(5)
    layers, classes = made_up(rng)
    doubles = layers.astype(np.float64)
    single = LogisticRegression(C=0.5, tol=1e-10, max_iter=10_000).fit(doubles[:, 1], classes)
    chains = [(start, start + 4) for start in range(0, N, 4)]
    golden = {
        "madeBy": "tools/golden/learned_mix.py", "numpy": np.__version__, "scipy": scipy.__version__, "scikitLearn": sklearn.__version__,
        "n": N, "nLayers": LAYERS, "dim": DIM, "nClasses": CLASSES, "values": layers.ravel().tolist(), "classes": classes.tolist(),
        "single": {"layer": 1, "c": 0.5, "coefficients": single.coef_.ravel().tolist(), "predicted": single.predict(doubles[:, 1]).tolist()},
        "mix": fitted(doubles, classes, 0.5, None),
        "crf": fitted(doubles, classes, 0.5, chains), "chainLength": 4,
    }
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
