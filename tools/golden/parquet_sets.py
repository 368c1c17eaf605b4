"""Small Parquet files as pyarrow writes them, for src-main/corpora/formats/read-parquet.test.ts.

Run: python tools/golden/parquet_sets.py src-main/corpora/formats/golden   (pyarrow 26.0.1)
"""
import datetime
import json
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet as pq

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)

TEXTS = ['He sat by the bank.', 'The bank "raised" its rates,\ttwice.', 'Am Ufer\nder Bank', 'naïve \U0001f3e6 bank', 'عند البنك', None]
table = pyarrow.table({
    'text': pyarrow.array(TEXTS),
    'sense': pyarrow.array(['river', 'money', 'river', 'money', 'money', 'river']).dictionary_encode(),
    'year': pyarrow.array([1990, 2001, None, 2020, 2021, 2022], pyarrow.int64()),
    'share': pyarrow.array([0.5, 0.25, 1.0, None, 0.125, 2.0], pyarrow.float32()),
    'isNew': pyarrow.array([True, False, None, True, True, False]),
    'day': pyarrow.array([datetime.date(2020, 1, 31)] * 6),
    'vector': pyarrow.array([[1.0, 2.0]] * 6, pyarrow.list_(pyarrow.float32(), 2)),
    'where': pyarrow.array([{'file': 'a', 'line': 3}] * 6),
})
for codec in ['NONE', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4']:
    for version in ['1.0', '2.0']:
        pq.write_table(table, folder / f'{codec.lower()}-{version[0]}.parquet', compression=codec, data_page_version=version, row_group_size=4)
pq.write_table(table.select(['vector']), folder / 'lists.parquet')
rows = table.drop_columns(['vector', 'where']).to_pylist()
(folder / 'rows.json').write_text(json.dumps({'pyarrow': pyarrow.__version__, 'rows': rows}, ensure_ascii=False, default=str, indent=1) + '\n')
