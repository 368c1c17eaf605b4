"""A small random AWD-LSTM of fastai in both directions, in the forms in which such models are kept, and the hidden states that fastai's own encoder gives.

both/      forward.pth, backward.pth (language models, as `learn.save(..., with_opt=False)` names their weights) and itos.pkl
encoder/   the same forward model as safetensors, encoder alone (as `learn.save_encoder` names its weights), and itos.json
learner/   the forward model beside its optimizer, as `learn.save` writes them, and itos.txt
qrnn/      the names of a QRNN, which is not read here

hidden-states.json: of every sentence its ids and, for both models, the layers 0 … 3 as `[time, width]`. The backward model is given the ids in reverse
(fastai's `reverse_text`), and its rows are turned round again, so that row t belongs to token t.

Needs: fastai, torch, safetensors. Run from the root of the repository: python tools/golden/ulmfit.py
"""

import json
import pathlib
import pickle

import torch
from fastai.text.models.awdlstm import AWD_LSTM
from safetensors.torch import save_file

ROOT = pathlib.Path(__file__).resolve().parents[2] / "src-main/conversion/golden/ulmfit"
SPECIALS = "xxunk xxpad xxbos xxeos xxfld xxrep xxwrep xxup xxmaj".split()
WORDS = """the a of river bank money sat by to in on at was is he she it they we i you and or not n't do 's - , . ! ? " … 2 3 4
very good old new stone water loan paid near closed opened day year house dog cat""".split()
ITOS = (SPECIALS + WORDS)[:60]
EMBEDDING, HIDDEN, LAYERS = 8, 12, 3
SENTENCES = ["he sat by the river bank .", "xxmaj the bank paid a loan", "xxunk", "xxmaj he was not very good , and xxmaj she paid xxrep 3 !"]


def make(seed):
    torch.manual_seed(seed)
    model = AWD_LSTM(len(ITOS), EMBEDDING, HIDDEN, LAYERS)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape) * 0.6)
    model.eval()
    model.reset()
    return model


def language_model(model):
    """The names of `SequentialRNN(AWD_LSTM, LinearDecoder)`, with the copy of the embedding and the tied decoder that fastai writes."""
    state = {f"0.{name}": value for name, value in model.state_dict().items()}
    state["1.decoder.weight"] = model.encoder.weight.detach()
    state["1.decoder.bias"] = torch.zeros(len(ITOS))
    return state


def layers(model, ids):
    model.bs = 1
    model.reset()
    with torch.no_grad():
        output = model.encoder_dp(torch.tensor([ids]))
        found = [output]
        for rnn, hidden in zip(model.rnns, model.hidden):
            output, _ = rnn(output, hidden)
            found.append(output)
        model.reset()
        assert torch.equal(model(torch.tensor([ids])), output)
    return [layer[0] for layer in found]


def rounded(values):
    return [[float(f"{value:.8g}") for value in row] for row in values.tolist()]


def main():
    forward, backward = make(1), make(2)
    for folder in ("both", "encoder", "learner", "qrnn"):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
    torch.save(language_model(forward), ROOT / "both/forward.pth")
    torch.save(language_model(backward), ROOT / "both/backward.pth")
    with open(ROOT / "both/itos.pkl", "wb") as file:
        pickle.dump(ITOS, file)
    save_file({name: value.contiguous() for name, value in forward.state_dict().items() if not name.startswith("encoder_dp")}, ROOT / "encoder/encoder.safetensors")
    (ROOT / "encoder/encoder.safetensors").chmod(0o644)
    (ROOT / "encoder/itos.json").write_text(json.dumps(ITOS) + "\n")
    torch.save({"model": language_model(forward), "opt": {"state": [{"step": 3, "grad_avg": torch.zeros(4)}], "hypers": [{"lr": 0.01, "wd": 0.1}]}}, ROOT / "learner/forward.pth")
    (ROOT / "learner/itos.txt").write_text("\n".join(ITOS) + "\n", encoding="utf-8")
    torch.save({"encoder.weight": torch.zeros(len(ITOS), EMBEDDING), "layers.0.linear.module.weight": torch.zeros(3 * HIDDEN, EMBEDDING)}, ROOT / "qrnn/forward.pth")
    with open(ROOT / "qrnn/itos.pkl", "wb") as file:
        pickle.dump(ITOS, file)
    cases = []
    for sentence in SENTENCES:
        ids = [ITOS.index(token) for token in ["xxbos", *sentence.split()]]
        turned = layers(backward, ids[::-1])
        cases.append({"tokens": sentence, "ids": ids, "forward": [rounded(layer) for layer in layers(forward, ids)], "backward": [rounded(layer.flip(0)) for layer in turned]})
    (ROOT / "hidden-states.json").write_text(json.dumps({"widths": [EMBEDDING, *[HIDDEN] * (LAYERS - 1), EMBEDDING], "cases": cases}) + "\n")
    print({name: sum(parameter.numel() for parameter in model.parameters()) for name, model in (("forward", forward), ("backward", backward))})
    print(list(forward.state_dict()))


main()
