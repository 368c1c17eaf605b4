"""Word and sentence vectors as a user of transformers would make them, from weights rounded to half precision as the bundled model stores them.

Usage: python tools/golden/pooled_vectors.py FOLDER_OF_THE_PUBLISHED_MODEL src-main/conformance/golden
Writes pooled-vectors.json (what each row is) and pooled-vectors.f32 (float32 [rows, width]). All sentences run in one padded batch.
"""
import json
import sys

import torch
import transformers
from safetensors.torch import load_file

SENTENCES = ["Stop!", "The bank raised its interest rates.", "Naïve cafés, résumés: 3.5 %.", "Tokenization splits uncommonness, unbelievably so, and 😀 too.",
             "They fished from the grassy bank of the stream until the evening came and the others called them home."]
WORDS = [(1, "bank"), (2, "résumés"), (3, "uncommonness"), (3, "unbelievably"), (4, "grassy")]
LAYERS = [0, 3, 6]


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def main():
    folder, out = sys.argv[1:]
    config = transformers.BertConfig.from_pretrained(folder, attn_implementation="eager")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.BertModel(config, add_pooling_layer=False).eval()
    known = model.state_dict().keys()
    model.load_state_dict({name: value.half().float() for name, value in load_file(f"{folder}/model.safetensors").items() if name in known}, strict=False)
    batch = tokenizer(SENTENCES, padding=True, return_tensors="pt", return_offsets_mapping=True)
    offsets = batch.pop("offset_mapping")
    with torch.no_grad():
        states = torch.stack(model(**batch, output_hidden_states=True).hidden_states)
    rows, vectors = [], []

    def add(about, vector):
        rows.append(about)
        vectors.append(vector.float())

    mask = batch["attention_mask"].unsqueeze(-1).float()
    for layer in LAYERS:
        # The mean over the attention mask; its length is made 1 at the last layer, as the model's 2_Normalize says.
        means = (states[layer] * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        if layer == len(states) - 1:
            means = torch.nn.functional.normalize(means, p=2, dim=1)
        for text, mean in zip(SENTENCES, means):
            add({"text": text, "charStart": 0, "charEnd": utf16(text), "pooling": "sentence", "layer": layer}, mean)
    for number, word in WORDS:
        text = SENTENCES[number]
        start = text.index(word)
        span = [i for i, (a, b) in enumerate(offsets[number].tolist()) if b > a and a < start + len(word) and b > start]
        where = {"text": text, "charStart": utf16(text[:start]), "charEnd": utf16(text[: start + len(word)])}
        for layer in LAYERS:
            pieces = states[layer, number, span]
            for pooling, vector in [("mean", pieces.mean(0)), ("first", pieces[0]), ("last", pieces[-1])]:
                add({**where, "pooling": pooling, "layer": layer, "nPieces": len(span)}, vector)
    with open(f"{out}/pooled-vectors.f32", "wb") as file:
        file.write(torch.stack(vectors).numpy().astype("<f4").tobytes())
    with open(f"{out}/pooled-vectors.json", "w", encoding="utf-8") as file:
        json.dump({"transformers": transformers.__version__, "torch": torch.__version__, "rows": rows}, file, ensure_ascii=False, indent=1)
        file.write("\n")


main()
