"""Attribution in political news (PolNeAR): who is said to have said what, and with which word.

PolNeAR also counts attitudes towards a thing ("backed the plan"); dateline's own output counts speech and thought
only, so the stage is asked here for attitudes too, and the figures for speech alone stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

from dateline.evaluate.score import Result
from dateline.evaluate.voice import PARTS, Gold, score, score_speech
from dateline.frame.attribution import AttributionStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Span, Voice


def run(data: Path, limit: int | None) -> Result:
    """F1 of sources, cues, contents and whole attributions on the development part."""
    result = Result("polnear")
    pipeline = Pipeline().until("attribution").without("attribution")
    stage, plain = AttributionStage(attitudes=True), AttributionStage()
    spent, words = 0.0, 0
    for name, text, gold in annotated(data / "dev", limit):
        document = pipeline(document_of(text, title=""))
        begun = process_time()
        speech = flat(plain(document))
        spent, words = spent + process_time() - begun, words + len(text.split())
        document = replace(document, attributions=flat(stage(document)))
        score(name, document, gold, result)
        score_speech(document, speech, gold, result)
        result.cases += len(gold)
        result.close()
    result.figures["ms per 400 words"] = 400_000 * spent / max(words, 1)
    result.notes.append("published content scores on a corpus of this kind (PARC3) are about 0.75 exact F1")
    return result


def annotated(part: Path, limit: int | None) -> Iterator[tuple[str, str, list[Gold]]]:
    """Name, text and attributions of each text; of two annotators the first by name is kept."""
    files: dict[str, Path] = {}
    for path in sorted((part / "attributions").glob("*.ann")):
        files.setdefault(path.name.rsplit("_", 1)[0], path)
    for name in sorted(files)[:limit]:
        text = (part / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield name, text, read_gold(files[name])


def read_gold(path: Path) -> list[Gold]:
    """The attributions of one brat file; events that name a missing annotation keep what they have."""
    spans: dict[str, list[Span]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            pieces = rest.split("\t")[0].partition(" ")[2].split(";")
            spans[key] = [Span(*map(int, piece.split())) for piece in pieces if piece]
        elif key.startswith("E"):
            parts: dict[str, list[Span]] = {part: [] for part in PARTS}
            for argument in rest.split()[1:]:
                role, _, target = argument.partition(":")
                parts.get(re.sub(r"\d+$", "", role).lower(), []).extend(spans.get(target, []))
            found.append(Gold(*(tuple(sorted(parts[part])) for part in PARTS)))
    return [gold for gold in found if gold.content]


def flat(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """The voices of the reporter's own words: PolNeAR's contents never hold another cue, so whoever is cited in
    what another says is left out."""
    return tuple(
        v for v in voices if not any(c.covers(v.cue) for other in voices if other is not v for c in other.content)
    )
