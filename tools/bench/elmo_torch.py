"""ELMo's bidirectional language model in plain PyTorch, eager: the formulas of bilm-tf (model.py) and AllenNLP (elmo.py, lstm_cell_with_projection.py)."""
import json
from pathlib import Path

import numpy as np
import torch

N_CHARACTERS_A_WORD = 50
BEGIN_SENTENCE, END_SENTENCE, BEGIN_WORD, END_WORD, PADDING = 256, 257, 258, 259, 260


def word_ids(characters):
    """[begin, characters…, end, padding…] of one word, each id one higher than in the file: 0 is the padding word's."""
    ids = [BEGIN_WORD, *characters[: N_CHARACTERS_A_WORD - 2], END_WORD]
    return [i + 1 for i in ids + [PADDING] * (N_CHARACTERS_A_WORD - len(ids))]


def sentence_ids(words):
    return [word_ids([BEGIN_SENTENCE]), *(word_ids(list(word.encode("utf-8"))) for word in words), word_ids([END_SENTENCE])]


class Elmo(torch.nn.Module):
    def __init__(self, folder, tensors):
        super().__init__()
        options = json.loads((Path(folder) / "options.json").read_text())
        lstm, cnn = options["lstm"], options["char_cnn"]
        self.cell_dim, self.cell_clip, self.projection_clip = lstm["dim"], lstm["cell_clip"], lstm["proj_clip"]
        self.filters, self.n_highway, self.n_layers = cnn["filters"], cnn["n_highway"], lstm["n_layers"]
        self.activation = torch.relu if cnn["activation"] == "relu" else torch.tanh
        for entry in tensors:
            n = int(np.prod(entry["shape"]))
            values = np.fromfile(entry["file"], dtype=entry["type"], count=n, offset=entry["offset"]).astype(np.float32)
            self.register_buffer(self.key(entry["name"]), torch.from_numpy(values.reshape(entry["shape"])))
        # The app stores a kernel as (window · characters, filters); a convolution wants (filters, characters, window).
        for i, (width, n_filters) in enumerate(self.filters):
            kernel = self.weight(f"CNN/W_cnn_{i}").reshape(width, -1, n_filters)
            self.register_buffer(f"kernel_{i}", kernel.permute(2, 1, 0).contiguous())
        for direction in range(2):
            for layer in range(self.n_layers):
                path = self.cell_path(direction, layer)
                self.register_buffer(self.key(f"{path}/bias"), self.weight(f"{path}/B") + self.weight(f"{path}/forget_bias"))

    @staticmethod
    def key(name):
        return name.replace("/", "__").replace(".", "_")

    @staticmethod
    def cell_path(direction, layer):
        return f"RNN_{direction}/RNN/MultiRNNCell/Cell{layer}/LSTMCell"

    def weight(self, name):
        return getattr(self, self.key(name))

    def word_vectors(self, ids):
        """[batch, time, 50] -> [batch, time, P]"""
        batch, time, _ = ids.shape
        x = torch.nn.functional.embedding(ids.view(batch * time, N_CHARACTERS_A_WORD), self.weight("char_embed")).transpose(1, 2)
        maxima = [torch.nn.functional.conv1d(x, getattr(self, f"kernel_{i}"), self.weight(f"CNN/b_cnn_{i}")).amax(dim=2) for i in range(len(self.filters))]
        x = self.activation(torch.cat(maxima, dim=1))
        for k in range(self.n_highway):
            gate = torch.sigmoid(torch.addmm(self.weight(f"CNN_high_{k}/b_carry"), x, self.weight(f"CNN_high_{k}/W_carry")))
            transformed = torch.relu(torch.addmm(self.weight(f"CNN_high_{k}/b_transform"), x, self.weight(f"CNN_high_{k}/W_transform")))
            x = gate * transformed + (1 - gate) * x
        return torch.addmm(self.weight("CNN_proj/b_proj"), x, self.weight("CNN_proj/W_proj")).view(batch, time, -1)

    def lstm(self, x, direction, layer):
        """[batch, time, P] -> the same. Padding stands on the right, so it cannot reach what comes before it."""
        path = self.cell_path(direction, layer)
        recurrent, projection = self.weight(f"{path}/W_h"), self.weight(f"{path}/W_P_0")
        batch, time, width = x.shape
        inputs = (x @ self.weight(f"{path}/W_x") + self.weight(f"{path}/bias")).transpose(0, 1)
        h, c = x.new_zeros(batch, width), x.new_zeros(batch, self.cell_dim)
        outputs = []
        for t in range(time):
            i, f, o, j = torch.addmm(inputs[t], h, recurrent).chunk(4, dim=1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(j)
            if self.cell_clip is not None:
                c = c.clamp(-self.cell_clip, self.cell_clip)
            h = (torch.sigmoid(o) * torch.tanh(c)) @ projection
            if self.projection_clip is not None:
                h = h.clamp(-self.projection_clip, self.projection_clip)
            outputs.append(h)
        return torch.stack(outputs, dim=1)

    def forward(self, ids, lengths):
        """Character ids [batch, time, 50] and the true lengths [batch] -> one [batch, time, 2P] a layer."""
        time = ids.shape[1]
        x = self.word_vectors(ids)
        steps = torch.arange(time, device=ids.device)[None, :]
        # Reverses every sentence within its own length; its own inverse.
        turned = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)[:, :, None].expand(-1, -1, x.shape[2])
        forward, backward = x, x.gather(1, turned)
        layers = [torch.cat([x, x], dim=2)]
        for layer in range(self.n_layers):
            outputs = self.lstm(forward, 0, layer), self.lstm(backward, 1, layer)
            forward, backward = outputs if layer == 0 else (outputs[0] + forward, outputs[1] + backward)
            layers.append(torch.cat([forward, backward.gather(1, turned)], dim=2))
        return layers
