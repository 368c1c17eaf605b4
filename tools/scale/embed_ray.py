"""Vectors of the words of a corpus, by a transformer that `contexture serve-export` wrote, on the machines of a Ray cluster: what `contexture embed --shard` does without one.

Needs ray, onnxruntime, tokenizers, pyarrow, numpy, pandas and regex, in the versions that tools/bench/python.mjs names. Corpus, model and output lie where all machines see them
under the same path. Exit code 0: done; 1: failed, nothing is written; 2: wrong usage.
"""

import argparse
import heapq
import json
import os
import platform
import shutil
import sys
import time
import uuid
from pathlib import Path

# Ray tells its makers what it runs on where nobody says otherwise.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")


def arguments():
    parser = argparse.ArgumentParser(description="Vectors of the words of a corpus, on a Ray cluster.", allow_abbrev=False)
    parser.add_argument("--model", required=True, type=Path, help="the folder that contexture serve-export wrote")
    parser.add_argument("--input", required=True, help="Parquet or JSONL with text and charStart/charEnd (UTF-16 units) or word: a file, a folder, or 'folder/*.parquet'")
    parser.add_argument("--output", required=True, type=Path, help="a folder that is not there yet")
    parser.add_argument("--words", type=Path, help="a word a line: every occurrence of these in every text, in one pass")
    parser.add_argument("--most", type=int, help="so many of each word at most, drawn by --seed; the same however the corpus is split")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--labels", default="all", help="columns to keep: all (default), none, or their names with commas")
    parser.add_argument("--layers", default="all", help="all (default), last, or numbers such as 0,2")
    parser.add_argument("--pool", default="mean", help="mean (default), first or last sub-word")
    parser.add_argument("--dtype", choices=["float16", "float32"], default="float32")
    parser.add_argument("--actors", type=int, default=1, help="processes that hold the model, over all machines (1)")
    parser.add_argument("--threads", type=int, default=1, help="cores of each (1)")
    parser.add_argument("--batch", type=int, default=256, help="rows that go to an actor at a time (256)")
    parser.add_argument("--batch-tokens", type=int, default=2048, help="tokens of one run of the model, padding included (2048)")
    parser.add_argument("--file-mib", type=int, default=128, help="of vectors in a file, about (128)")
    parser.add_argument("--address", default=os.environ.get("RAY_ADDRESS"), help="of a Ray cluster (RAY_ADDRESS); else one of this process alone, on loopback")
    parser.add_argument("--progress", action="store_true", help="Ray's bars")
    return parser.parse_args()


given = arguments()
# Ray takes 127.0.0.1 for the address by which others reach this machine, and listens there: this switch of its, named after the systems where it is off, lets loopback be loopback.
if not given.address or given.address.startswith("127.0.0.1"):
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"

import numpy as np
import onnxruntime
import pyarrow as pa
import pyarrow.parquet as pq
import ray
import tokenizers

import embed_corpus
from embed_corpus import Refused
from embed_corpus.choices import chosen_labels, chosen_layers, chosen_words
from embed_corpus.corpus import OWN, PLACE, Corpus, Wanted, columns_of, corpus_files, survey, write_left_out
from embed_corpus.encoder import Encoder
from embed_corpus.export import digest_of, open_export
from embed_corpus.offsets import to_code_points
from embed_corpus.pooling import POOLINGS

VECTOR_TYPES = {"float32": pa.float32(), "float16": pa.float16()}


class Embed:
    """An actor: the model on `threads` cores. A batch of rows becomes the same rows with their vectors; those that the model has none for are told of."""

    def __init__(self, folder, threads, pooling, layers, dtype, most_tokens, left_out):
        # Every machine reads the folder for itself, and none computes with other files than the one that started it all.
        self.encoder = Encoder(open_export(folder), threads)
        self.pooling, self.layers, self.dtype, self.most_tokens, self.left_out = pooling, layers, dtype, most_tokens, left_out

    def __call__(self, rows):
        texts = rows["text"].to_pylist()
        starts, ends = rows["charStart"].to_pylist(), rows["charEnd"].to_pylist()
        spans = [(to_code_points(text, start), to_code_points(text, end)) for text, start, end in zip(texts, starts, ends)]
        values, is_there = self.encoder.vectors(texts, spans, self.pooling, self.layers, self.most_tokens)
        if not is_there.all():
            without = rows.select([*PLACE, "charStart", "charEnd"]).filter(pa.array(~is_there)).to_pylist()
            write_left_out(self.left_out, [{**row, "corpus_line": int(row["corpus_line"]), "reason": "no piece of the model stands there"} for row in without])
            rows, values = rows.filter(pa.array(is_there)), values[is_there]
        rows = rows.drop_columns(["draw"])
        kind = VECTOR_TYPES[self.dtype]
        for at, layer in enumerate(self.layers):
            own = np.ascontiguousarray(values[:, at], self.dtype)
            lists = pa.ListArray.from_arrays(pa.array(np.arange(len(own) + 1, dtype=np.int32) * own.shape[1]), pa.array(own.reshape(-1), kind), type=pa.list_(pa.field("element", kind, False)))
            rows = rows.append_column(pa.field(f"layer_{layer}", lists.type, False), lists)
        return rows


def drawn(candidates, most):
    """The rows that are drawn: each word's `most` smallest numbers, which only the words and numbers of all candidates decide."""
    heaps = {}
    for batch in candidates.select_columns(["word", "draw"]).iter_batches(batch_format="pyarrow", batch_size=None):
        for word, draw in zip(batch["word"].to_pylist(), batch["draw"].to_pylist()):
            heap = heaps.setdefault(word, [])
            if len(heap) < most:
                heapq.heappush(heap, -draw)
            elif -draw > heap[0]:
                heapq.heapreplace(heap, -draw)
    limits = {word: -heap[0] for word, heap in heaps.items()}

    def among(rows):
        return rows.filter(pa.array([draw <= limits[word] for word, draw in zip(rows["word"].to_pylist(), rows["draw"].to_pylist())], pa.bool_()))

    return candidates.map_batches(among, batch_format="pyarrow", batch_size=None)


def require_shared(paths, mark):
    """That every machine sees the very same files: else each would write where only itself can read. Raises Refused."""

    @ray.remote(num_cpus=0)
    def unseen():
        return next((str(path) for path in (mark, *paths) if not Path(path).exists()), None)

    for node in (node for node in ray.nodes() if node["Alive"]):
        strategy = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
        missing = ray.get(unseen.options(scheduling_strategy=strategy).remote())
        if missing is not None:
            raise Refused(f"the machine {node['NodeManagerAddress']} does not see {missing}. Corpus, model and output have to lie where all machines see them under the same path.")


def gathered(folder):
    """Rows, files, and what was left out, each told of once."""
    files = sorted((folder / "vectors").glob("*.parquet"))
    told = {line for file in (folder / "left-out").glob("*.jsonl") for line in file.read_text("utf-8").splitlines()}
    rows = sorted((json.loads(line) for line in told), key=lambda row: (row["corpus_file"], row["corpus_line"], row.get("charStart", 0)))
    return sum(pq.ParquetFile(file).metadata.num_rows for file in files), files, rows


def embed(given):
    started = time.monotonic()
    if given.pool not in POOLINGS:
        raise Refused(f"--pool {given.pool}: this script pools words, by {', '.join(POOLINGS)}. Sentences and their prompts are done by “contexture embed --pool sentence”.")
    for name in ("actors", "threads", "batch", "batch_tokens", "file_mib", *(["most"] if given.most is not None else [])):
        if getattr(given, name) < 1:
            raise Refused(f"--{name.replace('_', '-')} {getattr(given, name)}: it has to be 1 or more")
    output = given.output.resolve()
    if output.exists():
        raise Refused(f"{output} is there already, and nothing is written over it. Name a folder that is not there.")
    export = open_export(given.model)
    layers = chosen_layers(given.layers, export.card["nLayers"])
    files = [file.resolve() for file in corpus_files(given.input)]
    words = None if given.words is None else chosen_words(given.words)
    labels, has_spans, has_word = chosen_labels(given.labels, columns_of(files), layers, words is not None)
    n_bytes = sum(file.stat().st_size for file in files)
    parts, corpus_sha256 = survey(files, min(1 << 22, max(1 << 14, n_bytes // (8 * given.actors))))
    work = output.with_name(f".{output.name}-{uuid.uuid4().hex[:8]}")
    try:
        work.mkdir()
    except OSError as error:
        raise Refused(f"{output.parent} cannot be written to ({error.strerror}). Choose another --output.") from None
    try:
        connect(given)
        require_shared([export.graph, *files], work)
        surveyed = time.monotonic()
        wanted = Wanted(labels, words, given.most, given.seed, has_spans, has_word, work / "left-out", given.batch)
        rows = ray.data.read_datasource(Corpus(parts, wanted), override_num_blocks=len(parts))
        if given.most is not None:
            rows = drawn(rows.materialize(), given.most)
        vectors = rows.map_batches(
            Embed, fn_constructor_args=(str(given.model.resolve()), given.threads, given.pool, layers, given.dtype, given.batch_tokens, work / "left-out"),
            batch_format="pyarrow", batch_size=given.batch,
            compute=ray.data.ActorPoolStrategy(size=given.actors), num_cpus=given.threads,
        )
        row_bytes = len(layers) * export.card["dim"] * np.dtype(given.dtype).itemsize
        (work / "vectors").mkdir()
        # Numbers are hardly smaller when they are compressed.
        vectors.write_parquet(
            str(work / "vectors"), min_rows_per_file=max(1, (given.file_mib << 20) // row_bytes), compression="none", use_dictionary=["text", "word", *labels, *PLACE], write_statistics=list(OWN[1:3]),
        )
        ended = time.monotonic()
        n_rows, written, left_out = gathered(work)
        if n_rows == 0:
            raise Refused("there is no occurrence to embed. Look at the words and the columns of the corpus.")
        nodes = sum(node["Alive"] for node in ray.nodes())
        about = {
            "writtenBy": "Contexture's tools/scale/embed_ray.py",
            "model": {name: export.card[name] for name in ("id", "name", "kind", "architecture", "nLayers", "source", "licence")}
            | {"modelSha256": export.model_sha256, "cardSha256": export.card_sha256, "files": {name: file["sha256"] for name, file in sorted(export.card["files"].items())}},
            "layers": layers, "dim": export.card["dim"], "pooling": given.pool, "prompt": None, "values": given.dtype, "offsets": "UTF-16 code units", "nRows": n_rows, "nLeftOut": len(left_out),
            "corpus": {"sha256": corpus_sha256, "nFiles": len(files), "files": [file.name for file in files]}, "labels": [*labels, *PLACE],
            "words": None if words is None else {"sha256": digest_of(given.words), "words": list(words.values())},
            "draw": None if given.most is None else {"mostOfAWord": given.most, "seed": given.seed},
            "run": {"actors": given.actors, "threads": given.threads, "batch": given.batch, "batchTokens": given.batch_tokens, "machines": nodes},
            "versions": {
                "python": platform.python_version(), "ray": ray.__version__, "onnxruntime": onnxruntime.__version__,
                "tokenizers": tokenizers.__version__, "pyarrow": pa.__version__, "numpy": np.__version__,
            },
        }
        (work / "vectors" / "provenance.json").write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", "utf-8")
        if left_out:
            (work / "vectors" / "left-out.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in left_out), "utf-8")
        os.rename(work / "vectors", output)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if left_out:
        print(f"embed_ray: {len(left_out)} lines or targets have no vector; left-out.jsonl says which and why", file=sys.stderr)
    seconds = f"in {ended - surveyed:.2f} s by {given.actors} actors on {nodes} Ray nodes, {len(written)} files; {surveyed - started:.2f} s before it"
    print(f"embed_ray: {n_rows} × {len(layers)} × {export.card['dim']} {seconds}", file=sys.stderr)


def connect(given):
    """To a cluster that is there, or one of this process alone, which listens on loopback."""
    modules = {"py_modules": [str(Path(embed_corpus.__file__).parent)]}
    if given.address:
        ray.init(address=given.address, runtime_env=modules, log_to_driver=False)
    else:
        ray.init(num_cpus=given.actors * given.threads + 1, include_dashboard=False, _node_ip_address="127.0.0.1", runtime_env=modules, log_to_driver=False)
    context = ray.data.DataContext.get_current()
    # Batches are then the same however long each took and whoever died, and so are the vectors, to the last bit.
    context.execution_options.preserve_order = True
    context.enable_progress_bars = given.progress


if __name__ == "__main__":
    try:
        embed(given)
    except Exception as error:
        # What was refused by a worker comes back inside Ray's own error.
        cause = error
        while cause is not None and not isinstance(cause, Refused):
            cause = getattr(cause, "cause", None) or cause.__cause__
        if cause is None:
            raise
        print(f"embed_ray: {cause}", file=sys.stderr)
        sys.exit(1)
