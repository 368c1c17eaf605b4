"""A small part of the bundled ELMo model's reference activations, so that the check needs no other folder.

Usage: python tools/golden/elmo_subset.py FOLDER_WITH_reference.json > src-main/conversion/golden/elmo-reference.json
"""
import json
import sys

CHOSEN = (0, 3, 7)

with open(f"{sys.argv[1]}/reference.json", encoding="utf-8") as file:
    reference = json.load(file)
subset = [
    {"tokens": case["tokens"], "layers": [[[round(value, 6) for value in row] for row in layer] for layer in case["layers"]]}
    for case in (reference[i] for i in CHOSEN)
]
json.dump(subset, sys.stdout, separators=(",", ":"))
print()
