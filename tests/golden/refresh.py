"""Writes the golden files anew: `python -m tests.golden.refresh`. Read the difference before you commit it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import dateline
from dateline.types import Document, Figure, Mention, Place, Statement, Time, Voice

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"


def reports() -> list[Path]:
    """The example reports, by name."""
    return sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html"))


def golden_file(report: Path) -> Path:
    return HERE / f"{report.stem}.jsonl"


def lines_of(document: Document) -> list[str]:
    """One line a statement, in document order; what is absent is left out."""
    return [json.dumps(row(statement, document), ensure_ascii=False) for statement in document.statements]


def row(statement: Statement, document: Document) -> dict[str, Any]:
    """What a reviewer judges. Offsets, ids and confidence are left out: they change without a change of meaning."""
    trigger = {s.id: f"{s.type} {s.trigger.text(document.text)}" for s in document.statements}
    full = {
        "kind": statement.kind, "type": statement.type, "modes": list(statement.modes),
        "trigger": statement.trigger.text(document.text),
        "actors": [who(m, document) for m in statement.actors],
        "recipients": [who(m, document) for m in statement.recipients],
        "place": where(statement.place), "time": when(statement.time),
        "figures": [how_many(figure) for figure in statement.figures],
        "chain": " > ".join(voice(v, document) for v in statement.attribution),
        "status": statement.status, "aspect": statement.aspect, "background": statement.background,
        "about": trigger.get(statement.about or ""),
    }  # fmt: skip
    return {key: value for key, value in full.items() if value not in (None, "", [], False)}


def who(mention: Mention, document: Document) -> str:
    """The words, behind "=" what a pronoun or description refers back to, in brackets country and roles."""
    back = f" = {mention.antecedent.text(document.text)}" if mention.antecedent else ""
    known = mention.entity
    codes = " ".join(filter(None, (known.country, *known.roles))) if known else ""
    return f"{mention.text}{back}" + (f" [{codes}]" if codes else "")


def where(place: Place | None) -> str | None:
    if place is None:
        return None
    known = ", ".join(filter(None, (place.name if place.name != place.text else None, place.country, place.precision)))
    return f"{place.text} ({known or 'unresolved'})"


def when(time: Time | None) -> str | None:
    """One day, or first and last; an open end is "..."."""
    if time is None:
        return None
    if time.start == time.end:
        return time.start or "vague"
    return f"{time.start or '...'} to {time.end or '...'}"


def how_many(figure: Figure) -> str:
    low, high = (f"{n:g}" if n is not None and n < 1e6 else n and f"{n:,.0f}" for n in (figure.low, figure.high))
    number = low if low == high else "-".join(filter(None, (low, high)))  # a hedge says which bound is missing
    return " ".join(filter(None, (figure.role, figure.hedge, number, figure.unit, figure.trend)))


def voice(one: Voice, document: Document) -> str:
    return f"{who(one.source, document) if one.source else '?'} ({one.stance})"


def main() -> None:
    for report in reports():
        lines = lines_of(dateline.read(report))
        golden_file(report).write_text("".join(f"{line}\n" for line in lines), "utf-8")
        print(f"{golden_file(report).name}: {len(lines)} statements")


if __name__ == "__main__":
    main()
