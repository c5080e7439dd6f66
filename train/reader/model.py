"""The reader: one shared encoder, and small heads over words and over pairs of words.

Words are means of their subwords. A head over pairs reads every word beside one key word (a cue, a trigger), with
their distance: which words are this cue's source, or this trigger's actors. The encoder is uncased, so the shapes of
words are added to what goes into it; their table starts at zero and the encoder as it was.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from train.reader import labels

HIDDEN = 128
BUCKETS = 24
"""Distances in words between a word and the key, by sign and power of the square root of two, and none."""
SHAPES = 16
FLAT = {
    "names": labels.NAMES, "entities": labels.ENTITIES, "sides": labels.SIDES, "cues": labels.CUES,
    "types": labels.TRIGGERS,
}  # fmt: skip
AT = {"status": labels.STATUS, "aspect": labels.ASPECT, "background": labels.BACKGROUND, "realis": labels.REALIS}
PAIRS = {"voice": labels.VOICE, "role": labels.ROLES}
WHOLE = {"quad": labels.QUAD, "plover": labels.PLOVER}


class Reader(nn.Module):
    """Shapes: ids and shapes (windows, subwords); words (windows, words, width)."""

    def __init__(self, encoder: Any, foreign: int) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shape.weight)
        self.drop = nn.Dropout(0.1)
        self.flat = nn.ModuleDict({name: nn.Linear(width, len(kinds)) for name, kinds in FLAT.items()})
        self.flat["foreign"] = nn.Linear(width, foreign + 1)
        self.at = nn.ModuleDict({name: nn.Linear(width, len(kinds)) for name, kinds in AT.items()})
        self.at["factuality"] = nn.Linear(width, len(labels.FACTUALITY))
        self.whole = nn.ModuleDict({name: nn.Linear(width, len(kinds)) for name, kinds in WHOLE.items()})
        self.pair = nn.ModuleDict({name: Pair(width, len(kinds)) for name, kinds in PAIRS.items()})

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """(windows, subwords, width)"""
        words = self.encoder.embeddings.word_embeddings(ids) + self.shape(shapes)
        return self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state  # type: ignore[no-any-return]

    def words(self, hidden: Tensor, owner: Tensor, count: int) -> Tensor:
        """Means over the subwords of each word; `owner` (windows, subwords): the word's number plus one, 0 for none."""
        sums = hidden.new_zeros(hidden.shape[0], count + 1, hidden.shape[2])
        sums.scatter_add_(1, owner.unsqueeze(-1).expand_as(hidden), hidden)
        sizes = hidden.new_zeros(hidden.shape[0], count + 1).scatter_add_(
            1, owner, torch.ones_like(owner, dtype=hidden.dtype)
        )
        return self.drop((sums / sizes.clamp(min=1).unsqueeze(-1))[:, 1:])


def mean_of(hidden: Tensor, owner: Tensor) -> Tensor:
    """(windows, width): the mean over the subwords of a window that belong to words."""
    sizes = (owner > 0).sum(1, keepdim=True).clamp(min=1)
    return (hidden.float() * (owner > 0).unsqueeze(-1)).sum(1) / sizes


class Pair(nn.Module):
    """Labels of all words beside one key: (pairs, words, labels)."""

    def __init__(self, width: int, kinds: int) -> None:
        super().__init__()
        self.word = nn.Linear(width, HIDDEN)
        self.key = nn.Linear(width, HIDDEN, bias=False)
        self.both = nn.Linear(width, HIDDEN, bias=False)
        self.far = nn.Embedding(BUCKETS, HIDDEN)
        self.side = nn.Embedding(3, HIDDEN)
        self.out = nn.Linear(HIDDEN, kinds)

    def forward(self, words: Tensor, key: Tensor, far: Tensor, side: Tensor) -> Tensor:
        """words (pairs, n, width), key (pairs, width), far and side (pairs, n): bucket of distance, sentence before,
        same or behind."""
        mixed = self.word(words) + self.key(key).unsqueeze(1) + self.both(words * key.unsqueeze(1))
        return self.out(nn.functional.gelu(mixed + self.far(far) + self.side(side), approximate="tanh"))  # type: ignore[no-any-return]


def bucket(distance: Tensor) -> Tensor:
    """0 at the key itself, 1-11 behind it, 12-23 before it."""
    size = (2 * torch.log2(distance.abs().clamp(min=1).float())).long().clamp(max=10) + 1
    return torch.where(distance == 0, torch.zeros_like(size), torch.where(distance > 0, size, size + 11))
