"""The statements of the last days by what they could share, so that each is compared with few and memory stays flat.

A key holds a type with a place, an actor, a number or a telling word. A key that too many share is narrowed, by the
trigger and then by the day as well, until few enough share it; what stays too common is counted, not compared.
Days fall into generations by the calendar alone; the window is the present generation and the one before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from zlib import crc32

from dateline.link.compare import SMALL, Item, number, specific

DAYS = 4
"""Days of a generation."""
MOST = 40
"""Statements under one key that are compared."""
WORDS = 8
"""Telling words of a report that are keys."""
SHARED = 2
"""Keys of words that two statements must share; one key of another sort is enough."""

Posting = dict[int, list[int]]


class Window:
    """Live items by number and by key."""

    def __init__(self) -> None:
        self.generation: int | None = None
        self.items: dict[int, Item] = {}
        self.posts: list[Posting] = [{}, {}]
        self.numbers: list[list[int]] = [[], []]
        self.uncompared = 0

    def move(self, day: int | None) -> dict[int, Item]:
        """Go on to the generation of a day; the items that have left, by number."""
        generation = -1 if day is None else day // DAYS
        if generation == self.generation:
            return {}
        steps = 1 if self.generation is not None and generation == self.generation + 1 else 2
        gone = [number for old in self.numbers[:steps] for number in old]
        self.posts = [*self.posts[steps:], *({} for _ in range(steps))]
        self.numbers = [*self.numbers[steps:], *([] for _ in range(steps))]
        self.generation = generation
        return {number: self.items.pop(number) for number in gone}

    def add(self, number: int, item: Item) -> None:
        self.items[number] = item
        self.numbers[1].append(number)
        posts = self.posts[1]
        for key in {key for _, keys in keys_of(item) for key in keys}:
            posts.setdefault(key, []).append(number)

    def near(self, number: int) -> list[int]:
        """The numbers of earlier items that share enough keys with one, in order."""
        shared: Counter[int] = Counter()
        missed = False
        for weight, keys in keys_of(self.items[number]):
            for key in keys:
                found = self.sharing(key)
                if len(found) <= MOST:
                    for other in found:
                        shared[other] += weight
                    break
            else:
                missed = True
        self.uncompared += missed
        return sorted(other for other, times in shared.items() if times >= SHARED and other < number)

    def sharing(self, key: int) -> list[int]:
        old, new = self.posts[0].get(key), self.posts[1].get(key)
        return [*old, *new] if old and new else old or new or []


def keys_of(item: Item) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(weight, keys from the widest to the narrowest) of everything that an item may share with another."""
    c = item.candidate
    day = c.start or c.published or ""
    for name in shares(item):
        wide = f"{item.kind}|{name}"
        yield SHARED, (key(wide), key(f"{wide}|{c.trigger}"), key(f"{wide}|{c.trigger}|{day}"))
    for word in c.topic[:WORDS]:
        wide = f"{item.kind}|{word}"
        narrow = f"{wide}|{c.trigger if c.kind == 'event' else ''}"
        yield 1, (key(wide), key(narrow), key(f"{narrow}|{day}"))


def shares(item: Item) -> Iterable[str]:
    c = item.candidate
    if c.place_id and c.precision not in ("country", "region"):
        yield f"place {c.place_id}"
    for name in sorted({*filter(specific, c.actors), *filter(specific, c.recipients)}):
        yield f"actor {name}"
    for role, low, high in c.figures:
        if number(low, high) > SMALL:
            yield f"{role} {number(low, high):g} {c.country or ''}"


def key(words: str) -> int:
    """A number for a key: a clash costs one comparison more, and nothing else."""
    return crc32(words.encode("utf-8", "replace"))
