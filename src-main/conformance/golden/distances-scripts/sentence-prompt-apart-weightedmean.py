# Cosine distances of sentences, as Contexture measures them with sentence-prompt-apart-weightedmean.
# Its weights: Imported from “sentence-prompt-apart-weightedmean”.
# Needs: pip install transformers torch (written for transformers 5).
import sys

import torch
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerFast
from transformers.utils import cached_file

# A name on the Hugging Face hub, or the path of a folder.
MODEL = "sentence-prompt-apart-weightedmean"
# 0 is the input of the first block. Each with the line that stands above its matrix.
LAYERS = {0: "layer 0: cosine distance; two random sentences 0.5000", 1: "layer 1: cosine distance", 2: "layer 2: cosine distance"}
MAX_TOKENS = 64
# Read before every sentence.
PROMPT = "find: "
# Tokens of a sentence that are read; what follows them is not.
SENTENCE_TOKENS = 64
# Name, sentence, first character of the word and the one after it (from 0), and the pieces that Contexture reads there.
ITEMS = [
    ("A", "the bank, a bank.", 4, 8, ["bank"]),
    ("B", "a \"bank\" \\n 'x' \"\"\"y\"\"\"", 13, 14, ["x"]),
    ("C", "😀 naïve the bank", 2, 7, ["[UNK]"]),
    ("D", "עבר \u202ebank\u202c", 5, 9, ["bank"]),
    ("E", "a\tb\nc\xa0bank\u2028d", 6, 10, ["bank"]),
    ("F", "é  bankbank", 4, 12, ["bank", "##b", "##a", "##n", "##k"]),
    ("G", "東 👩\u200d👧 bank", 2, 5, ["[UNK]"]),
    ("H", "a \u200b bank", 2, 3, []),
]

# The file as it is, where there is one: what transformers makes of its entries can differ.
file = cached_file(MODEL, "tokenizer.json", _raise_exceptions_for_missing_entries=False)
tokenizer = AutoTokenizer.from_pretrained(MODEL) if file is None else PreTrainedTokenizerFast(tokenizer_file=file)
model = AutoModel.from_pretrained(MODEL, dtype=torch.float32, attn_implementation="eager").eval()
around = tokenizer("the", return_special_tokens_mask=True)
inside = [i for i, is_special in enumerate(around["special_tokens_mask"]) if not is_special]
BEFORE, AFTER = around["input_ids"][: inside[0]], around["input_ids"][inside[-1] + 1 :]
MAX_PIECES = MAX_TOKENS - len(BEFORE) - len(AFTER)


def pieces_of(name, text, start, end, pieces):
    """Ids of the sentence without special tokens, and which of them lie in the span."""
    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    ids, offsets = encoded["input_ids"], encoded["offset_mapping"]
    inside = [i for i, (first, after) in enumerate(offsets) if after > start and first < end]
    span = range(inside[0], inside[-1] + 1) if inside else range(0)
    found = tokenizer.convert_ids_to_tokens([ids[i] for i in span])
    if found != pieces:
        sys.exit(f"{name}: this tokenizer gives the pieces {found}, that of Contexture {pieces}. Let MODEL name the model that Contexture has.")
    return ids, span


def states_of(name, ids):
    """Hidden states of all layers, [tokens, width] each; row 0 is the first special token."""
    if len(ids) > MAX_PIECES:
        sys.exit(f"{name}: its sentence has {len(ids)} pieces, the model reads {MAX_PIECES}. Contexture reads it in windows, which this script does not.")
    ids = torch.tensor([BEFORE + ids + AFTER])
    with torch.no_grad():
        states = model(input_ids=ids, attention_mask=torch.ones_like(ids), output_hidden_states=True).hidden_states
    return [state[0].double() for state in states]


def vectors_of(name, text, start, end, pieces):
    """Of the whole sentence, special tokens included: mean of all rows, each counted by its place."""
    ids, _ = pieces_of(name, PROMPT + text, len(PROMPT) + start, len(PROMPT) + end, pieces)
    ids = ids[: SENTENCE_TOKENS - len(BEFORE) - len(AFTER)]
    if not ids:
        return None
    # The pieces of the prompt, and the special tokens before them, are left out.
    skipped = len(tokenizer(PROMPT, add_special_tokens=False)["input_ids"]) + max(0, len(AFTER) - 1)
    skipped += len(BEFORE) if skipped else 0
    states = states_of(name, ids)
    vectors = []
    for layer in LAYERS:
        rows = states[layer][skipped:]
        places = torch.arange(skipped + 1, skipped + 1 + len(rows)).double()[:, None]
        vectors.append((rows * places).sum(0) / places.sum())
    return vectors


def distance(a, b):
    if a is None or b is None:
        return float("nan")
    lengths = float(a.norm() * b.norm())
    return 1.0 if lengths == 0 else min(2.0, max(0.0, 1 - float(a @ b) / lengths))


names = [name for name, *_ in ITEMS]
vectors = [vectors_of(*item) for item in ITEMS]
for number, (layer, head) in enumerate(LAYERS.items()):
    print(head)
    print("", *names, sep="\t")
    for name, a in zip(names, vectors):
        print(name, *(f"{distance(a and a[number], b and b[number]):.4f}" for b in vectors), sep="\t")
