"""Writes a BERT of a given shape with random weights as a Hugging Face folder: python random_bert.py FOLDER BLOCKS WIDTH HEADS TOKENIZER_JSON"""
import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

folder, n_blocks, width, n_heads, tokenizer = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5])
torch.manual_seed(1)
n_words = len(json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"])
model = BertModel(BertConfig(vocab_size=n_words, hidden_size=width, num_hidden_layers=n_blocks, num_attention_heads=n_heads, intermediate_size=4 * width), add_pooling_layer=False)
with torch.no_grad():
    for weight in model.parameters():
        # Biases start as zeros and norms as ones, which would hide a mistake.
        if weight.ndim == 1:
            weight.add_(torch.randn_like(weight) * 0.05)
model.save_pretrained(folder)
shutil.copy(tokenizer, folder / "tokenizer.json")
(folder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer", "do_lower_case": true}\n')
