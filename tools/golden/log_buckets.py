"""DeBERTa's buckets of relative positions, as transformers works them out.

Usage: python tools/golden/log_buckets.py src-main/conversion/golden/log-buckets.json
`rows` holds, for the distances query − key = −(nPlaces − 1) … nPlaces − 1, the rows of the table that the attention takes.
"""
import json
import sys

import torch
from transformers.models.deberta_v2.modeling_deberta_v2 import build_relative_position

cases = []
for n_places, n_buckets, max_distance in [(512, 256, 512), (512, 32, 512), (300, 16, 128), (40, 12, None)]:
    size = torch.zeros(n_places, 1)
    relative = build_relative_position(size, size, n_buckets if max_distance is not None else -1, max_distance if max_distance is not None else n_buckets)[0]
    rows = torch.clamp(relative + n_buckets, 0, 2 * n_buckets - 1)
    by_distance = [*reversed(rows[0, 1:].tolist()), *rows[:, 0].tolist()]
    cases.append({"nPlaces": n_places, "nBuckets": n_buckets, "maxDistance": max_distance, "rows": by_distance})
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(json.dumps(cases) + "\n")
