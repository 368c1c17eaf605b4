"""Buckets of relative positions as transformers' MPNet works them out.

Usage: python tools/golden/relative_buckets.py src-main/conversion/golden/relative-buckets.json
"""
import json
import sys

import torch
from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

cases = []
for n_places, n_buckets, max_distance in [(512, 32, 128), (40, 8, 128)]:
    distances = torch.arange(-(n_places - 1), n_places)
    buckets = MPNetEncoder.relative_position_bucket(distances, num_buckets=n_buckets, max_distance=max_distance)
    cases.append({"nPlaces": n_places, "nBuckets": n_buckets, "maxDistance": max_distance, "buckets": buckets.tolist()})
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(json.dumps(cases) + "\n")
