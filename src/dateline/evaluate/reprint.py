"""Reprints made from real reports, with known truth: what editors do to a wire story, and what only looks like it.

Every report says which family it truly belongs to. Beside reprints there are reports that are none and are hard to
tell from them: daily reports filled into one form, and separate stories that end in the same long boilerplate.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple


class Original(NamedTuple):
    """A real story: its title, its paragraphs, and the day it was published (ISO)."""

    title: str
    paragraphs: tuple[str, ...]
    day: str


class Made(NamedTuple):
    """A report as delivered, the family it truly belongs to, and what was done to it ("original", "cut"...)."""

    id: str
    source: str
    published: str
    title: str
    text: str
    family: str
    how: str


OUTLETS = (
    "Harbour Post",
    "Daily Lantern",
    "Meridian News",
    "The Ledger",
    "Northern Echo Wire",
    "City Mirror",
    "Plain Dealer",
)
AGENCIES = ("Reuters", "AP", "AFP", "UPI", "Xinhua", "dpa")
REPORTERS = ("Ada Lindqvist", "Omar Bell", "Jun Castellan", "Mira Tobin", "Pat Okafor")
SWAPS = {
    "said": "stated", "told": "informed", "about": "some", "also": "too", "large": "big", "began": "started",
    "will": "is to", "would": "was to", "killed": "slain", "people": "persons", "official": "officer",
    "government": "cabinet", "company": "firm", "near": "close to", "after": "following", "against": "opposing",
    "but": "yet", "many": "numerous", "rise": "gain", "fall": "drop", "expected": "thought", "meeting": "session",
    "agreement": "accord", "reported": "noted",
}  # fmt: skip
ADDED = (
    "Residents reached by telephone said the streets were quiet later in the day and most shops had opened again.",
    "A second official, who asked not to be named, gave a similar account but declined to give any details.",
    "It was not possible to confirm the account independently, and the ministry did not answer a request for comment.",
    "Analysts said they would wait for further word before they changed their view of what comes next.",
    "The announcement follows weeks of talks behind closed doors between delegates of several parties.",
    "A fuller statement is to be handed out on the coming working day, a clerk at the press office said.",
)
BOILERPLATE = (
    "This report was made available to subscribers under the terms of service and may not be stored, sold or passed on "
    "without leave in writing. Prices and times are given without warranty. Readers with questions may write to the "
    "desk at the address below, which is staffed from eight in the morning until six in the evening on working days. "
    "Corrections are printed at the head of the second page."
)
FORMS = (
    "Shares on the {place} exchange closed {way} on {day} in {mood} trading. The main index stood at {a} points "
    "against {b} at the previous close. Dealers counted {c} gains and {d} losses, and turnover came to {e} million. "
    "The currency was quoted at {f} to the dollar in late trading, compared with {g} a day before, dealers said.",
    "The river at {place} stood at {a} centimetres on {day} morning, the harbour office said, {way} than the day "
    "before, when it was {b}. Rain of {c} millimetres fell in the upper valley. The office counted {d} vessels and "
    "{e} barges. Locks are open from {f} to {g} and the tables for the coming days are on the notice board.",
)
"""Daily reports whose words never change: two of them are two reports."""


# ---------------------------------------------------------------- originals


def read_originals(data: Path | None) -> list[Original]:
    """Real stories under the folder of development data; without it, stories put together from our own sentences."""
    if data is None or not (data / "reuters21578").is_dir():
        return [own_story(number) for number in range(400)]
    return list(chain(reuters(data / "reuters21578"), syria(data / "fakes_syria")))


def reuters(folder: Path) -> Iterator[Original]:
    for path in sorted(folder.rglob("reuters-*.json")):
        for row in json.loads(path.read_text("utf-8", errors="replace")):
            body = re.sub(r"\s*Reuter\s*\x03?\s*$", "", row.get("body") or "", flags=re.I)
            paragraphs = tuple(" ".join(piece.split()) for piece in re.split(r"\n {2,}", body) if piece.strip())
            if sum(len(p.split()) for p in paragraphs) >= 60:
                yield Original(row.get("title") or "", paragraphs, day_of(row["date"]))


NEEDS, WISHES = ("had cost", "would need"), ("wanted", "refused", "offered")
UNITS, JOINTS = ("crowns", "workers", "tonnes", "days"), ("though", "while", "because")
ENDS = ("more", "fewer", "at once")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def day_of(words: str) -> str:
    """ "21-APR-1987 11:35" as an ISO date."""
    hit = re.search(r"(\d+)-([A-Z]{3})-(\d{4})", words)
    return f"{hit[3]}-{MONTHS.index(hit[2]) + 1:02}-{int(hit[1]):02}" if hit else "1987-03-01"


def syria(folder: Path) -> Iterator[Original]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.DictReader(lines):
                sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z\"])", row["article_content"] or "")
                paragraphs = tuple(" ".join(sentences[k : k + 2]) for k in range(0, len(sentences), 2))
                hit = re.fullmatch(r"(\d+)/(\d+)/(\d{4})", row["date"] or "")
                if hit and sum(len(p.split()) for p in paragraphs) >= 60:
                    yield Original(
                        row["article_title"] or "", paragraphs, f"{hit[3]}-{int(hit[1]):02}-{int(hit[2]):02}"
                    )


def own_story(number: int) -> Original:
    """A story of invented names and figures, unlike any other number's."""
    dice = Random(f"story {number}")

    def name() -> str:
        return "".join(dice.choice(("ka", "lo", "mi", "ren", "sta", "vor", "tul", "bes")) for _ in range(3)).title()

    town, person, other = name(), name(), name()
    verbs = dice.sample(("warned", "announced", "denied", "promised", "explained", "insisted", "argued", "conceded"), 8)
    things = dice.sample(
        ("bridge", "harvest", "school", "tariff", "ferry", "clinic", "quarry", "market", "election", "pipeline"), 8
    )
    paragraphs = tuple(
        f"{dice.choice((person, other))} {verb} in {town} that the {thing} of {name()} {dice.choice(NEEDS)} "
        f"{dice.randint(11, 999)} {dice.choice(UNITS)}, {dice.choice(JOINTS)} {name()} {dice.choice(WISHES)} "
        f"{dice.randint(2, 90)} {dice.choice(ENDS)}."
        for verb, thing in zip(verbs, things, strict=True)
    )
    day = (date(2021, 1, 1) + timedelta(days=dice.randrange(300))).isoformat()
    return Original(f"{town} {things[0]} {verbs[0]} by {person}", paragraphs, day)


# ---------------------------------------------------------------- what editors do

Edit = Callable[[list[str], Random], list[str]]


def cut(paragraphs: list[str], dice: Random) -> list[str]:
    """Only the beginning, of at least 30 words."""
    least, words = 1, len(paragraphs[0].split())
    while words < 30 and least < len(paragraphs):
        words += len(paragraphs[least].split())
        least += 1
    return paragraphs[: dice.randint(least, max(least, len(paragraphs) - 1))]


def touch(paragraphs: list[str], dice: Random) -> list[str]:
    """Words changed for others, a few dropped, a number here and there corrected."""

    def change(hit: re.Match[str]) -> str:
        word = hit[0]
        if word.isdigit():
            return str(int(word) + dice.randint(1, 9)) if dice.random() < 0.1 else word
        if word.lower() in SWAPS and dice.random() < 0.35:
            return SWAPS[word.lower()]
        return "" if dice.random() < 0.01 else word

    return [re.sub(r"\w+", change, paragraph) for paragraph in paragraphs]


def extend(paragraphs: list[str], dice: Random) -> list[str]:
    """An update: up to four paragraphs more, anywhere."""
    found = list(paragraphs)
    for words in dice.sample(ADDED, dice.randint(1, 4)):
        found.insert(dice.randint(0, len(found)), words)
    return found


def shout(paragraphs: list[str], dice: Random) -> list[str]:
    """Capitals, straight quotes, other white space: the old terminal's copy."""
    return [re.sub(r"[“”]", '"', paragraph).upper() for paragraph in paragraphs]


def drop(paragraphs: list[str], dice: Random) -> list[str]:
    """One paragraph of several left out."""
    gone = dice.randrange(1, len(paragraphs)) if len(paragraphs) > 2 else -1
    return [paragraph for k, paragraph in enumerate(paragraphs) if k != gone]


EDITS: dict[str, Edit] = {"cut": cut, "touch": touch, "extend": extend, "shout": shout, "drop": drop}


def dress(story: Original, paragraphs: Sequence[str], dice: Random, outlet: str) -> tuple[str, str]:
    """Title and text as an outlet prints them: another headline, byline, dateline, credit, and its own foot."""
    words = story.title.split()
    title = " ".join(words if dice.random() < 0.3 else [*words[len(words) // 2 :], "-", *words[: len(words) // 2]])
    head = [title]
    if dice.random() < 0.5:
        head.append(f"By {dice.choice(REPORTERS)}, {outlet}")
    if dice.random() < 0.5:
        head.append(f"Published: {story.day} 09:{dice.randint(10, 59)} | Share | Print")
    first, *rest = paragraphs
    if dice.random() < 0.6:
        first = f"({dice.choice(AGENCIES)}) - {first}"
    foot = (
        [f"The {outlet} newsroom, {dice.randint(2, 99)} Quay Street. All rights reserved."]
        if dice.random() < 0.5
        else []
    )
    return title, "\n\n".join([*head, first, *rest, *foot])


# ---------------------------------------------------------------- making


def make(originals: Sequence[Original], count: int, seed: int = 1, per_story: float = 2.0) -> Iterator[Made]:
    """`count` reports: originals in a shuffled order, each with `per_story` reprints on average, and one report in ten
    that is made to mislead. The same arguments give the same reports; where the originals run out they come again
    with other names and numbers (`again`)."""
    dice = Random(seed)
    order = list(range(len(originals)))
    dice.shuffle(order)
    made = round_ = 0
    while made < count:
        for k in order:
            story = originals[k] if not round_ else again(originals[k], round_)
            for report in reports(story, f"{round_}-{k}", dice, per_story, originals[order[k - 1]]):
                if made == count:
                    return
                made += 1
                yield report
        round_ += 1


def reports(story: Original, name: str, dice: Random, per_story: float, other: Original) -> Iterator[Made]:
    text = "\n\n".join([story.title, *story.paragraphs])
    yield Made(f"{name}-0", "Wire One", story.day, story.title, text, name, "original")
    for number in range(1, 1 + min(int(dice.expovariate(1 / per_story)), 12)):
        yield reprint(story, f"{name}-{number}", name, dice, other)
    if dice.random() < 0.1:
        yield form(f"{name}-f", dice, story.day)
    if dice.random() < 0.1:
        body = "\n\n".join([*own_story(dice.randrange(1 << 30)).paragraphs[:3], BOILERPLATE])
        yield Made(
            f"{name}-b", dice.choice(OUTLETS), story.day, "Notes", f"Notes\n\n{body}", f"{name}-b", "boilerplate"
        )


def reprint(story: Original, name: str, family: str, dice: Random, other: Original) -> Made:
    outlet = dice.choice(OUTLETS)
    paragraphs, done = list(story.paragraphs), []
    for edit in dice.sample(sorted(EDITS), dice.choice((0, 1, 1, 2))):
        paragraphs = EDITS[edit](paragraphs, dice)
        done.append(edit)
    if dice.random() < 0.1 and sum(map(len, paragraphs)) > 2 * len(other.paragraphs[0]):
        paragraphs.append(f"In other news: {other.paragraphs[0]}")
        done.append("merge")
    title, text = dress(story, paragraphs, dice, outlet)
    day = (date.fromisoformat(story.day) + timedelta(days=dice.choice((0, 0, 0, 1, 1, 2)))).isoformat()
    return Made(name, outlet, day, title, text, family, "+".join(done) or "header")


def form(name: str, dice: Random, day: str) -> Made:
    figures = {key: f"{dice.uniform(2, 3000):.2f}" for key in "abfg"} | {
        key: str(dice.randint(20, 900)) for key in "cde"
    }
    place, way = dice.choice(("Oslo", "Lima", "Perth", "Accra")), dice.choice(("higher", "lower"))
    mood = dice.choice(("quiet", "lively", "mixed"))
    text = dice.choice(FORMS).format(
        place=place, way=way, mood=mood, day=date.fromisoformat(day).strftime("%A"), **figures
    )
    return Made(name, "Wire One", day, "Daily report", f"Daily report\n\n{text}", name, "form")


def again(story: Original, round_: int) -> Original:
    """The story with every longer word in another order of letters, so that it is another story of the same shape and
    length: for sizes beyond the number of real stories."""
    dice = Random(round_)
    letters = list("bcdfghjklmnpqrstvwxz")
    dice.shuffle(letters)
    table = str.maketrans("bcdfghjklmnpqrstvwxz", "".join(letters))

    def turn(hit: re.Match[str]) -> str:
        return hit[0].translate(table) if len(hit[0]) > 5 and not hit[0][0].isupper() else hit[0]

    def number(hit: re.Match[str]) -> str:
        return str(int(hit[0]) + round_) if len(hit[0]) < 9 else hit[0]

    paragraphs = tuple(re.sub(r"\d+", number, re.sub(r"\w+", turn, p)) for p in story.paragraphs)
    return story._replace(title=f"{story.title} {round_}", paragraphs=paragraphs)
