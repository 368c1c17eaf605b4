"""What numpy makes of float32 values in half precision.

Usage: python tools/golden/float16.py > src-main/conversion/golden/float16.json
`pairs`: float32 bits and half bits, alternating. `sha256OfFloat32`: over the float32 bytes of all halves in order, NaNs left out.
"""
import hashlib
import json
import sys

import numpy as np

halves = np.arange(0x10000, dtype=np.uint16).view(np.float16)
singles = halves[~np.isnan(halves)].astype("<f4")

edges = []
finite = np.sort(np.unique(singles[np.isfinite(singles)]))
source = np.random.default_rng(7)
chosen = np.concatenate([finite[:3], finite[-3:], finite[31740:31752], source.choice(finite[:-1], 300)])
for value in chosen:
    above = np.nextafter(np.float16(value), np.float16(np.inf)).astype(np.float32)
    middle = np.float32((np.float64(value) + np.float64(above)) / 2) if np.isfinite(above) else np.float32(65520)
    edges += [value, middle, np.nextafter(middle, np.float32(np.inf)), np.nextafter(middle, np.float32(-np.inf))]
bits = np.concatenate([
    np.array(edges, dtype=np.float32).view(np.uint32),
    source.integers(0, 1 << 32, 1500, dtype=np.uint32),
    source.integers(0x32000000, 0x48000000, 1500, dtype=np.uint32),
    np.array([0, 0x80000000, 0x7F800000, 0xFF800000, 1, 0x007FFFFF, 0x33000000, 0x33000001, 0x32FFFFFF, 0x477FEFFF, 0x477FF000], dtype=np.uint32),
])
with np.errstate(over="ignore", invalid="ignore"):
    rounded = bits.view(np.float32).astype(np.float16).view(np.uint16)
keep = ~np.isnan(bits.view(np.float32))
pairs = np.stack([bits[keep], rounded[keep].astype(np.uint32)], axis=1).ravel().tolist()
json.dump({"numpy": np.__version__, "sha256OfFloat32": hashlib.sha256(singles.tobytes()).hexdigest(), "pairs": pairs}, sys.stdout, separators=(",", ":"))
print()
