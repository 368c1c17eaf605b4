"""Writes UMAP's golden file with umap-learn: python tools/golden/umap_graph.py src-main/projection/umap/golden/graph.json

Each case holds the neighbours given to umap-learn ([n, k], the row itself first) and what it makes of them: sigmas and rhos (smooth_knn_dist),
membership strengths, and the fuzzy union as [head, tail, weight] in CSR order. `curves` holds a and b of find_ab_params.
"""
import json
import sys

import numpy as np
import umap
from sklearn.metrics import pairwise_distances
from umap.umap_ import compute_membership_strengths, find_ab_params, fuzzy_simplicial_set, smooth_knn_dist


def short(values):
    return [float(f"{v:.9g}") for v in np.asarray(values).ravel()]


def neighbours(rows, k, metric):
    distances = pairwise_distances(rows, metric=metric).astype(np.float32)
    np.fill_diagonal(distances, 0)
    order = np.argsort(distances + np.where(np.eye(len(rows), dtype=bool), -1, 0), axis=1, kind="stable")[:, :k]
    near = np.round(np.take_along_axis(distances, order, axis=1), 5).astype(np.float32)
    return order.astype(np.int32), near


def case(name, rows, k, metric="euclidean", local_connectivity=1.0, set_op_mix_ratio=1.0):
    indices, distances = neighbours(rows, k, metric)
    sigmas, rhos = smooth_knn_dist(distances, float(k), local_connectivity=float(local_connectivity))
    _, _, strengths, _ = compute_membership_strengths(indices, distances, sigmas, rhos)
    union, _, _ = fuzzy_simplicial_set(
        rows, k, np.random.RandomState(0), metric, knn_indices=indices, knn_dists=distances,
        local_connectivity=local_connectivity, set_op_mix_ratio=set_op_mix_ratio,
    )
    union = union.tocsr()
    union.sort_indices()
    union = union.tocoo()
    kept = union.data != 0
    return {
        "name": name, "n": len(rows), "k": k, "localConnectivity": local_connectivity, "setOpMixRatio": set_op_mix_ratio,
        "indices": indices.ravel().tolist(), "distances": short(distances),
        "sigmas": short(sigmas), "rhos": short(rhos), "strengths": short(strengths),
        "heads": union.row[kept].tolist(), "tails": union.col[kept].tolist(), "weights": short(union.data[kept]),
    }


random = np.random.default_rng(11)
clouds = np.concatenate([random.normal(size=(14, 6)), random.normal(size=(10, 6)) * 0.2 + 3]).astype(np.float32)
doubled = np.concatenate([clouds[:12], clouds[:6], clouds[:3], clouds[:3]])
outlier = np.concatenate([clouds[:15], np.full((1, 6), 1e4, dtype=np.float32)])
cases = [
    case("two clouds", clouds, 6),
    case("cosine", clouds, 8, metric="cosine"),
    case("duplicates", doubled, 5),
    case("an outlier", outlier, 4),
    case("no local connectivity", clouds, 6, local_connectivity=0.0),
    case("half a neighbour", clouds, 6, local_connectivity=0.5),
    case("two and a half neighbours", clouds, 7, local_connectivity=2.5),
    case("more connectivity than distinct neighbours", doubled, 4, local_connectivity=3.0),
    case("half-way to the intersection", clouds, 6, set_op_mix_ratio=0.5),
    case("intersection", clouds, 6, set_op_mix_ratio=0.0),
    case("all equal", np.ones((8, 3), dtype=np.float32), 4),
]
curves = []
for spread in (0.5, 1.0, 2.0, 5.0):
    for share in (0.0, 0.01, 0.1, 0.5, 1.0):
        a, b = find_ab_params(spread, share * spread)
        curves.append({"spread": spread, "minDist": share * spread, "a": float(f"{a:.9g}"), "b": float(f"{b:.9g}")})
with open(sys.argv[1], "w") as file:
    json.dump({"made_by": f"umap-learn {umap.__version__}", "cases": cases, "curves": curves}, file)
    file.write("\n")
