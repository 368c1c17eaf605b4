"""PyTorch's side of `npm run -s bench -- embed`: commands as JSON lines on stdin, one JSON line as the answer to each. Eager mode, as a script would have it."""
import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
import transformers
from elmo_torch import Elmo, sentence_ids
from transformers import MPNetConfig, MPNetModel, PreTrainedTokenizerFast

torch.set_num_threads(os.cpu_count())
transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()


def widened(tensors):
    """The weights of a model folder in float32, by name; matrices in 8-bit blocks are quotients times scales."""
    read = {t["name"]: np.fromfile(t["file"], dtype=t["type"], count=int(np.prod(t["shape"])), offset=t["offset"]).reshape(t["shape"]).astype(np.float32) for t in tensors}
    weights = {}
    for name, values in read.items():
        if name.endswith(".scales"):
            continue
        if f"{name}.scales" in read:
            values = values * read[f"{name}.scales"]
            # Blocks down the columns are [rows / 32, 32, columns], along the rows [rows, columns / 32, 32].
            values = values.reshape(-1, values.shape[2]) if read[f"{name}.scales"].shape[1] == 1 else values.reshape(values.shape[0], -1)
        weights[name] = torch.from_numpy(np.ascontiguousarray(values))
    return weights


class Mpnet:
    def __init__(self, description, device):
        self.device = device
        folder = Path(description["folder"])
        self.tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), pad_token="<pad>")
        self.model = MPNetModel(MPNetConfig.from_pretrained(folder), add_pooling_layer=False).eval()
        weights = widened(description["tensors"])
        # Linear maps are stored as [in, out].
        own = self.model.state_dict()
        state = {name: weights[name].T if weights[name].shape != own[name].shape or (weights[name].ndim == 2 and "attn" in name) else weights[name] for name in own if name in weights}
        missing = [name for name in own if name not in state and "position_ids" not in name]
        if missing:
            raise ValueError(f"no weights for {missing[:3]}")
        self.model.load_state_dict(state, strict=False)
        self.model.to(device)

    def sizes(self, sentences):
        return [len(ids) for ids in self.tokenizer([s["text"] for s in sentences])["input_ids"]]

    def tokenize(self, sentences):
        return self.tokenizer([s["text"] for s in sentences], return_offsets_mapping=True)

    def run(self, sentences):
        encoded = self.tokenizer([s["text"] for s in sentences], padding=True, return_tensors="pt", return_offsets_mapping=True)
        offsets = encoded.pop("offset_mapping")
        start = torch.tensor([s["start"] for s in sentences])[:, None]
        end = torch.tensor([s["end"] for s in sentences])[:, None]
        # A mark or padding has the offsets (0, 0), which no word contains.
        is_read = (offsets[:, :, 1] > start) & (offsets[:, :, 0] < end)
        with torch.inference_mode():
            states = self.model(**encoded.to(self.device), output_hidden_states=True).hidden_states
            return mean_rows(states, is_read)


class ElmoModel:
    def __init__(self, description, device):
        self.device = device
        self.model = Elmo(description["folder"], description["tensors"]).eval().to(device)

    def sizes(self, sentences):
        return [len(s["words"]) for s in sentences]

    def run(self, sentences):
        rows = [sentence_ids(s["words"]) for s in sentences]
        longest = max(len(row) for row in rows)
        ids = torch.zeros(len(rows), longest, 50, dtype=torch.long)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
        is_read = torch.zeros(len(rows), longest, dtype=torch.bool)
        for i, s in enumerate(sentences):
            is_read[i, 1 + s["from"] : 1 + s["to"]] = True
        with torch.inference_mode():
            states = self.model(ids.to(self.device), torch.tensor([len(row) for row in rows], device=self.device))
            return mean_rows(states, is_read)


def mean_rows(states, is_read):
    """The mean of the word's rows in every layer: [batch, layers, dim], read back at once."""
    weights = (is_read / is_read.sum(dim=1, keepdim=True)).to(states[0].device)
    return torch.stack([torch.einsum("btd,bt->bd", state, weights) for state in states], dim=1).cpu().numpy()


def embed(model, sentences, style):
    order = list(range(len(sentences)))
    if style == "sorted":
        sizes = model.sizes(sentences)
        order.sort(key=lambda i: -sizes[i])
    n = 1 if style == "one" else 32
    vectors = None
    for start in range(0, len(order), n):
        part = order[start : start + n]
        found = model.run([sentences[i] for i in part])
        if vectors is None:
            vectors = np.empty((len(sentences), *found.shape[1:]), dtype=np.float32)
        vectors[part] = found
    return vectors


def largest_difference(vectors, path):
    ours = np.fromfile(path, dtype=np.float32)
    if ours.size != vectors.size:
        raise ValueError(f"{ours.size} values against {vectors.size}")
    return float(np.abs(ours.reshape(vectors.shape) - vectors).max())


model, sentences = None, None


def answer(command):
    global model, sentences
    what = command["do"]
    if what == "versions":
        return {"python": sys.version.split()[0], "torch": torch.__version__, "transformers": transformers.__version__, "threads": torch.get_num_threads(),
                "cuda": torch.cuda.get_device_name(0) if torch.cuda.is_available() else None}
    if what == "load":
        with open(command["description"], encoding="utf-8") as file:
            description = json.load(file)
        sentences = description["set"]
        model = {"elmo": ElmoModel, "mpnet": Mpnet}[command["kind"]](description, command["device"])
        embed(model, sentences[:64], "batch")
        return {}
    if what == "embed":
        part = sentences[:: command["stride"]]
        started = time.perf_counter()
        vectors = embed(model, part, command["style"])
        ms = (time.perf_counter() - started) * 1000
        compare = command.get("compare")
        return {"n": len(part), "ms": ms, **({} if compare is None else {"difference": largest_difference(vectors, compare)})}
    if what == "tokenize":
        started = time.perf_counter()
        model.tokenize(sentences)
        return {"n": len(sentences), "ms": (time.perf_counter() - started) * 1000}
    raise ValueError(what)


for line in sys.stdin:
    try:
        reply = {"value": answer(json.loads(line))}
    except Exception as error:  # The other side stops with the reason.
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
