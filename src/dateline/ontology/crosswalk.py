"""From PLOVER to the codes of other event data, and between codes of countries; the tables stand in data/*.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.ontology.lexicon import load_data


@dataclass(frozen=True, slots=True)
class Acled:
    """ACLED's names; None where PLOVER does not say enough."""

    disorder: str
    event: str | None = None
    sub_event: str | None = None


@lru_cache(maxsize=1)
def iso3166() -> Mapping[str, tuple[str, int | None]]:
    """Alpha-3 -> alpha-2 and number."""
    return {code: (row[0], row[1]) for code, row in load_data("iso3166").items()}


def alpha2(code: str | None) -> str | None:
    """Lower-case alpha-2 of a country's alpha-3; None where there is none."""
    row = iso3166().get(code or "")
    return row[0].lower() if row else None


def country_number(code: str | None) -> int | None:
    row = iso3166().get(code or "")
    return row[1] if row else None


def cameo_code(type_: str, modes: Collection[str], *, demand: bool = False) -> str | None:
    """The CAMEO event code; that of the type where its modes have different ones."""
    row = load_data("cameo_codes")["types"].get(type_)
    if row is None:
        return None
    found = {row.get("modes", {}).get(mode) for mode in modes} - {None}
    code: str = found.pop() if len(found) == 1 else row["code"]
    return str(row["demands"].get(code, code)) if demand and "demands" in row else code


def is_demand(trigger: str) -> bool:
    """Whether a word of REQUEST is a demand rather than an appeal, by the lemmas that cameo.yaml lists."""
    return trigger.casefold().startswith(tuple(load_data("cameo")["demands"]))


@lru_cache(maxsize=64)
def class_of(type_: str, demand: bool = False) -> str:
    """The class that sentence-level benchmarks have for an event type, by its CAMEO root code; "" for a type that the
    crosswalk does not have."""
    data = load_data("cameo")
    root = data["demand"] if demand else data["roots"].get(type_)
    return next((str(name) for name, roots in data["classes"].items() if root in roots), "")


def quad_of(code: str) -> int | None:
    """GDELT's QuadClass of a CAMEO code."""
    quads = load_data("cameo_codes")["quads"].items()
    return next((number for number, (low, high) in quads if low <= code[:2] <= high), None)


def cameo_sector(role: str) -> str | None:
    sector: str | None = load_data("cameo_codes")["sectors"].get(role)
    return sector


def party(roles: Collection[str], table: str) -> str | None:
    """The class of an actor in a crosswalk ("acled", "ucdp") by its roles; None where they name none or two."""
    found = {name for name, codes in load_data(table)["parties"].items() if not set(codes).isdisjoint(roles)}
    return found.pop() if len(found) == 1 else None


def acled_of(type_: str, modes: Collection[str], actor: str | None, recipient: str | None) -> Acled | None:
    """What ACLED calls it; `actor` and `recipient` are classes of `party`. None: it has no counterpart there."""
    data = load_data("acled")
    for rule in data["rules"]:
        if holds(rule, type_, set(modes), actor, recipient):
            name = rule.get("sub_event")
            event, disorder = data["sub_events"].get(name, (None, rule.get("disorder")))
            return Acled(disorder, event, name)
    return None


def holds(rule: Mapping[str, Any], type_: str, modes: set[str], actor: str | None, recipient: str | None) -> bool:
    return (
        rule["type"] == type_
        and ("modes" not in rule or not modes.isdisjoint(rule["modes"]))
        and ("only" not in rule or modes == set(rule["only"]))
        and rule.get("actor") in (None, actor)
        and rule.get("recipient") in (None, recipient)
    )


def ucdp_violence(sides: tuple[str | None, str | None], *, other_country: bool) -> int | None:
    """UCDP's type_of_violence of two classes of `party`."""
    for rule in load_data("ucdp")["violence"]:
        same = sorted(rule["sides"]) == sorted(side or "" for side in sides)
        if same and (other_country or rule.get("countries") != "two"):
            return int(rule["code"])
    return None


def ucdp_date_precision(days: int) -> int | None:
    """UCDP's date_prec of an interval of so many days."""
    return next((code for most, code in load_data("ucdp")["date_prec"] if days <= most), None)
