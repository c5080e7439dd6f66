"""Batches of windows of one set, as tensors, and the loss of every layer that the set has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F
from train.reader import labels
from train.reader.model import Reader, bucket, mean_of

Row = dict[str, Any]
SKIP = -100
SUBWORDS = 2048
"""Of a batch, padding and all."""
MOST_PAIRS = 96
WEIGHTS = {
    "types": 2.0,
    "role": 2.0,
    "voice": 2.0,
    "factuality": 0.3,
    "plover": 0.5,
    "foreign": 0.5,
    "realis": 0.5,
    "told": 0.5,
    "told role": 1.0,
    "deed": 1.0,
    "deed type": 0.5,
}


def batches(rows: list[Row], chance: random.Random) -> Iterator[list[Row]]:
    """Windows of like length together, in random order."""
    order = sorted(rows, key=lambda row: len(row["ids"]) + chance.random() * 12)
    groups: list[list[Row]] = [[]]
    for row in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(row["ids"]) > SUBWORDS:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    yield from groups


def pad(lists: list[list[int]], value: int, width: int) -> Tensor:
    return torch.tensor([one + [value] * (width - len(one)) for one in lists])


def tensors(rows: list[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor, int]:
    """ids, shapes, mask, owner of each subword, and the number of words."""
    width, count = max(len(row["ids"]) for row in rows), max(len(row["words"]) for row in rows)
    owners = []
    for row in rows:
        owner = [0] * width
        for k, (start, end) in enumerate(zip(row["starts"], row["starts"][1:], strict=False)):
            owner[start:end] = [k + 1] * (end - start)
        owners.append(owner)
    ids = pad([row["ids"] for row in rows], 0, width)
    shapes = pad([row["shapes"] for row in rows], 7, width)
    mask = pad([[1] * len(row["ids"]) for row in rows], 0, width)
    return ids, shapes, mask, torch.tensor(owners), count


def keys(words: Tensor, places: list[tuple[int, list[int]]]) -> Tensor:
    """The mean of the words of each key: (keys, width)."""
    return torch.stack([words[row, at].mean(0) for row, at in places])


def pair_logits(
    model: Reader, name: str, words: Tensor, rows: list[Row], places: list[tuple[int, list[int]]]
) -> Tensor:
    count = words.shape[1]
    of = torch.tensor([row for row, _ in places])
    first = torch.tensor([at[0] for _, at in places])
    far = bucket(torch.arange(count).unsqueeze(0) - first.unsqueeze(1))
    sentence = pad([row["sentence"] for row in rows], 0, count)[of]
    own = sentence.gather(1, first.unsqueeze(1))
    side = torch.sign(sentence - own) + 1
    return model.pair[name](words[of], keys(words, places), far, side)  # type: ignore[no-any-return]


def told(model: Reader, words: Tensor, rows: list[Row]) -> dict[str, Tensor]:
    """Of a text that tells of one of some types nobody says where: at least one of its words should trigger one.
    Where its sides are marked, they are the participants of the likeliest word."""
    count = words.shape[1]
    chances = model.flat["types"](words).float().softmax(-1)
    inside = pad([[1] * len(row["words"]) for row in rows], 0, count)
    wanted = torch.zeros(len(rows), chances.shape[-1])
    for k, row in enumerate(rows):
        wanted[k, row["told"]] = 1.0
    each = (chances * wanted.unsqueeze(1)).sum(-1) * inside
    none = torch.log1p(-each.clamp(max=0.999)).sum(1)
    found = {"told": -torch.log1p(-none.exp().clamp(max=0.9999)).mean()}
    if "sides" in rows[0]:
        places = [(k, [int(at)]) for k, at in enumerate(each.argmax(1))]
        logits = pair_logits(model, "role", words, rows, places)
        gold = pad([[SIDE[tag] for tag in row["sides"]] for row in rows], SKIP, count)
        found["told role"] = F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=SKIP)
    return found


SIDE = [0, 1, 1, 2, 2]
"""The role of each label of a side: source actors, target recipients."""


def deeds(model: Reader, words: Tensor, rows: list[Row], chance: random.Random) -> dict[str, Tensor]:
    """Roles beside triggers of other schemes, and the types of those that have one of ours: what their other words
    trigger is not known."""
    all_ = [(r, one) for r, row in enumerate(rows) for one in row["deeds"]]
    chance.shuffle(all_)
    all_ = all_[:MOST_PAIRS]
    if not all_:
        return {}
    count = words.shape[1]
    logits = pair_logits(model, "role", words, rows, [(r, one[0]) for r, one in all_])
    gold = pad([one[-1] for _, one in all_], SKIP, count)
    found = {"deed": F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=SKIP)}
    typed = [(r, one[0][-1], one[1]) for r, one in all_ if one[1] != SKIP]
    if typed:
        of, at, kinds = (torch.tensor(column) for column in zip(*typed, strict=True))
        found["deed type"] = F.cross_entropy(model.flat["types"](words[of, at]), kinds)
    return found


def where(model: Reader, words: Tensor, rows: list[Row]) -> dict[str, Tensor]:
    """Whether a word is the place of a verb, as nothing else is known of its role."""
    all_ = [(r, one) for r, row in enumerate(rows) for one in row["where"]]
    if not all_:
        return {}
    count = words.shape[1]
    logits = pair_logits(model, "role", words, rows, [(r, one[0]) for r, one in all_])
    chances = logits.float().softmax(-1)[..., PLACE].flatten()
    gold = pad([one[-1] for _, one in all_], SKIP, count).flatten()
    kept = gold != SKIP
    return {"where": F.binary_cross_entropy(chances[kept].clamp(1e-6, 1 - 1e-6), gold[kept].float())}


PLACE = labels.ROLES.index("place")


def losses(model: Reader, rows: list[Row], chance: random.Random) -> dict[str, Tensor]:
    """The mean loss of every layer present."""
    ids, shapes, mask, owner, count = tensors(rows)
    hidden = model.encode(ids, shapes, mask)
    words = model.words(hidden.float(), owner, count)
    found: dict[str, Tensor] = {}
    for name, head in model.flat.items():
        if name in rows[0]:
            gold = pad([row[name] for row in rows], SKIP, count)
            found[name] = F.cross_entropy(head(words).flatten(0, 1), gold.flatten(), ignore_index=SKIP)
    for name, layer in (("voice", "voices"), ("role", "statements")):
        if layer in rows[0]:
            all_ = [(r, one) for r, row in enumerate(rows) for one in row[layer]]
            chance.shuffle(all_)
            if all_:
                all_ = all_[:MOST_PAIRS]
                logits = pair_logits(model, name, words, rows, [(r, one[0]) for r, one in all_])
                gold = pad([one[-1] for _, one in all_], SKIP, count)
                found[name] = F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=SKIP)
    if "statements" in rows[0]:
        all_ = [(r, one) for r, row in enumerate(rows) for one in row["statements"]]
        if all_:
            at = keys(words, [(r, one[0]) for r, one in all_])
            for k, name in enumerate(("status", "aspect", "background")):
                found[name] = F.cross_entropy(model.at[name](at), torch.tensor([one[k + 1] for _, one in all_]))
    if "deeds" in rows[0]:
        found |= deeds(model, words, rows, chance)
    if "where" in rows[0]:
        found |= where(model, words, rows)
    if "factuality" in rows[0]:
        facts = [(r, one) for r, row in enumerate(rows) for one in row["factuality"]]
        if facts:
            out = model.at["factuality"](keys(words, [(r, one[0]) for r, one in facts]))
            got = out.gather(1, torch.tensor([[one[1]] for _, one in facts])).squeeze(1)
            found["factuality"] = F.smooth_l1_loss(got, torch.tensor([float(one[2]) for _, one in facts]))
    if "realis" in rows[0]:
        real = [(r, one) for r, row in enumerate(rows) for one in row["realis"]]
        if real:
            out = model.at["realis"](keys(words, [(r, one[0]) for r, one in real]))
            found["realis"] = F.cross_entropy(out, torch.tensor([one[1] for _, one in real]))
    if "told" in rows[0]:
        found |= told(model, words, rows)
    whole = [name for name in model.whole if name in rows[0]]
    if whole:
        mean = mean_of(hidden, owner)
        for name in whole:
            found[name] = F.cross_entropy(model.whole[name](mean), torch.tensor([row[name] for row in rows]))
    return found
