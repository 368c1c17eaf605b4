"""Vectors with the spread within senses divided out, and isotonic regression, as scikit-learn has them: src-main/semantics/golden/sense-space.json.

python tools/golden/sense_space.py      (numpy, scikit-learn)
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.covariance import LedoitWolf
from sklearn.isotonic import IsotonicRegression

ROOT = Path(__file__).resolve().parents[2]
random = np.random.default_rng(7)


def case(n, dim, n_classes):
    classes = random.integers(0, n_classes, n)
    scales = random.uniform(0.1, 3, dim)
    rows = (random.normal(size=(n, dim)) * scales + random.normal(size=(n_classes, dim))[classes]).astype(np.float32)
    wide = rows.astype(np.float64)
    residuals = np.concatenate([wide[classes == c] - wide[classes == c].mean(0) for c in range(n_classes) if (classes == c).sum() > 1])
    fit = LedoitWolf(assume_centered=True).fit(residuals)
    asked = random.normal(size=(4, dim)).astype(np.float32)
    centred, queries = wide - wide.mean(0), asked.astype(np.float64) - wide.mean(0)

    def product(a, b):
        return a @ fit.precision_ @ b.T

    lengths = [np.sqrt(np.diag(product(a, a))) for a in (queries, centred)]
    cosines = product(queries, centred) / np.outer(*lengths)
    return {'dim': dim, 'classes': classes.tolist(), 'rows': rows.ravel().tolist(), 'asked': asked.ravel().tolist(), 'shrinkage': float(fit.shrinkage_), 'cosines': cosines.ravel().tolist()}


scores = np.round(random.uniform(0, 1, 60), 1)
right = (random.uniform(0, 1, 60) < scores ** 2).astype(int)
fitted = IsotonicRegression(out_of_bounds='clip').fit(scores, right).predict(scores)

golden = {
    'madeBy': f'tools/golden/sense_space.py, scikit-learn {sklearn.__version__}',
    'spaces': [case(24, 9, 3), case(15, 40, 4)],
    'isotonic': {'scores': scores.tolist(), 'right': right.tolist(), 'fitted': fitted.tolist()},
}
(ROOT / 'src-main/semantics/golden/sense-space.json').write_text(json.dumps(golden) + '\n')
