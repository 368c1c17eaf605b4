"""Hidden states of transformers in float32, from weights rounded to half precision as the bundled model stores them.

Usage: python tools/golden/bert_hidden_states.py FOLDER_OF_THE_PUBLISHED_MODEL src-main/conversion/golden
Writes bert-hidden-states.json (sentences and ids) and bert-hidden-states.f32 (float32, for each sentence [layers, tokens, width]).
"""
import json
import sys

import torch
import transformers
from safetensors.torch import load_file

SENTENCES = [
    "I sat by the river bank.", "She went to the bank to deposit money.", "The bank raised its interest rates.", "They fished from the grassy bank.",
    "He goes for a run every morning.", "The program takes a long time to run.", "She has a run in her stockings.", "The play had a long run.",
    "Light travels faster than sound.", "This bag is light.", "Spring follows winter.", "The spring in the sofa is broken.", "Unbelievable!", "Naïve cafés, résumés: 3.5 %.",
    "A bat flew out of the cave.", "He swung the bat.", "Don't you dare.", "The crane lifted the beam.", "A crane stood in the water.", "Tokenization splits uncommonness.",
]


def main():
    folder, out = sys.argv[1:]
    config = transformers.BertConfig.from_pretrained(folder, attn_implementation="eager")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    published = load_file(f"{folder}/model.safetensors")
    exact = transformers.BertModel(config, add_pooling_layer=False).eval()
    rounded = transformers.BertModel(config, add_pooling_layer=False).eval()
    known = exact.state_dict().keys()
    exact.load_state_dict({name: value for name, value in published.items() if name in known}, strict=False)
    missing = rounded.load_state_dict({name: value.half().float() for name, value in published.items() if name in known}, strict=False).missing_keys
    assert not [name for name in missing if "position_ids" not in name and "token_type_ids" not in name], missing
    cases, parts, cosines = [], [], []
    with torch.no_grad():
        for sentence in SENTENCES:
            ids = tokenizer(sentence, padding=False, truncation=False)["input_ids"]
            inputs = {"input_ids": torch.tensor([ids]), "attention_mask": torch.ones(1, len(ids), dtype=torch.long)}
            layers = torch.stack(rounded(**inputs, output_hidden_states=True).hidden_states)[:, 0]
            unrounded = torch.stack(exact(**inputs, output_hidden_states=True).hidden_states)[:, 0]
            cosines.append(torch.nn.functional.cosine_similarity(layers, unrounded, dim=-1).min().item())
            cases.append({"text": sentence, "ids": ids})
            parts.append(layers.float().contiguous())
    with open(f"{out}/bert-hidden-states.f32", "wb") as file:
        for part in parts:
            file.write(part.numpy().astype("<f4").tobytes())
    about = {
        "transformers": transformers.__version__, "torch": torch.__version__, "nLayers": parts[0].shape[0], "dim": parts[0].shape[2],
        "smallestCosineToUnroundedWeights": min(cosines), "cases": cases,
    }
    with open(f"{out}/bert-hidden-states.json", "w", encoding="utf-8") as file:
        json.dump(about, file, ensure_ascii=False, indent=1)
        file.write("\n")


main()
