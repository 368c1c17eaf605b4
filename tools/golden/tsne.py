"""Makes src-main/projection/golden/tsne.json: small rows in groups, and how faithful scikit-learn's t-SNE of them is (python, scikit-learn)."""
import json
from pathlib import Path

import numpy as np
from sklearn.manifold import TSNE, trustworthiness

N, DIM, PERPLEXITY, N_COMPONENTS, K = 150, 6, 12, 2, 15

rng = np.random.default_rng(3)
centres = rng.normal(size=(5, DIM))
rows = np.round(centres[np.arange(N) % 5] + 0.45 * rng.normal(size=(N, DIM)), 4).astype(np.float32)
laid = TSNE(N_COMPONENTS, perplexity=PERPLEXITY, init="pca", method="exact", random_state=0).fit_transform(rows)
golden = {
    "n": N, "dim": DIM, "perplexity": PERPLEXITY, "nComponents": N_COMPONENTS,
    "trustworthiness": round(float(trustworthiness(rows, laid, n_neighbors=K)), 6),
    "values": [round(float(value), 4) for value in rows.ravel()],
}
target = Path(__file__).resolve().parents[2] / "src-main/projection/golden/tsne.json"
target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
