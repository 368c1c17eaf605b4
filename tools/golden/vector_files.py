"""What numpy, pyarrow and pandas read of the files of vectors that Contexture writes.

Usage: python tools/golden/vector_files.py src-main/exports/vectors/golden
Needs: pip install numpy==2.4.6 pyarrow==26.0.1 pandas==3.1.1, and node with this repository's packages.
Writes CASE.json: SHA-256 of every file, and what was read of it; numbers as float32, little-endian, in base64.
"""
import base64
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

OUT = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parents[2]


def packed(values):
    return base64.b64encode(np.asarray(values, dtype="<f4").tobytes()).decode()


def read_parquet(path):
    table = pa.parquet.read_table(path)
    table.validate(full=True)
    columns = {}
    for name in table.column_names:
        column = table[name]
        columns[name] = packed(column.combine_chunks().flatten()) if pa.types.is_list(column.type) else column.to_pylist()
    # pandas goes its own way from the same file.
    frame = pd.read_parquet(path)
    assert list(frame.columns) == table.column_names and len(frame) == table.num_rows
    return {
        "types": {field.name: f"{field.type}{'' if field.nullable else ' not null'}" for field in table.schema},
        "metadata": {key.decode(): value.decode() for key, value in table.schema.metadata.items()},
        "nRows": table.num_rows, "nRowGroups": pa.parquet.ParquetFile(path).num_row_groups, "columns": columns,
    }


def read_csv(path):
    names = pa.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True)).column_names
    options = pa.csv.ConvertOptions(column_types={name: pa.string() for name in names}, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False)
    table = pa.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=options)
    is_value = lambda name: name.startswith("dim_") and name[4:].isdigit()
    values = [name for name in names if is_value(name)]
    # pandas reads all texts as texts, and the numbers by its exact parser.
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert list(frame.columns) == names
    for name in names:
        assert frame[name].tolist() == [text or "" for text in table[name].to_pylist()], name
    numbers = pd.read_csv(path, usecols=values).to_numpy(dtype=np.float64).astype(np.float32)
    texts = np.array([[np.float32(text) for text in row] for row in zip(*(table[name].to_pylist() for name in values))], dtype=np.float32)
    assert numbers.tobytes() == texts.tobytes()
    return {"names": names, "columns": {name: table[name].to_pylist() for name in names if not is_value(name)}, "values": packed(numbers)}


def read_npy(path):
    array = np.load(path, allow_pickle=False)
    assert array.dtype == np.dtype("<f4")
    return {"shape": list(array.shape), "values": packed(array)}


with tempfile.TemporaryDirectory() as work:
    subprocess.run(["node", "tools/run-ts.mjs", "tools/golden/vector-files.ts", work], cwd=ROOT, check=True)
    OUT.mkdir(parents=True, exist_ok=True)
    for case in sorted(Path(work).iterdir()):
        files = {path.relative_to(case).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(case.rglob("*")) if path.is_file()}
        read = {"npy": read_npy(case / "out.npy"), "csv": read_csv(case / "out.csv"), "parquet": read_parquet(case / "out.parquet")}
        versions = {"numpy": np.__version__, "pyarrow": pa.__version__, "pandas": pd.__version__}
        (OUT / f"{case.name}.json").write_text(json.dumps({"versions": versions, "files": files, **read}, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")
