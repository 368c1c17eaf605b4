"""Tiny random checkpoints in the forms that published models have, and what transformers makes of them.

Usage: python tools/golden/tiny_checkpoints.py src-main/conversion/golden/checkpoints [NAME…]
One folder a model: config.json, weights, tokenizer files, hidden-states.json (ids) and hidden-states.f32 (float32, for each case [layers, tokens, width]).
"""
import json
import shutil
import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), "the", "bank", ".", ","]
LENGTHS = [3, 4, 8, 15]
SIZES = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 40, "max_position_embeddings": 32}


def randomize(model, seed):
    """Weights large enough that every part of the model shows in its output."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            is_norm = "norm" in name.lower() or ".ln_" in name
            # Gemma's norms are stored less one.
            one = 0 if model.config.model_type.startswith("gemma") else 1
            parameter.copy_(one + 0.2 * noise if is_norm and name.endswith("weight") else 0.25 * noise)
    return model.eval()


def cases_of(vocab_size, first, last, seed):
    """Ids of sentences of different lengths; `first` and `last` are the marks, or None."""
    generator = torch.Generator().manual_seed(seed)
    cases = []
    for n in LENGTHS:
        ids = torch.randint(5, vocab_size, (n,), generator=generator).tolist()
        if first is not None:
            ids[0], ids[-1] = first, last
        cases.append(ids)
    return cases


def write_golden(base, folder, cases):
    with open(folder / "hidden-states.f32", "wb") as file, torch.no_grad():
        for ids in cases:
            states = base(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long), output_hidden_states=True).hidden_states
            file.write(torch.stack(states)[:, 0].numpy().astype("<f4").tobytes())
    about = {"transformers": transformers.__version__, "torch": torch.__version__, "nLayers": len(states), "dim": states[0].shape[-1], "cases": cases}
    (folder / "hidden-states.json").write_text(json.dumps(about) + "\n", encoding="utf-8")


def state_of(model):
    """Without the tied copies that a prediction head brings, which safetensors would refuse."""
    seen, state = set(), {}
    for name, tensor in model.state_dict().items():
        if tensor.data_ptr() not in seen:
            state[name] = tensor.clone()
        seen.add(tensor.data_ptr())
    return state


def write_config(model, folder, **extra):
    config = {key: value for key, value in model.config.to_diff_dict().items() if key not in ("transformers_version", "dtype", "architectures")}
    (folder / "config.json").write_text(json.dumps({"model_type": model.config.model_type, **config, **extra}, indent=1) + "\n", encoding="utf-8")


def wordpiece(folder, lowercase=True):
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": lowercase}) + "\n", encoding="utf-8")


def byte_level(marks):
    """Vocabulary and merges of a byte-level BPE of 270 or so pieces."""
    vocabulary = [*marks, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    merges = [("t", "h"), ("th", "e"), ("Ġ", "b"), ("Ġb", "a"), ("n", "k"), ("Ġba", "nk"), ("Ġ", "the")]
    return {piece: i for i, piece in enumerate([*vocabulary, *("".join(pair) for pair in merges)])}, merges


def bert(folder):
    """model.safetensors saved with a prediction head, so with a prefix."""
    model = randomize(transformers.BertForMaskedLM(transformers.BertConfig(vocab_size=len(PIECES), **SIZES, attn_implementation="eager")), 1)
    save_file(state_of(model), folder / "model.safetensors", metadata={"format": "pt"})
    write_config(model, folder)
    wordpiece(folder)
    return model.bert, cases_of(len(PIECES), 2, 3, 1)


def distilbert(folder):
    """pytorch_model.bin, a ZIP archive, without prefix."""
    config = transformers.DistilBertConfig(vocab_size=len(PIECES), dim=24, n_layers=2, n_heads=3, hidden_dim=40, max_position_embeddings=32, attn_implementation="eager")
    model = randomize(transformers.DistilBertModel(config), 2)
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    write_config(model, folder)
    wordpiece(folder)
    return model, cases_of(len(PIECES), 2, 3, 2)


def electra(folder):
    """pytorch_model.bin in the form before PyTorch 1.6; embeddings narrower than the blocks; a discriminator's prefix."""
    config = transformers.ElectraConfig(vocab_size=len(PIECES), embedding_size=16, **SIZES, attn_implementation="eager")
    model = randomize(transformers.ElectraForPreTraining(config), 3)
    torch.save(model.state_dict(), folder / "pytorch_model.bin", _use_new_zipfile_serialization=False)
    write_config(model, folder)
    wordpiece(folder)
    return model.electra, cases_of(len(PIECES), 2, 3, 3)


def roberta(folder):
    """Sharded safetensors; vocab.json and merges.txt."""
    vocab, merges = byte_level(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    config = transformers.RobertaConfig(vocab_size=len(vocab), type_vocab_size=1, pad_token_id=1, bos_token_id=0, eos_token_id=2, layer_norm_eps=1e-5, **SIZES, attn_implementation="eager")
    model = randomize(transformers.RobertaForMaskedLM(config), 4)
    state = state_of(model)
    names = list(state)
    parts = [names[: len(names) // 2], names[len(names) // 2:]]
    files = [f"model-{i + 1:05}-of-{len(parts):05}.safetensors" for i in range(len(parts))]
    for file, part in zip(files, parts):
        save_file({name: state[name] for name in part}, folder / file)
    weight_map = {name: file for file, part in zip(files, parts) for name in part}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": weight_map}) + "\n", encoding="utf-8")
    write_config(model, folder, type_vocab_size=1, max_position_embeddings=32)
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), encoding="utf-8")
    return model.roberta, cases_of(len(vocab), 0, 2, 4)


def xlm_roberta(folder):
    """Half precision; a Unigram tokenizer."""
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((piece, -1.0 - i / 10) for i, piece in enumerate(["▁", "▁the", "▁bank", ".", *"abcdefghijklmnopqrstuvwxyz"])), ("<mask>", 0.0)]
    config = transformers.XLMRobertaConfig(vocab_size=len(pieces), type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5, hidden_act="gelu_new", **SIZES, attn_implementation="eager")
    model = randomize(transformers.XLMRobertaModel(config, add_pooling_layer=False), 5)
    halves = {name: tensor.half() for name, tensor in model.state_dict().items()}
    model.load_state_dict({name: tensor.float() for name, tensor in halves.items()})
    save_file(halves, folder / "model.safetensors")
    write_config(model, folder, type_vocab_size=1)
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return model, cases_of(len(pieces), 0, 2, 5)


def gpt2(folder):
    """With the causal masks that old checkpoints keep as buffers; a language model's prefix."""
    vocab, merges = byte_level(["<|endoftext|>"])
    config = transformers.GPT2Config(vocab_size=len(vocab), n_embd=24, n_layer=2, n_head=3, n_inner=40, n_positions=32, bos_token_id=0, eos_token_id=0, attn_implementation="eager")
    model = randomize(transformers.GPT2LMHeadModel(config), 6)
    masks = {f"transformer.h.{i}.attn.bias": torch.tril(torch.ones(8, 8, dtype=torch.uint8)).view(1, 1, 8, 8) for i in range(2)}
    save_file({**state_of(model), **masks}, folder / "model.safetensors")
    write_config(model, folder)
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.add_special_tokens(["<|endoftext|>"])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return model.transformer, cases_of(len(vocab), None, None, 6)


def sentence_bert(folder):
    """A sentence-transformers folder of the older layout, its transformer in 0_Transformer, in bfloat16, with gamma and beta."""
    inner = folder / "0_Transformer"
    inner.mkdir()
    config = transformers.BertConfig(vocab_size=len(PIECES), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=20, max_position_embeddings=32, hidden_act="relu", attn_implementation="eager")
    model = randomize(transformers.BertModel(config), 7)
    rounded = {name: tensor.bfloat16() for name, tensor in model.state_dict().items()}
    model.load_state_dict({name: tensor.float() for name, tensor in rounded.items()})
    old = {name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): tensor for name, tensor in rounded.items()}
    save_file(old, inner / "model.safetensors")
    write_config(model, inner)
    wordpiece(inner)
    modules = [("Transformer", "0_Transformer"), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    (folder / "modules.json").write_text(json.dumps([
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"} for i, (kind, path) in enumerate(modules)
    ]) + "\n", encoding="utf-8")
    (folder / "1_Pooling").mkdir()
    modes = {f"pooling_mode_{mode}": mode == "mean_tokens" for mode in ("cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens")}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"word_embedding_dimension": 16, **modes}) + "\n", encoding="utf-8")
    return model, cases_of(len(PIECES), 2, 3, 7)


def mpnet(folder):
    """Relative positions beside the learnt ones; long enough for every kind of bucket."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "[UNK]", *PIECES[5:], "<mask>"]
    config = transformers.MPNetConfig(vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, max_position_embeddings=202, layer_norm_eps=1e-5, attn_implementation="eager")
    model = randomize(transformers.MPNetForMaskedLM(config), 9)
    save_file(state_of(model), folder / "model.safetensors", metadata={"format": "pt"})
    write_config(model, folder, max_position_embeddings=202)
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "[UNK]", "<mask>"])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    names = {"cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "[UNK]"}
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": True, **names}) + "\n", encoding="utf-8")
    generator = torch.Generator().manual_seed(9)
    long = torch.randint(5, len(pieces), (180,), generator=generator).tolist()
    return model.mpnet, [*cases_of(len(pieces), 0, 2, 9), [0, *long, 2]]


def save_unigram(folder):
    """Also of ALBERT and DeBERTa, but for their normalisers."""
    pieces = [("[PAD]", 0.0), ("[UNK]", 0.0), ("[CLS]", 0.0), ("[SEP]", 0.0), *((piece, -1.0 - i / 10) for i, piece in enumerate(["▁", "▁the", "▁bank", ".", *"abcdefghijklmnopqrstuvwxyz"])), ("[MASK]", 0.0)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=1, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return len(pieces)


def save_byte_level(folder):
    vocab, merges = byte_level(["<|endoftext|>"])
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.add_special_tokens(["<|endoftext|>"])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return len(vocab)


def albert(folder):
    """Five blocks in two groups of weights, embeddings narrower than the blocks."""
    n = save_unigram(folder)
    sizes = {**SIZES, "num_hidden_layers": 5}
    config = transformers.AlbertConfig(vocab_size=n, embedding_size=16, num_hidden_groups=2, **sizes, attn_implementation="eager")
    model = randomize(transformers.AlbertForMaskedLM(config), 11)
    save_file(state_of(model), folder / "model.safetensors", metadata={"format": "pt"})
    write_config(model, folder, **sizes, embedding_size=16)
    return model.albert, cases_of(n, 2, 3, 11)


def modernbert(folder):
    """Four blocks, the first and the last of which look far; the settings as they are published."""
    n = save_byte_level(folder)
    sizes = {**SIZES, "num_hidden_layers": 4, "max_position_embeddings": 64}
    config = transformers.ModernBertConfig(vocab_size=n, local_attention=6, pad_token_id=0, bos_token_id=0, eos_token_id=0, cls_token_id=0, sep_token_id=0, **sizes, attn_implementation="eager")
    model = randomize(transformers.ModernBertForMaskedLM(config), 12)
    save_file(state_of(model), folder / "model.safetensors", metadata={"format": "pt"})
    published = {"global_attn_every_n_layers": 3, "global_rope_theta": 160000.0, "local_rope_theta": 10000.0, "position_embedding_type": "absolute", "hidden_activation": "gelu", "norm_bias": False, "attention_bias": False, "mlp_bias": False}
    (folder / "config.json").write_text(json.dumps({"model_type": "modernbert", "vocab_size": n, "local_attention": 6, **sizes, **published}, indent=1) + "\n", encoding="utf-8")
    return model.model, cases_of(n, None, None, 12)


def deberta_v2(folder):
    """As DeBERTa v3: no absolute positions, keys shared between words and distances; long enough for wide buckets."""
    n = save_unigram(folder)
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 128}
    about = {"relative_attention": True, "position_buckets": 16, "norm_rel_ebd": "layer_norm", "share_att_key": True, "pos_att_type": "p2c|c2p", "layer_norm_eps": 1e-7, "max_relative_positions": -1, "position_biased_input": False, "type_vocab_size": 0}
    model = randomize(transformers.DebertaV2ForMaskedLM(transformers.DebertaV2Config(vocab_size=n, **sizes, **about)), 13)
    save_file(state_of(model), folder / "model.safetensors", metadata={"format": "pt"})
    write_config(model, folder, **sizes, **about)
    generator = torch.Generator().manual_seed(13)
    return model.deberta, [*cases_of(n, 2, 3, 13), [2, *torch.randint(5, n, (98,), generator=generator).tolist(), 3]]


def deberta_v2_own_keys(folder):
    """As the first DeBERTa v2 could be set: absolute positions and token types too, keys of distances by themselves, one row of the table for every distance."""
    n = save_unigram(folder)
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 32}
    about = {"relative_attention": True, "pos_att_type": ["c2p", "p2c"], "max_relative_positions": 6, "type_vocab_size": 2}
    model = randomize(transformers.DebertaV2Model(transformers.DebertaV2Config(vocab_size=n, **sizes, **about)), 14)
    save_file(model.state_dict(), folder / "model.safetensors", metadata={"format": "pt"})
    write_config(model, folder, **sizes, **about)
    return model, cases_of(n, 2, 3, 14)


DECODER = {"hidden_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 40, "max_position_embeddings": 64, "pad_token_id": 0, "bos_token_id": 0, "eos_token_id": 0, "attn_implementation": "eager"}


def decoder(folder, model_class, config_class, seed, settings, published=None):
    """Saved with its prediction head. `published`: settings in the older form, in place of `rope_parameters`."""
    n = save_byte_level(folder)
    config = config_class(vocab_size=n, **{**DECODER, **settings})
    model = randomize(model_class(config), seed)
    save_file(state_of(model), folder / "model.safetensors", metadata={"format": "pt"})
    write_config(model, folder, **{key: value for key, value in {**DECODER, **settings}.items() if key != "attn_implementation"})
    if published is not None:
        written = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        for key in ("rope_parameters", "layer_types"):
            written.pop(key, None)
        (folder / "config.json").write_text(json.dumps({**written, **published}, indent=1) + "\n", encoding="utf-8")
    return model.base_model, cases_of(n, None, None, seed)


def llama(folder):
    """In bfloat16, in two files; settings in the older form."""
    base, cases = decoder(folder, transformers.LlamaForCausalLM, transformers.LlamaConfig, 15, {"num_key_value_heads": 2, "attention_bias": True, "rope_parameters": {"rope_type": "default", "rope_theta": 500.0}}, {"rope_theta": 500.0, "rope_scaling": None})
    rounded = {name: tensor.bfloat16() for name, tensor in base.state_dict().items()}
    base.load_state_dict({name: tensor.float() for name, tensor in rounded.items()})
    (folder / "model.safetensors").unlink()
    names = list(rounded)
    parts = [names[: len(names) // 2], names[len(names) // 2:]]
    files = [f"model-{i + 1:05}-of-{len(parts):05}.safetensors" for i in range(len(parts))]
    for file, part in zip(files, parts):
        save_file({f"model.{name}": rounded[name] for name in part}, folder / file)
    weight_map = {f"model.{name}": file for file, part in zip(files, parts) for name in part}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": weight_map}) + "\n", encoding="utf-8")
    return base, cases


def mistral(folder):
    """Every block looks back four tokens; wider heads than the width divides into."""
    return decoder(folder, transformers.MistralForCausalLM, transformers.MistralConfig, 16, {"num_key_value_heads": 1, "head_dim": 8, "sliding_window": 4})


def qwen2(folder):
    """The last block alone looks near."""
    return decoder(folder, transformers.Qwen2ForCausalLM, transformers.Qwen2Config, 17, {"num_key_value_heads": 2, "use_sliding_window": True, "sliding_window": 3, "max_window_layers": 2, "rope_parameters": {"rope_type": "default", "rope_theta": 1000000.0}}, {"rope_theta": 1000000.0})


def qwen3(folder):
    return decoder(folder, transformers.Qwen3ForCausalLM, transformers.Qwen3Config, 18, {"num_key_value_heads": 2, "head_dim": 8})


def gemma2(folder):
    return decoder(folder, transformers.Gemma2ForCausalLM, transformers.Gemma2Config, 19, {"num_key_value_heads": 2, "head_dim": 8, "sliding_window": 4, "query_pre_attn_scalar": 10, "attn_logit_softcapping": 2.0})


def gemma3_text(folder):
    """Settings in the older form, with a pattern of two near blocks and a far one."""
    settings = {"num_key_value_heads": 2, "head_dim": 8, "sliding_window": 4, "query_pre_attn_scalar": 10, "layer_types": ["sliding_attention", "sliding_attention", "full_attention"], "rope_parameters": {"full_attention": {"rope_type": "default", "rope_theta": 20000.0}, "sliding_attention": {"rope_type": "default", "rope_theta": 300.0}}}
    return decoder(folder, transformers.Gemma3ForCausalLM, transformers.Gemma3TextConfig, 20, settings, {"rope_theta": 20000.0, "rope_local_base_freq": 300.0, "sliding_window_pattern": 3})


def gpt_neox(folder):
    return decoder(folder, transformers.GPTNeoXForCausalLM, transformers.GPTNeoXConfig, 21, {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.25}}, {"rotary_pct": 0.25, "rotary_emb_base": 10000})


def gpt_neox_in_turn(folder):
    """One part after the other, as some models of the family are set."""
    return decoder(folder, transformers.GPTNeoXForCausalLM, transformers.GPTNeoXConfig, 22, {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "use_parallel_residual": False, "hidden_act": "gelu_new", "attention_bias": False})


class HiddenStates(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states


def onnx_bert(folder):
    """An ONNX graph as PyTorch's exporter writes it, of an old version, with hidden states as outputs."""
    config = transformers.BertConfig(vocab_size=len(PIECES), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=20, max_position_embeddings=32, attn_implementation="eager")
    model = randomize(transformers.BertModel(config, add_pooling_layer=False), 8)
    cases = cases_of(len(PIECES), 2, 3, 8)
    ids = torch.tensor([cases[1], cases[1]])
    outputs = [f"hidden_states.{layer}" for layer in range(2)]
    axes = {name: {0: "batch", 1: "time"} for name in ("input_ids", "attention_mask", *outputs)}
    torch.onnx.export(HiddenStates(model).eval(), (ids, torch.ones_like(ids)), folder / "model.onnx", dynamo=False, opset_version=11, input_names=["input_ids", "attention_mask"], output_names=outputs, dynamic_axes=axes)
    write_config(model, folder)
    wordpiece(folder)
    return model, cases


def main():
    out, names = Path(sys.argv[1]), sys.argv[2:]
    for make in (bert, distilbert, electra, roberta, xlm_roberta, gpt2, sentence_bert, onnx_bert, mpnet, albert, modernbert, deberta_v2, deberta_v2_own_keys, llama, mistral, qwen2, qwen3, gemma2, gemma3_text, gpt_neox, gpt_neox_in_turn):
        folder = out / make.__name__.replace("_", "-")
        if names and folder.name not in names:
            continue
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        base, cases = make(folder)
        write_golden(base, folder, cases)
    print(sum(file.stat().st_size for file in out.rglob("*") if file.is_file()), "bytes")


if __name__ == "__main__":
    main()
