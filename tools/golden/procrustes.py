"""Writes the Procrustes golden file with SciPy: python tools/golden/procrustes.py src-main/projection/align/golden/procrustes.json

`rotation` and `trace` are scipy.linalg.orthogonal_procrustes of the centred points (moving · rotation ≈ reference), `disparity` is
scipy.spatial.procrustes's: the share of the reference's sum of squares that is left after turning, mirroring and scaling.
"""
import json
import sys

import numpy as np
import scipy
from scipy.linalg import orthogonal_procrustes
from scipy.spatial import procrustes


def case(name, n, dim, seed, noise, mirrored=False, scale=1.0):
    random = np.random.default_rng(seed)
    reference = np.round(random.normal(size=(n, dim)) * np.arange(1, dim + 1), 3)
    turn, _ = np.linalg.qr(random.normal(size=(dim, dim)))
    if (np.linalg.det(turn) < 0) != mirrored:
        turn[:, 0] *= -1
    moving = np.round(scale * reference @ turn.T + noise * random.normal(size=(n, dim)) + random.normal(size=dim), 3)
    # What the float32 arrays of the test hold, not their decimal fractions.
    kept, turned = reference.astype(np.float32).astype(np.float64), moving.astype(np.float32).astype(np.float64)
    rotation, trace = orthogonal_procrustes(turned - turned.mean(axis=0), kept - kept.mean(axis=0))
    _, _, disparity = procrustes(kept, turned)
    return {
        "name": name, "nComponents": dim, "reference": [round(float(v), 3) for v in reference.ravel()],
        "moving": [round(float(v), 3) for v in moving.ravel()], "rotation": rotation.ravel().tolist(),
        "trace": float(trace), "disparity": float(disparity),
    }


cases = [
    case("turned in 3-D", 12, 3, 1, 0.0),
    case("mirrored in 3-D", 12, 3, 2, 0.2, mirrored=True),
    case("turned, larger and noisy", 20, 3, 3, 0.5, scale=2.5),
    case("mirrored in 2-D", 10, 2, 4, 0.3, mirrored=True),
    case("four points in 3-D", 4, 3, 5, 1.0),
]
with open(sys.argv[1], "w") as file:
    json.dump({"made_by": f"scipy {scipy.__version__}", "cases": cases}, file)
    file.write("\n")
