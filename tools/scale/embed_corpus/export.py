"""Folders that `contexture serve-export` wrote: found, and held against their digests, before anything of them is used."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from . import Refused

REMEDY = "Write it with “contexture serve-export MODEL FOLDER --for mlserver”."
MLSERVER, TRITON = "model-settings.json", "config.pbtxt"


@dataclass(frozen=True)
class Export:
    card: dict
    card_sha256: str
    # What `contexture embed --server` compares, of all that vectors depend on.
    model_sha256: str
    graph: Path
    tokenizer: Path


def digest_of(file):
    digest = hashlib.sha256()
    with open(file, "rb") as opened:
        while part := opened.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def open_export(folder):
    """`folder` is the one that was given to serve-export, or the model's own in it. Raises Refused."""
    folder = Path(folder)
    models = [one for one in (folder, *(sorted(folder.iterdir()) if folder.is_dir() else ())) if (one / MLSERVER).is_file() or (one / TRITON).is_file()]
    if len(models) != 1:
        raise Refused(f"{folder} is no folder of one model that serve-export wrote: it has {len(models)}. {REMEDY}")
    model = models[0]
    digests, graph_folder = mlserver_digests(model) if (model / MLSERVER).is_file() else triton_digests(model)
    if not all(digests):
        raise Refused(f"{model} does not say which of Contexture's models it is: serve-export did not write it. {REMEDY}")
    card, sha256 = card_of(model / "contexture" / "model.json")
    if sha256 != digests[1]:
        raise Refused(f"{model / 'contexture' / 'model.json'} is not the card that serve-export wrote. Export the model again.")
    files = {name: next((one for one in (graph_folder / ("model.onnx" if name == "encoder.onnx" else name), model / "contexture" / name) if one.is_file()), None) for name in card["files"]}
    for name, file in files.items():
        if file is None:
            raise Refused(f"{model} lacks {name} of the model {card['name']}. Export it again.")
        if digest_of(file) != card["files"][name]["sha256"]:
            raise Refused(f"{file} is not the file that serve-export wrote: its SHA-256 is another one. Export the model again.")
    return Export(card, sha256, digests[0], files["encoder.onnx"], files["tokenizer.json"])


def mlserver_digests(model):
    settings = json.loads((model / MLSERVER).read_text("utf-8"))
    metadata = settings.get("parameters", {}).get("extra", {}).get("metadata", {})
    return (metadata.get("contexture_model_sha256"), metadata.get("contexture_card_sha256")), model


def triton_digests(model):
    text = (model / TRITON).read_text("utf-8")
    found = dict(re.findall(r'parameters \{ key: "(contexture_\w+)", value: \{ string_value: "([0-9a-f]{64})" \} \}', text))
    return (found.get("contexture_model_sha256"), found.get("contexture_card_sha256")), model / "1"


def card_of(file):
    """The card, and the SHA-256 of its canonical form: fields in the order of their names, numbers as JavaScript wrote them, without its own digest."""
    if not file.is_file():
        raise Refused(f"{file} is missing: the card of the model. Export the model again.")
    text = file.read_text("utf-8")
    literal = json.loads(text, parse_float=lambda number: f"\ue000{number}\ue000")
    literal.pop("sha256", None)
    canonical = json.dumps(literal, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return json.loads(text), hashlib.sha256(re.sub('"\ue000([^\ue000]*)\ue000"', r"\1", canonical).encode()).hexdigest()
