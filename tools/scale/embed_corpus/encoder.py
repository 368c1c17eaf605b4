"""The model of an export: texts and spans to vectors (src-main/inference/encoders/transformer and pooling/jobs.ts)."""

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from . import Refused
from .pooling import pieces_of_span, pooled_range, windows_of, word_recipe

PAD_NAMES = ("<pad>", "[PAD]", "<|pad|>", "<|padding|>")
PROBES = ("a", "the", "1", ".", "一")
USUAL_MOST_TOKENS = 512


class Encoder:
    def __init__(self, export, threads):
        self.card = export.card
        self.tokenizer = Tokenizer.from_file(str(export.tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.before, self.after = special_tokens(self.tokenizer)
        self.pad = next((id for id in map(self.tokenizer.token_to_id, PAD_NAMES) if id is not None), 0)
        self.most_pieces = self.card.get("maxTokens", USUAL_MOST_TOKENS) - len(self.before) - len(self.after)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(export.graph), options, providers=["CPUExecutionProvider"])
        self.inputs = {one.name for one in self.session.get_inputs()}

    def vectors(self, texts, spans, pooling, layers, most_tokens):
        """Vectors [len(texts), len(layers), dim] of spans (code points), and which of them the model has. A text is run once for all its spans that are here."""
        rows_of = {}
        for row, text in enumerate(texts):
            rows_of.setdefault(text, []).append(row)
        values = np.zeros((len(texts), len(layers), self.card["dim"]), np.float32)
        is_there = np.zeros(len(texts), bool)
        jobs = []
        for (text, rows), encoding in zip(rows_of.items(), self.tokenizer.encode_batch(list(rows_of), add_special_tokens=False)):
            windows = windows_of(text, encoding.offsets, self.most_pieces)
            wanted = {}
            for row in rows:
                span = pieces_of_span(encoding.offsets, *spans[row])
                if span is None:
                    continue
                is_there[row] = True
                for window, first, weights in word_recipe(pooled_range(span, pooling), len(encoding.ids), windows):
                    wanted.setdefault(window, []).append((row, first, weights))
            jobs.extend((encoding.ids[window[0] : window[1]], reads) for window, reads in wanted.items())
        for batch in batches(jobs, len(self.before) + len(self.after), most_tokens):
            rows = [row for _, reads in batch for row, _, _ in reads]
            for layer, read in enumerate(self.run(batch, layers)):
                np.add.at(values[:, layer], rows, read)
        return values, is_there

    def run(self, batch, layers):
        time = max(len(ids) for ids, _ in batch) + len(self.before) + len(self.after)
        ids = np.full((len(batch), time), self.pad, np.int64)
        mask = np.zeros((len(batch), time), np.int64)
        for b, (own, _) in enumerate(batch):
            row = [*self.before, *own, *self.after]
            ids[b, : len(row)] = row
            mask[b, : len(row)] = 1
        reads = [(b * time + len(self.before) + first, weights) for b, (_, own) in enumerate(batch) for _, first, weights in own]
        width = max(len(weights) for _, weights in reads)
        span_rows = np.zeros((len(reads), width), np.int64)
        span_weights = np.zeros((len(reads), width), np.float32)
        for r, (first, weights) in enumerate(reads):
            span_rows[r, : len(weights)] = range(first, first + len(weights))
            span_weights[r, : len(weights)] = weights
        last_rows, last_places = np.unique(span_rows, return_inverse=True)
        feeds = {
            "input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids), "position_ids": np.tile(np.arange(time), (len(batch), 1)),
            "span_rows": span_rows, "span_weights": span_weights, "last_rows": last_rows, "last_places": last_places.reshape(span_rows.shape),
        }
        if unknown := sorted(self.inputs - feeds.keys()):
            raise Refused(f"the graph of {self.card['name']} asks for {', '.join(unknown)}, which this script does not make: use the one that belongs to this version of Contexture")
        return self.session.run([f"span_vectors.{layer}" for layer in layers], {name: value for name, value in feeds.items() if name in self.inputs})


def batches(jobs, n_special, most_tokens):
    """Jobs by length, in batches whose padded tokens are at most so many; a longer one is alone."""
    batch = []
    for job in sorted(jobs, key=lambda one: len(one[0])):
        if batch and (len(batch) + 1) * (len(job[0]) + n_special) > most_tokens:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def special_tokens(tokenizer):
    """The ids that stand before and behind the pieces of a sentence, as the tokenizer's own template puts them."""
    for probe in PROBES:
        inner, outer = tokenizer.encode(probe, add_special_tokens=False).ids, tokenizer.encode(probe).ids
        for at in range(len(outer) - len(inner) + 1):
            if inner and outer[at : at + len(inner)] == inner:
                return outer[:at], outer[at + len(inner) :]
    raise Refused("tokenizer.json makes nothing of a simple word, or does not leave a sentence whole between its marks: export the model again")
