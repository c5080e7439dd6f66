"""Short forms and the long forms they stand for: "Free Syrian Army (FSA)", "the FSA (Free Syrian Army)"."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.types import Mention

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "al", "to", "&", "a"})


def is_short_form(word: str) -> bool:
    """Whether a word is written as an acronym: two to ten letters or digits, more capitals than not."""
    letters = word.replace(".", "").replace("-", "").replace("&", "")
    return 2 <= len(letters) <= 10 and letters.isalnum() and sum(c.isupper() for c in letters) * 2 > len(letters)


def initials(name: str) -> set[str]:
    """The acronyms that a name's initials give, with and without its small words."""
    parts = [p for p in name.replace("-", " ").split() if p[:1].isalnum()]
    every = "".join(p[0] for p in parts).upper()
    main = "".join(p[0] for p in parts if p.lower() not in SMALL).upper()
    return {every, main} if len(main) > 1 else set()


def pair_acronyms(text: str, mentions: Iterable[Mention]) -> dict[str, Mention]:
    """Long-form mention by short form; `text` is in ordinary casing. A pair in brackets counts whatever its letters;
    without brackets the initials must spell the short form and the long form must come before it."""
    pairs: dict[str, Mention] = {}
    spelled: dict[str, Mention] = {}
    longs: list[Mention] = []
    for mention in mentions:
        if mention.form == "pronoun":
            continue
        if mention.form == "name" and is_short_form(text[mention.start : mention.end]):
            key = mention.text.replace(".", "")
            host = bracket_host(text, mention, longs)
            if host is not None and may_stand_for(mention, host):
                pairs.setdefault(key, host)
            elif key in spelled and mention.kind in ("organisation", spelled[key].kind):
                pairs.setdefault(key, spelled[key])
        elif mention.kind in ("organisation", "group", "country", "place"):
            if mention.form == "name":
                for key in initials(mention.text):
                    spelled.setdefault(key, mention)
            host = bracket_host(text, mention, longs)
            if host is not None and is_short_form(text[host.start : host.end]):
                pairs.setdefault(host.text.replace(".", ""), mention)
        longs = [*longs[-4:], mention]
    return pairs


def bracket_host(text: str, mention: Mention, before: list[Mention]) -> Mention | None:
    """The mention that stands before the bracket in which this mention stands alone. When several end there
    ("head of the security service (X)"), the shortest is meant."""
    if text[mention.start - 1 : mention.start] != "(" or text[mention.end : mention.end + 1] not in (")", ",", ";"):
        return None
    end = len(text[: mention.start - 1].rstrip())
    inside = [m for m in before if m.start < end and (m.end == end or m.end == mention.end + 1)]
    fitting = [m for m in inside if m.kind in ("organisation", "group", "place", "country")]
    return max(fitting, key=lambda m: m.start, default=None)


def may_stand_for(short: Mention, long: Mention) -> bool:
    """Bracketed countries and parties after a person's or place's name are no short forms of it."""
    if short.kind in ("country", "place") and long.kind in ("country", "place"):
        return short.text.replace(".", "") in initials(long.text)
    return long.form != "pronoun" and len(long.text) > len(short.text)
