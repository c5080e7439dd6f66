"""Run a pack over the words of a text: windows through the encoder, heads over the words, and what they say as hints.

One window at a time: int8 activations are scaled over what runs together, so that a report read beside others
would read otherwise than alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.models.pack import Pack
from dateline.models.window import Window, cut
from dateline.types.hint import EventHint, Hints, NameHint, VoiceHint

Array = NDArray[Any]
Numbers = NDArray[np.int64]
CUE, TRIGGER = 0.2, 0.03
"""Least probability of a word that is asked for its voice, or for the roles of its event."""
KEPT, ROLE = 0.01, 0.1
"""Least probability of a type and of a role that is kept."""
FARTHEST = 10


class Reader:
    """Hints for texts; loads nothing until asked."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.labels: Mapping[str, Sequence[str]] = pack.card["labels"]
        self.temperature: Mapping[str, float] = pack.card.get("temperature", {})

    def __call__(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Hints:
        """`words` of a text and its sentences as word numbers (first, last exclusive)."""
        with self.pack.threads.limit(limits=1, user_api="blas"):  # small products: a second thread only waits
            return self.read(words, sentences)

    def read(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Hints:
        names: list[NameHint] = []
        voices: list[VoiceHint] = []
        events: dict[int, EventHint] = {}
        facts: list[tuple[float, float]] = []
        means = Means(len(sentences))
        for window in cut(words, sentences, self.pack.pieces, self.pack.ends):
            sums, sizes = self.encode(window)
            vectors = sums / sizes[:, None]
            sentence = side_of(window, sentences)
            means.add(sentence, sums, sizes)
            names += self.names(window, vectors)
            voices += self.voices(window, vectors, sentence)
            events.update(self.events(window, vectors, sentence))
            facts += map(tuple, np.round(self.logits("at.factuality", vectors), 2).tolist())
        quads = tuple(self.quads(means.found())) if len(sentences) else ()
        return Hints(self.pack.name, tuple(names), tuple(voices), events, tuple(facts), quads)

    def encode(self, window: Window) -> tuple[Array, Array]:
        """For each word of the window the sum of its subwords' vectors, and how many they are."""
        ids = np.array([window.ids], dtype=np.int64)
        shapes = np.array([window.shapes], dtype=np.int64)
        (hidden,) = self.pack.session.run(None, {"ids": ids, "shapes": shapes, "mask": np.ones_like(ids)})
        starts = np.array(window.starts)
        return np.add.reduceat(hidden[0], starts, axis=0)[:-1], np.diff(starts).astype(np.float32)

    def logits(self, head: str, vectors: Array) -> Array:
        found: Array = vectors @ self.pack.heads[f"{head}.weight"].T + self.pack.heads[f"{head}.bias"]
        return found

    def chances(self, head: str, vectors: Array) -> Array:
        """Probabilities of the head's labels, by its temperature."""
        return softmax(self.logits(head, vectors) / self.temperature.get(head, 1.0))

    # ------------------------------------------------------------ layers

    def names(self, window: Window, vectors: Array) -> Iterator[NameHint]:
        labels = self.labels["names"]
        found = self.chances("flat.names", vectors)
        for first, last, kind in runs(best_path(found, labels), labels):
            inside = range(first, last)
            columns = [labels.index(f"B-{kind}"), labels.index(f"I-{kind}")]
            score = float(found[list(inside)][:, columns].sum(axis=1).min())
            yield NameHint(window.first + first, window.first + last, kind, score)

    def voices(self, window: Window, vectors: Array, sentence: Numbers) -> Iterator[VoiceHint]:
        """A voice for each run of cue words; the other words of a cue are told by the pair head."""
        chance = 1.0 - self.chances("flat.cues", vectors)[:, 0]
        cues = list(stretches(chance >= CUE, sentence))
        if not cues:
            return
        labels = self.labels["voice"]
        source, content, cue = (labels.index(name) for name in ("source", "content", "cue"))
        middles = np.stack([vectors[first:last].mean(axis=0) for first, last in cues])
        parts = self.pairs("voice", vectors, middles, np.array([first for first, _ in cues]), sentence).argmax(axis=2)
        taken = set[int]()
        for (first, last), rows in zip(cues, parts, strict=True):
            if first in taken:
                continue
            told = {k for k in np.flatnonzero(rows == cue).tolist() if chance[k] >= CUE} | set(range(first, last))
            taken |= told
            yield VoiceHint(
                tuple(window.first + i for i in sorted(told)),
                tuple(window.first + i for i in np.flatnonzero(rows == source).tolist() if i not in told),
                tuple(window.first + i for i in np.flatnonzero(rows == content).tolist() if i not in told),
                float(chance[first:last].max()),
            )

    def events(self, window: Window, vectors: Array, sentence: Numbers) -> Iterator[tuple[int, EventHint]]:
        """For every likely trigger; its roles are looked for in its own sentence."""
        chance = self.chances("flat.types", vectors)
        told = {name: self.chances(f"at.{name}", vectors) for name in ("status", "aspect", "background")}
        likely = np.flatnonzero(1.0 - chance[:, 0] >= TRIGGER)
        for number in np.unique(sentence[likely]):
            first, last = (int(i) for i in np.searchsorted(sentence, [number, number + 1]))
            keys = likely[sentence[likely] == number]
            own = vectors[first:last]
            parts = softmax(self.pairs("role", own, vectors[keys], keys - first, sentence[first:last]))
            for k, roles in zip(keys.tolist(), parts, strict=True):
                yield window.first + k, EventHint(
                    types=above(chance[k, 1:], self.labels["types"][1:]),
                    status=above(told["status"][k], self.labels["status"]),
                    aspect=above(told["aspect"][k], self.labels["aspect"]),
                    background=float(told["background"][k, 1]),
                    roles={
                        role: tuple((window.first + first + i, float(roles[i, c])) for i in at_least(roles[:, c], ROLE))
                        for c, role in enumerate(self.labels["role"]) if c
                    },
                )  # fmt: skip

    def quads(self, means: Array) -> Iterator[dict[str, float]]:
        for row in self.chances("whole.quad", means).tolist():
            yield dict(zip(self.labels["quad"], row, strict=True))

    def pairs(self, head: str, vectors: Array, keys: Array, at: Numbers, sentence: Numbers) -> Array:
        """Logits of every word's part beside each key (train/reader/model.py, Pair): (keys, words, parts). `keys` are
        vectors, `at` their places among the words."""
        w = {name: self.pack.heads[f"pair.{head}.{name}"] for name in PAIR}
        mixed: Array = (vectors * keys[:, None]) @ w["both.weight"].T
        mixed += vectors @ w["word.weight"].T + w["word.bias"]
        mixed += (keys @ w["key.weight"].T)[:, None]
        mixed += w["far.weight"][bucket(np.arange(len(vectors)) - at[:, None])]
        mixed += w["side.weight"][np.sign(sentence - sentence[at][:, None]) + 1]
        logits: Array = gelu(mixed) @ w["out.weight"].T + w["out.bias"]
        return logits


class Means:
    """The mean over the subwords of each sentence, gathered window by window."""

    def __init__(self, sentences: int) -> None:
        self.sums: Array | None = None
        self.sizes = np.zeros(sentences, dtype=np.float32)

    def add(self, sentence: Numbers, sums: Array, sizes: Array) -> None:
        if self.sums is None:
            self.sums = np.zeros((len(self.sizes), sums.shape[1]), dtype=np.float32)
        np.add.at(self.sums, sentence - 1, sums)
        np.add.at(self.sizes, sentence - 1, sizes)

    def found(self) -> Array:
        assert self.sums is not None
        means: Array = self.sums / np.maximum(self.sizes, 1)[:, None]
        return means


PAIR = ("word.weight", "word.bias", "key.weight", "both.weight", "far.weight", "side.weight", "out.weight", "out.bias")


def side_of(window: Window, sentences: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """The number of its sentence for each word of the window."""
    starts = [first for first, _ in sentences]
    return np.searchsorted(starts, np.arange(window.first, window.last), side="right").astype(np.int64)


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 at the key itself, 1-11 behind it, 12-23 before it: powers of the square root of two."""
    size = np.minimum((2 * np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64), FARTHEST) + 1
    return np.where(distance == 0, 0, np.where(distance > 0, size, size + FARTHEST + 1))


def stretches(chosen: Array, sentence: Numbers) -> Iterator[tuple[int, int]]:
    """(first, last exclusive) of the chosen words that stand together in one sentence."""
    k = 0
    while k < len(chosen):
        last = k
        while last < len(chosen) and chosen[last] and sentence[last] == sentence[k]:
            last += 1
        if last > k:
            yield k, last
        k = max(last, k + 1)


def at_least(chances: Array, bound: float) -> list[int]:
    return [int(k) for k in np.flatnonzero(chances >= bound)]


def above(chances: Array, labels: Sequence[str]) -> dict[str, float]:
    return {labels[k]: float(chances[k]) for k in at_least(chances, KEPT)}


def softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    chances: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return chances


def gelu(x: Array) -> Array:
    half: Array = np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * (x * x * x)))
    half += np.float32(1.0)
    half *= x
    half *= np.float32(0.5)
    return half


def best_path(chances: Array, labels: Sequence[str]) -> list[int]:
    """The likeliest sequence of labels in which no I follows what is not of its kind (Viterbi)."""
    barred = forbidden(tuple(labels))
    plain: list[int] = chances.argmax(axis=1).tolist()
    if labels[plain[0]][0] != "I" and not barred[plain[:-1], plain[1:]].any():
        return plain
    score = np.log(np.maximum(chances, 1e-9))
    back = np.zeros(score.shape, dtype=np.int64)
    best = score[0] + np.where(np.array([label[0] == "I" for label in labels]), -1e4, 0.0)
    for k in range(1, len(score)):
        paths = best[:, None] + barred
        back[k] = paths.argmax(axis=0)
        best = paths.max(axis=0) + score[k]
    path = [int(best.argmax())]
    for k in range(len(score) - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    return path[::-1]


@lru_cache(maxsize=2)
def forbidden(labels: tuple[str, ...]) -> Array:
    """0 where the second label may follow the first, else a great loss: (labels, labels)."""
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for b, label in enumerate(labels):
        for a, before in enumerate(labels):
            if label[0] == "I" and before[2:] != label[2:]:
                table[a, b] = -1e4
    return table


def runs(path: Sequence[int], labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last exclusive, kind) of the spans of a path."""
    start = None
    for k in range(len(path) + 1):
        label = labels[path[k]] if k < len(path) else "O"
        if start is not None and label[0] != "I":
            yield start, k, labels[path[start]][2:]
            start = None
        if label[0] == "B":
            start = k
