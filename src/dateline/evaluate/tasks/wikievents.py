"""Event detection and roles on whole articles: WikiEvents, its KAIROS types mapped to PLOVER where that is sound.

Several gold triggers for one happening are one event here (codebook section 2), so detection is scored by
sentence and type: is a type that the gold names in a sentence found there, and is what is found there named.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.evaluate.score import Result
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Block, Document, Span

MAPPED = {
    "Conflict.Attack": "ASSAULT", "Life.Die": "ASSAULT", "Life.Injure": "ASSAULT", "Conflict.Demonstrate": "PROTEST",
    "Justice.ArrestJailDetain": "COERCE", "Justice.ChargeIndict": "ACCUSE", "Justice.InvestigateCrime": "ACCUSE",
    "Justice.Convict": "SANCTION", "Justice.Sentence": "SANCTION", "Justice.ReleaseParole": "RETREAT",
    "Contact.Contact.Meet": "CONSULT", "Contact.RequestCommand": "REQUEST", "Contact.ThreatenCoerce": "THREATEN",
}  # fmt: skip
PRECISE = frozenset(("ASSAULT", "PROTEST"))
"""Types whose gold is complete enough for what is found beyond it to count as wrong."""
ROLES = {"Attacker": "actors", "Killer": "actors", "Demonstrator": "actors", "Jailer": "actors", "Injurer": "actors",
         "Victim": "recipients", "Target": "recipients", "Detainee": "recipients"}  # fmt: skip


def run(data: Path, limit: int | None) -> Result:
    """Scores the development documents: types by sentence, and heads of actors and recipients of found events."""
    result = Result("wikievents")
    pipeline = Pipeline()
    with (data / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in [*lines][:limit]:
            raw = json.loads(line)
            document = pipeline(by_sentence(raw))
            score(result, raw, document)
            result.cases += 1
            result.close()
    result.keep_recall(*[name for name in result.counts if name not in PRECISE])
    result.notes.append(
        "Best published on the whole task: argument head F1 0.65-0.70 with gold triggers (not checked)."
    )
    return result


def by_sentence(raw: dict[str, Any]) -> Document:
    """The article with one block for each gold sentence, at the offsets that the gold tokens count by."""
    spans = [Span(s[0][0][1], s[0][-1][2]) for s in raw["sentences"] if s[0]]
    text = [" "] * max(span.end for span in spans)
    for sentence in raw["sentences"]:
        for word, start, end in sentence[0]:
            text[start:end] = word[: end - start].ljust(end - start)
    return replace(document_of("".join(text)), blocks=tuple(Block(span) for span in spans), dateline=None)


def plover(kairos: str) -> str | None:
    return next((name for prefix, name in MAPPED.items() if kairos.startswith(prefix)), None)


def score(result: Result, raw: dict[str, Any], document: Document) -> None:
    entities = {m["id"]: m for m in raw["entity_mentions"]}
    spans = [[Span(t[1], t[2]) for t in sentence[0]] for sentence in raw["sentences"]]
    flat = [span for sentence in spans for span in sentence]
    for number, sentence in enumerate(spans):
        if not sentence:
            continue
        whole = Span(sentence[0].start, sentence[-1].end)
        gold = [e for e in raw["event_mentions"] if e["trigger"]["sent_idx"] == number and plover(e["event_type"])]
        found = [s for s in document.statements if s.kind == "event" and whole.overlaps(s.trigger)]
        expected = {str(plover(e["event_type"])) for e in gold}
        types = {s.type for s in found}
        for name in sorted(expected | (types & PRECISE)):
            count = result.count(name)
            count.add([name] if name in expected else [], [name] if name in types else [])
            result.count("all mapped types").add([name] if name in expected else [], [])
            result.count("all mapped types").tp += name in expected and name in types
            result.count("all mapped types").fn -= name in expected and name in types
            if (name in expected) != (name in types):
                words = ", ".join(e["trigger"]["text"] for e in gold if plover(e["event_type"]) == name)
                triggers = ", ".join(s.trigger.text(document.text) for s in found if s.type == name)
                kind = f"{name} {'missed' if name in expected else 'spurious'}"
                result.miss(kind, raw["doc_id"], words, triggers, whole.text(document.text))
        for event in gold:
            for argument in event["arguments"]:
                role = ROLES.get(argument["role"])
                mention = entities.get(argument["entity_id"])
                same = [s for s in found if s.type == plover(event["event_type"])]
                if role and mention and same:
                    where = Span(flat[mention["start"]].start, flat[mention["end"] - 1].end)
                    heads = [m for s in same for m in getattr(s, role)]
                    hit = any(where.overlaps(m.span) or (m.antecedent and where.overlaps(m.antecedent)) for m in heads)
                    count = result.count(role)
                    count.tp += hit
                    count.fn += not hit
                    if not hit:
                        got = ", ".join(m.text for m in heads)
                        result.miss(f"{role} missed", raw["doc_id"], argument["text"], got, whole.text(document.text))
