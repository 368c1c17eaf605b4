"""Occurrences of a corpus in Parquet or JSONL files, read in parts by many machines: Ray's own readers do not tell the line of a row, by which it is named and drawn."""

import hashlib
import heapq
import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from ray.data import Datasource
from ray.data.block import BlockMetadata
from ray.data.datasource import ReadTask

from . import Refused
from .find_word import find_folded, fold, fold_word
from .offsets import to_code_points, to_utf16

OWN = ("text", "charStart", "charEnd", "word")
PLACE = ("corpus_file", "corpus_line")
N_LINES_OF_LABELS = 1000


@dataclass(frozen=True)
class Part:
    """Rows of a file, from `line` on (1): bytes of a JSONL file, or a row group of a Parquet file."""

    file: Path
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Wanted:
    """What is read of a corpus. `words`: folded forms and how they are written, where the rows do not say their targets; `most` of each word, None for all."""

    labels: tuple
    words: dict | None
    most: int | None
    seed: int
    has_spans: bool
    has_word: bool
    left_out: Path
    rows_of_a_block: int


def corpus_files(given):
    """A file, a folder, or a folder with a pattern of names, as `contexture embed --shard` takes it; in the order of their names."""
    path = Path(given)
    found = [path] if path.is_file() else sorted(path.iterdir() if path.is_dir() else path.parent.glob(path.name), key=lambda file: file.name)
    files = [file for file in found if file.is_file() and (file.suffix.lower() in (".parquet", ".jsonl") or not path.is_dir())]
    if not files:
        raise Refused(f"There is no .parquet or .jsonl file at {given}. Name a file, a folder, or a folder with a pattern such as 'corpus/*.parquet'.")
    if strange := [file for file in files if file.suffix.lower() not in (".parquet", ".jsonl")]:
        raise Refused(f"{strange[0]} is neither .parquet nor .jsonl. Other files are read by “contexture embed --shard”.")
    return files


def survey(files, most_bytes):
    """The parts of all files, and the SHA-256 of the corpus as `contexture embed --shard` writes it. One reading of all bytes."""
    parts, corpus = [], hashlib.sha256()
    for file in files:
        own, line, start = hashlib.sha256(), 1, 0
        is_lines = file.suffix.lower() == ".jsonl"
        with open(file, "rb") as opened:
            while data := opened.read(most_bytes):
                data += opened.readline() if is_lines else b""
                own.update(data)
                if is_lines:
                    parts.append(Part(file, line, start, start + len(data)))
                    line, start = line + data.count(b"\n"), start + len(data)
        if not is_lines:
            about = pq.ParquetFile(file).metadata
            for group in range(about.num_row_groups):
                parts.append(Part(file, line, group, group + 1))
                line += about.row_group(group).num_rows
        corpus.update(f"{file.name}\0{own.hexdigest()}\n".encode())
    return parts, corpus.hexdigest()


def columns_of(files):
    """Names of all columns; of JSONL those of its first lines."""
    names = {}
    for file in files:
        if file.suffix.lower() == ".parquet":
            names.update(dict.fromkeys(pq.ParquetFile(file).schema_arrow.names))
            continue
        with open(file, "rb") as opened:
            for _, (line, row) in zip(range(N_LINES_OF_LABELS), json_rows(file, 1, opened)):
                names.update(dict.fromkeys(row))
    return list(names)


def json_rows(file, line, lines):
    for at, text in enumerate(lines, line):
        if not text.strip():
            continue
        try:
            row = json.loads(text.decode("utf-8-sig"))
        except ValueError as error:
            raise Refused(f"{file}:{at} is no JSON in UTF-8 ({error}). Write one object a line.") from None
        if not isinstance(row, dict):
            raise Refused(f"{file}:{at} is no JSON object. Write one object a line.")
        yield at, row


def rows_of(part):
    if part.file.suffix.lower() == ".jsonl":
        with open(part.file, "rb") as opened:
            opened.seek(part.start)
            yield from json_rows(part.file, part.line, opened.read(part.end - part.start).splitlines(keepends=True))
    else:
        line = part.line
        for batch in pq.ParquetFile(part.file).iter_batches(batch_size=1024, row_groups=[part.start]):
            yield from enumerate(batch.to_pylist(), line)
            line += batch.num_rows


def label_of(value):
    text = value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text if text is None else text.strip() or None


def targets_of(row, text, wanted):
    """(start, end, word) of every target in a row, in code points; or why there is none."""
    if wanted.words is not None:
        folded, origins = fold(text)
        found = [(start, end, word) for target, word in wanted.words.items() for start, end in find_folded(folded, origins, target)]
        return sorted(found) or "none of the words is in the text"
    start, end, word = (row.get(name) for name in OWN[1:])
    if wanted.has_spans and (start is not None or end is not None):
        if not (isinstance(start, int) and isinstance(end, int) and start < end):
            raise Refused(f"its span {start} to {end} is no span: charStart and charEnd are whole numbers, the first the smaller one")
        span = (to_code_points(text, start), to_code_points(text, end))
        return [(*span, (label_of(word) if wanted.has_word else None) or text[slice(*span)])]
    word = label_of(word) if wanted.has_word else None
    if word is None:
        return "the row names no target"
    return [(*span, word) for span in find_folded(*fold(text), fold_word(word))] or f"“{word}” is not in the text"


def occurrences_of(part, wanted, left_out):
    known = {*OWN, *wanted.labels}
    for line, row in rows_of(part):
        where = f"{part.file}:{line}"
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            left_out.append({"corpus_file": part.file.name, "corpus_line": line, "reason": "the text is empty"})
            continue
        if strange := [name for name in row if name not in known and row[name] is not None and wanted.labels != ()]:
            raise Refused(f"{where} has a column “{strange[0]}”, which the first {N_LINES_OF_LABELS} lines do not have. Name all columns in --labels, or none of them.")
        try:
            text.encode()
            targets = targets_of(row, text, wanted)
        except UnicodeEncodeError:
            raise Refused(f"{where} holds half a character, which UTF-8 cannot keep. Mend that line.") from None
        except Refused as error:
            raise Refused(f"{where}: {error}. Mend that line.") from None
        if isinstance(targets, str):
            # Of a concordance most sentences are without a target; that is no loss to tell of.
            if wanted.words is None:
                left_out.append({"corpus_file": part.file.name, "corpus_line": line, "reason": targets})
            continue
        about = {name: label_of(row.get(name)) for name in wanted.labels}
        for start, end, word in targets:
            places = {"charStart": to_utf16(text, start), "charEnd": to_utf16(text, end)}
            yield {"text": text, **places, "word": word, **about, "corpus_file": part.file.name, "corpus_line": str(line), "draw": draw_of(wanted.seed, part.file.name, line, places, word)}


def draw_of(seed, file, line, places, word):
    """A number of 63 bits that depends on what is drawn alone: which are drawn does not depend on how a corpus is split, nor on what is read first."""
    key = json.dumps([seed, file, line, places["charStart"], places["charEnd"], word])
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1


def least(rows, most):
    """Of every word the `most` that are drawn; what is not among those of a part is not among those of the corpus."""
    by_word = {}
    for at, row in enumerate(rows):
        by_word.setdefault(row["word"], []).append((row["draw"], at))
    return [rows[at] for at in sorted(at for own in by_word.values() for _, at in heapq.nsmallest(most, own))]


def schema_of(labels):
    own = [pa.field("text", pa.string(), False), pa.field("charStart", pa.int32(), False), pa.field("charEnd", pa.int32(), False), pa.field("word", pa.string(), False)]
    return pa.schema([*own, *(pa.field(label, pa.string()) for label in (*labels, *PLACE)), pa.field("draw", pa.int64(), False)])


def write_left_out(folder, rows):
    """Under the digest of its own content: a part that is read twice, because a worker died, is told of once."""
    if rows:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{hashlib.sha256(text.encode()).hexdigest()}.jsonl").write_text(text, "utf-8")


class Corpus(Datasource):
    def __init__(self, parts, wanted):
        super().__init__()
        self.parts, self.wanted = parts, wanted

    def estimate_inmemory_data_size(self):
        return None

    def get_read_tasks(self, parallelism, per_task_row_limit=None, data_context=None):
        metadata = BlockMetadata(num_rows=None, size_bytes=None, exec_stats=None, input_files=None)
        return [ReadTask(lambda part=part, wanted=self.wanted: tables_of(part, wanted), metadata, schema_of(self.wanted.labels)) for part in self.parts]


def tables_of(part, wanted):
    """Blocks of a part; at least one, so that a part without an occurrence has the columns too."""
    left_out, rows, n_tables = [], [], 0
    for row in occurrences_of(part, wanted, left_out):
        rows.append(row)
        if wanted.most is None and len(rows) == wanted.rows_of_a_block:
            yield pa.Table.from_pylist(rows, schema_of(wanted.labels))
            rows, n_tables = [], n_tables + 1
    if wanted.most is not None:
        rows = least(rows, wanted.most)
    for start in range(0, max(len(rows), 1 if n_tables == 0 else 0), wanted.rows_of_a_block):
        yield pa.Table.from_pylist(rows[start : start + wanted.rows_of_a_block], schema_of(wanted.labels))
    write_left_out(wanted.left_out, left_out)
