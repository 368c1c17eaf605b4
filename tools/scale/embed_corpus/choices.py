"""What was asked for, held against the model and the columns of the corpus."""

from pathlib import Path

from . import Refused
from .corpus import OWN, PLACE
from .find_word import fold_word


def chosen_layers(text, n_layers):
    if text == "all":
        return list(range(n_layers))
    if text == "last":
        return [n_layers - 1]
    parts = text.split(",")
    if not all(part.isdecimal() and int(part) < n_layers for part in parts) or len(set(parts)) < len(parts):
        raise Refused(f"--layers {text}: the model has the layers 0 to {n_layers - 1}; name all, last, or some of them, each once")
    return [int(part) for part in parts]


def chosen_words(file):
    words = {}
    for word in filter(None, map(str.strip, Path(file).read_text("utf-8-sig").splitlines())):
        if not fold_word(word):
            raise Refused(f"{file}: “{word}” has nothing to look for")
        words.setdefault(fold_word(word), word)
    if not words:
        raise Refused(f"{file} has no word. Write a word a line.")
    return words


def chosen_labels(given, columns, layers, has_words):
    """Refuses targets by columns that it does not know, and names that the output has for something else."""
    listed = ", ".join(columns)
    if "text" not in columns:
        raise Refused(f"the corpus has no column “text”, but {listed}. Name the column of sentences text.")
    spans = [name for name in OWN[1:3] if name in columns]
    if len(spans) == 1:
        raise Refused(f"the corpus has a column {spans[0]} without its other half. Give each span as charStart and charEnd.")
    if has_words and (spans or "word" in columns):
        raise Refused(f"the corpus names its targets itself ({', '.join(name for name in OWN[1:] if name in columns)}). Leave out --words, or those columns.")
    if not (has_words or spans or "word" in columns):
        raise Refused(f"the corpus has no columns of targets that are known here (charStart and charEnd, or word), but {listed}. Name them so, or give --words.")
    others = [column for column in columns if column not in OWN]
    labels = others if given == "all" else [] if given == "none" else given.split(",")
    if missing := [label for label in labels if label not in others]:
        raise Refused(f"--labels: the corpus has no column of labels “{missing[0]}”; it has {', '.join(others) or 'none'}")
    if taken := [label for label in labels if label in PLACE or label in {f"layer_{layer}" for layer in layers} or label == "draw"]:
        raise Refused(f"the corpus has a column “{taken[0]}”, and the output has one of that name. Leave it out by --labels.")
    return tuple(labels), bool(spans), "word" in columns
