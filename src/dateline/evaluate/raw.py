"""The raw texts that train/annotations points into: one loader for each set, so that offsets mean the same everywhere.

Offsets count code points of `Raw.text`. Sets that come as tokens are joined by `join` below, one sentence a line; all
others are taken as their file holds them.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import DatelineError
from dateline.evaluate.tasks.cameo import is_dev, read_classes
from dateline.read.text import document_of
from dateline.types import Document


class Raw(NamedTuple):
    """A text with its name in the set, and what the set says of its date ("" where it says nothing)."""

    id: str
    text: str
    published: str = ""
    title: str = ""

    def document(self) -> Document:
        """The text as a document. Only its own lines are its title: what the set says beside is not in the text."""
        return document_of(self.text, title="", published=self.published or None)


NO_SPACE_BEFORE = re.compile(r" (?=(?:[,.;:?!%)\]}”’…]+|''|'(?:s|re|ve|ll|d|m|S|RE)?|n't|N'T)(?: |\n|$))")
NO_SPACE_AFTER = re.compile(r"(?<=[(\[{“‘$£€]) ")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
OPENING_DATE = re.compile(rf"\b(?:\d\d? {MONTH}|{MONTH} \d\d?),? 20\d\d\b")
MARKS = (("``", "“"), ("''", "”"), ("-LRB-", "("), ("-RRB-", ")"), ("&amp;", "&"))


def join(words: Iterable[str]) -> str:
    """Tokens as a line of text: punctuation closed up, the quotation marks of treebanks as typographic ones."""
    line = " ".join(words)
    for mark, written in MARKS:
        line = line.replace(mark, written)
    line = re.sub(r"(^|[ (“])\" ([^\"]*?) \"", r'\1"\2"', line)
    return NO_SPACE_AFTER.sub("", NO_SPACE_BEFORE.sub("", line))


def fakes_syria(folder: Path) -> Iterator[Raw]:
    """The article_content of FA-KES by unit_id. The date is the one that opens the text, else the file's, which is
    near the publication's."""
    with (folder / "FA-KES-Dataset.csv").open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            month, day, year = row["date"].split("/")
            opening = OPENING_DATE.search(row["article_content"][:100])
            date = opening[0] if opening else f"{year}-{int(month):02}-{int(day):02}"
            yield Raw(row["unit_id"], row["article_content"], date, row["article_title"])


def reuters21578(folder: Path) -> Iterator[Raw]:
    for path in sorted((folder / "data/full").glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            if row.get("body"):
                yield Raw(row["id"], row["body"], row["date"][:11].strip(), row.get("title") or "")


def news_clusters(folder: Path) -> Iterator[Raw]:
    for path in sorted((folder / "data").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        yield Raw(path.stem, row["text"], (row.get("date_publish") or "")[:10], row.get("title") or "")


def event_location(folder: Path) -> Iterator[Raw]:
    """Single sentences of news agencies, by the place of their first row in the file."""
    seen: set[str] = set()
    with zipfile.ZipFile(folder / "labeled_text.jsonl.zip") as archive:
        rows = json.loads(archive.read("labeled_text.jsonl"))
    for number, row in enumerate(rows):
        if row["text"] not in seen:
            seen.add(row["text"])
            yield Raw(f"row-{number}", row["text"])


def conllpp(folder: Path) -> Iterator[Raw]:
    """The stories of conllpp_train.txt by number; the date is that of their dateline."""
    stories = (folder / "conllpp_train.txt").read_text("utf-8").split("-DOCSTART-")[1:]
    for number, story in enumerate(stories):
        rows = [[line.split(" ")[0] for line in part.splitlines()] for part in story.split("\n\n")[1:]]
        text = "\n".join(join(words) for words in rows if words)
        date = re.search(r"\b1996-\d\d-\d\d\b", text[:400])
        yield Raw(f"train-{number}", text, date[0] if date else "")


def ecbplus(folder: Path) -> Iterator[Raw]:
    for path in sorted((folder / "ECB+").glob("*/*.xml")):
        lines: dict[str, list[str]] = {}
        for token in ET.parse(path).getroot().iter("token"):
            lines.setdefault(token.get("sentence", ""), []).append(token.text or "")
        yield Raw(path.stem, "\n".join(join(words) for words in lines.values()))


def lgl(folder: Path) -> Iterator[Raw]:
    for article in ET.parse(folder / "lgl.xml").getroot().findall("article"):
        date = article.findtext("dltime", "")[:10]
        yield Raw(article.get("docid", ""), article.findtext("text", ""), date, article.findtext("title", ""))


def geowebnews(folder: Path) -> Iterator[Raw]:
    for article in ET.parse(folder / "GWN.xml").getroot().findall("article"):
        date = re.search(r"/(20\d\d)/(\d\d?)/(\d\d?)/", article.findtext("link", ""))
        written = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
        yield Raw(article.get("file", ""), article.findtext("text", ""), written, article.findtext("title", ""))


def gvdb(folder: Path) -> Iterator[Raw]:
    with (folder / "dev.json").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Raw(row["doc_key"], "\n".join(map(join, row["full_text"])), row.get("date") or "")


def casie(folder: Path) -> Iterator[Raw]:
    for path in sorted((folder / "annotation").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        date = str(row["info"].get("date") or "").replace("_", "-")
        yield Raw(path.stem, row["content"], date, row["info"].get("title") or "")


def causal_news(folder: Path) -> Iterator[Raw]:
    """Single sentences on protests, by their index in the training file of subtask 1."""
    with (folder / "V2/train_subtask1.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Raw(row["index"], join(row["text"].split()))


def re3d(folder: Path) -> Iterator[Raw]:
    """Press releases of two ministries and a command; the encyclopaedia's articles are left out."""
    for part in ("CENTCOM", "UK_Government"):
        with (folder / part / "documents.json").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Raw(row["_id"], row["text"], "", row.get("title") or "")


def polnear(folder: Path) -> Iterator[Raw]:
    """The articles of its training part, by file name."""
    for path in sorted((folder / "train/text").glob("*.txt")):
        yield Raw(path.stem, path.read_bytes().decode("utf-8"))


def wikievents(folder: Path) -> Iterator[Raw]:
    """The articles of its training part."""
    for row in wikievents_rows(folder):
        yield Raw(row["docid"], join(row["tokens"]))


def wikievents_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The annotated articles of its training part: some lines are JSON in a JSON string."""
    for line in (folder / "wiki-train-human.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield json.loads(row) if isinstance(row, str) else row


def muc(folder: Path) -> Iterator[Raw]:
    """The reports of its training part, all in capitals."""
    for line in (folder / "raw/doc_train").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Raw(row["docid"], row["text"])


def cameo(folder: Path) -> Iterator[Raw]:
    """Single sentences with a class, by their place in the file; not those that are for development."""
    for number, (text, _) in enumerate(read_classes(folder / "class_train.tsv")):
        if not is_dev(text):
            yield Raw(f"class-{number}", text)


SETS: dict[str, tuple[str, Callable[[Path], Iterator[Raw]]]] = {
    "fakes_syria": ("fakes_syria", fakes_syria),
    "reuters21578": ("reuters21578", reuters21578),
    "news_clusters": ("news_clusters", news_clusters),
    "event_location": ("event_location", event_location),
    "conllpp": ("conllpp", conllpp),
    "ecbplus": ("ecbplus", ecbplus),
    "lgl": ("geoparsing", lgl),
    "geowebnews": ("geoparsing", geowebnews),
    "gvdb": ("gvdb", gvdb),
    "casie": ("casie", casie),
    "causal_news": ("causal_news", causal_news),
    "re3d": ("re3d", re3d),
    "polnear": ("polnear", polnear),
    "wikievents": ("wikievents", wikievents),
    "muc": ("muc", muc),
    "cameo": ("cameo", cameo),
}
"""Set -> its folder below the folder of all data, and its loader."""


@lru_cache(maxsize=len(SETS))
def load_set(data: Path, name: str) -> dict[str, Raw]:
    """All texts of a set by id. Raises DatelineError when the set is unknown or not there."""
    if name not in SETS:
        raise DatelineError(f"no raw set is called {name!r}", cure=f"use one of {', '.join(SETS)}")
    folder, loader = SETS[name]
    try:
        texts: dict[str, Raw] = {}
        for raw in loader(data / folder):
            texts.setdefault(raw.id, raw)
        return texts
    except FileNotFoundError as error:
        cure = f"give the folder that holds {folder}/"
        raise DatelineError(f"the texts of {name} are not there", where=str(error.filename), cure=cure) from error


def find_raw(data: Path, name: str, ids: Sequence[str]) -> list[Raw]:
    """The texts of these ids. Raises DatelineError at the first that the set does not hold."""
    texts = load_set(data, name)
    for one in ids:
        if one not in texts:
            raise DatelineError(f"{name} holds no text {one!r}", where=str(data), cure="use the same copy of the data")
    return [texts[one] for one in ids]
