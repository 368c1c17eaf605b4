"""umap-learn's side of `npm run -s bench -- project`, and the judge's: commands as JSON lines on stdin, one JSON line as the answer to each. One thread."""
import gc
import hashlib
import json
import sys
import time
import warnings

import numpy as np
import umap
import umap.umap_ as inside
from sklearn.manifold import trustworthiness
from umap.aligned_umap import AlignedUMAP

warnings.filterwarnings("ignore")
N_JUDGED = 500
is_linux = sys.platform.startswith("linux")
parameters, rows, fitted, baseline = {}, None, None, None


class Stages:
    """Times of the functions that umap-learn's `fit` calls by name in its own module. A function called by a timed one is counted once, for itself."""

    NAMES = {"nearest_neighbors": "neighbours", "pairwise_distances": "neighbours", "fast_knn_indices": "neighbours",
             "fuzzy_simplicial_set": "graphAndStart", "simplicial_set_embedding": "graphAndStart", "optimize_layout_euclidean": "layout"}

    def __init__(self):
        self.ms, self.open = {}, []
        for name, stage in self.NAMES.items():
            setattr(inside, name, self.timed(getattr(inside, name), stage))

    def timed(self, function, stage):
        def run(*args, **kwargs):
            started = time.perf_counter()
            self.open.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                whole = (time.perf_counter() - started) * 1000
                self.ms[stage] = self.ms.get(stage, 0) + whole - self.open.pop()
                if self.open:
                    self.open[-1] += whole
        return run


stages = Stages()


def status(field):
    with open("/proc/self/status") as file:
        return next(1024 * int(line.split()[1]) for line in file if line.startswith(field))


def with_peak(work, data_bytes):
    """What `work` gives, and by how many bytes resident memory was larger at its peak than that of the warmed-up process with the data; None where the system does not tell."""
    if not is_linux:
        return work(), None
    gc.collect()
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    value = work()
    return value, status("VmHWM") - baseline - data_bytes


def read(file, n, dim, first=0):
    return np.fromfile(file, dtype=np.float32, count=n * dim, offset=first * dim * 4).reshape(n, dim)


def model_of(seed, n_epochs, **more):
    return umap.UMAP(random_state=seed, n_epochs=n_epochs, n_jobs=1, **parameters, **more)


def warm_up():
    """Compiles everything that fits and placements of any size use: the search among all pairs of few rows, and the approximate one of more than 4,096."""
    global baseline
    sample = np.random.default_rng(1).standard_normal((4_400, 16)).astype(np.float32)
    for n in (500, 4_300):
        model = model_of(1, 5).fit(sample[:n])
        model.transform(sample[n : n + 1])
        model.transform(sample[n : n + 50])
    del model, sample
    gc.collect()
    baseline = status("VmRSS") if is_linux else None


def fit(seed, n_epochs, out, neighbours_out):
    global fitted
    stages.ms = {}

    def run():
        started = time.perf_counter()
        model = model_of(seed, n_epochs).fit(rows)
        return model, (time.perf_counter() - started) * 1000
    fitted = None
    (fitted, ms), peak = with_peak(run, rows.nbytes)
    coordinates = fitted.embedding_.astype(np.float32)
    coordinates.tofile(out)
    # Below 4,096 rows umap-learn compares all pairs, and keeps no list of neighbours.
    found = getattr(fitted, "_knn_indices", None)
    if neighbours_out and found is not None:
        found.astype(np.int32).tofile(neighbours_out)
    timed = {"other": ms - sum(stages.ms.values()), **stages.ms}
    return {"ms": ms, "stagesMs": timed, "peakBytes": peak, "digest": hashlib.sha256(coordinates.tobytes()).hexdigest(), "isExact": found is None}


def place(file, n_new, n_alone):
    added = read(file, n_new, rows.shape[1], len(rows))
    before = fitted.embedding_.copy()
    one = []
    for row in added[:n_alone]:
        started = time.perf_counter()
        fitted.transform(row[None])
        one.append((time.perf_counter() - started) * 1000)
    started = time.perf_counter()
    fitted.transform(added)
    return {"oneMs": one, "batchMs": (time.perf_counter() - started) * 1000, "isMapUnchanged": bool((before == fitted.embedding_).all())}


def aligned(slices, n, seed, n_epochs, out):
    matrices = [np.ascontiguousarray(read(s["file"], n, s["width"])[:, s["first"] : s["first"] + s["dim"]]) for s in slices]
    relations = [{i: i for i in range(n)} for _ in slices[1:]]

    def run():
        started = time.perf_counter()
        model = AlignedUMAP(random_state=seed, n_epochs=n_epochs, **parameters).fit(matrices, relations=relations)
        return model, (time.perf_counter() - started) * 1000
    (model, ms), peak = with_peak(run, sum(m.nbytes for m in matrices))
    np.stack([np.asarray(e) for e in model.embeddings_]).astype(np.float32).tofile(out)
    return {"ms": ms, "peakBytes": peak}


def recall(file, k):
    """Share of the true nearest others, over a fixed sample of rows, by the cosine to all rows."""
    n = len(rows)
    found = np.fromfile(file, dtype=np.int32).reshape(n, k)
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    sample = np.random.default_rng(7).choice(n, min(N_JUDGED, n), replace=False)
    n_true = 0
    for i in sample:
        near = unit @ unit[i]
        near[i] = -np.inf
        true = np.argpartition(-near, k - 1)[: k - 1]
        n_true += len(np.intersect1d(true, found[i]))
    return {"recall": n_true / (len(sample) * (k - 1)), "nJudged": len(sample)}


def sklearn_quality(file, k):
    """scikit-learn's trustworthiness, and continuity by the same function with the two spaces exchanged: unit rows order neighbours as the cosine does."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    coordinates = np.fromfile(file, dtype=np.float32).reshape(len(rows), -1)
    return {"trustworthiness": trustworthiness(unit, coordinates, n_neighbors=k), "continuity": trustworthiness(coordinates, unit, n_neighbors=k)}


def residuals(file, n_slices, n):
    """Root mean square distance of the same rows in maps that follow each other, after the best rotation or reflection, over the radius (95th percentile) of the earlier one."""
    maps = np.fromfile(file, dtype=np.float32).reshape(n_slices, n, -1).astype(np.float64)
    maps -= maps.mean(axis=1, keepdims=True)
    steps = []
    for i in range(1, n_slices):
        radii = [np.quantile(np.linalg.norm(maps[j], axis=1), 0.95) for j in (i - 1, i)]
        earlier, later = maps[i - 1] / radii[0], maps[i] / radii[1]
        u, _, vt = np.linalg.svd(later.T @ earlier)
        steps.append(float(np.sqrt(((later @ (u @ vt) - earlier) ** 2).sum(axis=1).mean())))
    return {"steps": steps, "mean": float(np.mean(steps))}


def answer(command):
    global parameters, rows, fitted
    what = command["do"]
    if what == "versions":
        from importlib.metadata import version
        return {"python": sys.version.split()[0], **{name: version(name) for name in ("umap-learn", "pynndescent", "numba", "numpy", "scikit-learn")}}
    if what == "parameters":
        parameters = command["parameters"]
        started = time.perf_counter()
        warm_up()
        return {"compilationMs": (time.perf_counter() - started) * 1000}
    if what == "load":
        rows = fitted = None
        rows = read(command["file"], command["n"], command["dim"])
        return {}
    if what == "fit":
        return fit(command["seed"], command["nEpochs"], command["out"], command["neighboursOut"])
    if what == "place":
        return place(command["file"], command["nNew"], command["nAlone"])
    if what == "warm-aligned":
        sample = np.random.default_rng(1).standard_normal((3, 120, 8)).astype(np.float32)
        started = time.perf_counter()
        AlignedUMAP(random_state=1, n_epochs=5, **parameters).fit(list(sample), relations=[{i: i for i in range(120)}] * 2)
        return {"compilationMs": (time.perf_counter() - started) * 1000}
    if what == "aligned":
        return aligned(command["slices"], command["n"], command["seed"], command["nEpochs"], command["out"])
    if what == "recall":
        return recall(command["neighbours"], command["k"])
    if what == "sklearn":
        return sklearn_quality(command["coordinates"], command["k"])
    if what == "residuals":
        return residuals(command["coordinates"], command["nSlices"], command["n"])
    raise ValueError(what)


for line in sys.stdin:
    try:
        reply = {"value": answer(json.loads(line))}
    except Exception as error:  # The other side stops with the reason.
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
