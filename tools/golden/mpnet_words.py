"""Words in sentences as transformers reads them from the publisher's float32 weights of all-mpnet-base-v2, on all 13 layers, mean of the word's pieces.

Usage: python tools/golden/mpnet_words.py FOLDER-OF-all-mpnet-base-v2 src-main/conformance/golden/mpnet-words
Writes .json (sentences, spans) and .f16 (half precision, [words, layers, width]).
"""
import json
import sys

import numpy as np
import torch
import transformers
from transformers import AutoModel, AutoTokenizer

SENTENCES = [
    ("They strolled along the bank of the river at dusk.", "bank"),
    ("The bank raised its interest rates yesterday.", "bank"),
    ("The pilot had to bank sharply to avoid the storm.", "bank"),
    ("You can bank on her to finish the job.", "bank"),
    ("A bank of monitors lined the wall.", "bank"),
    ("She went for a run before breakfast.", "run"),
    ("The programme had run for nine hours when it failed.", "run"),
    ("He means to run for mayor.", "run"),
    ("Naïve Zoë’s café déjà-vu was, she said, unforgettable.", "café"),
    ("Antidisestablishmentarianism is a long word, and floccinaucinihilipilification a longer one.", "floccinaucinihilipilification"),
    ("In the autumn of the year in which the old mill by the water burnt down, nobody who lived there spoke of anything else for weeks.", "water"),
    ("東京 is the capital of Japan.", "capital"),
]

folder, out = sys.argv[1:]
tokenizer = AutoTokenizer.from_pretrained(folder)
model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
cases, rows = [], []
for text, word in SENTENCES:
    start = text.index(word)
    end = start + len(word)
    encoded = tokenizer(text, return_offsets_mapping=True, return_tensors="pt")
    offsets = encoded.pop("offset_mapping")[0].tolist()
    pieces = [i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a]
    with torch.no_grad():
        states = model(**encoded, output_hidden_states=True).hidden_states
    rows.append(torch.stack([state[0, pieces].mean(0) for state in states]).numpy())
    cases.append({"text": text, "charStart": start, "charEnd": end})
with open(f"{out}.json", "w", encoding="utf-8") as file:
    file.write(json.dumps({"transformers": transformers.__version__, "torch": torch.__version__, "cases": cases}, ensure_ascii=False, indent=1) + "\n")
np.stack(rows).astype("<f2").tofile(f"{out}.f16")
