"""Clusters and their scores as scikit-learn finds them: src-main/probing/clustering/golden/clustering.json.

python tools/golden/clustering.py      (numpy, scikit-learn)
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import HDBSCAN, AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score, homogeneity_completeness_v_measure

ROOT = Path(__file__).resolve().parents[2]
random = np.random.default_rng(11)
senses = random.integers(0, 4, 60)
rows = (random.normal(size=(60, 8)) * 0.6 + random.normal(size=(4, 8))[senses]).astype(np.float32)
rows /= np.linalg.norm(rows, axis=1, keepdims=True)
start = rows[[3, 17, 29, 41]]
fit = KMeans(4, init=start, n_init=1, algorithm='lloyd', tol=0, max_iter=300).fit(rows)
best = KMeans(4, n_init=50, random_state=0, algorithm='lloyd', tol=0).fit(rows)
linked = {str(k): AgglomerativeClustering(k, metric='cosine', linkage='average').fit_predict(rows).tolist() for k in (2, 4, 7)}

# Rows in more and in less noise: of the first two sizes some clusters, of the last none.
dense = {str(size): HDBSCAN(min_cluster_size=size, metric='cosine', copy=True).fit_predict(rows).tolist() for size in (2, 3, 5, 8, 25)}
dense['5 of 2 samples'] = HDBSCAN(min_cluster_size=5, min_samples=2, metric='cosine', copy=True).fit_predict(rows).tolist()


def scores(clusters):
    return [adjusted_rand_score(senses, clusters), *homogeneity_completeness_v_measure(senses, clusters)]


golden = {
    'madeBy': f'tools/golden/clustering.py, scikit-learn {sklearn.__version__}',
    'dim': 8, 'rows': rows.ravel().tolist(), 'senses': [str(s) for s in senses], 'start': start.ravel().tolist(),
    'lloyd': {'clusters': fit.labels_.tolist(), 'inertia': float(fit.inertia_)}, 'bestInertia': float(best.inertia_), 'linked': linked, 'dense': dense,
    'scores': [{'clusters': c, 'found': scores(c)} for c in (fit.labels_.tolist(), linked['7'], [0] * 60, list(range(60)))],
}
(ROOT / 'src-main/probing/clustering/golden/clustering.json').write_text(json.dumps(golden) + '\n')
