"""The filter options: what is typed becomes the query, and what can never hold is refused with its cure."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from dateline.cli.filter import OPTIONS, filtered
from dateline.errors import DatelineError
from dateline.store.query import query_of
from dateline.types.view import EVERYTHING, Query

SEEN: list[tuple[str, Query, bool]] = []


def ask(record: str, query: Query, loud: bool = False) -> None:
    """Ask a record."""
    SEEN.append((record, query, loud))


app = typer.Typer()
app.command()(filtered(ask))


def asked(*arguments: str) -> Query:
    SEEN.clear()
    done = CliRunner().invoke(app, ["x.dateline", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert SEEN[0][0] == "x.dateline"
    return SEEN[0][1]


def test_every_option_is_a_field_and_none_asks_for_everything() -> None:
    assert {name for name, _, _ in OPTIONS} == set(Query.__slots__)
    assert asked() == EVERYTHING


def test_all_options_arrive() -> None:
    query = asked(
        "--kind", "event", "--type", "assault", "--type", "leads", "--mode", "aerial", "--actor", "Velia",
        "--country", "Syria", "--country", "irq", "--place", "Orbec", "--since", "2024-02", "--until", "2024-02",
        "--status", "ACTUAL", "--source", "Wire", "--report", "r1", "--episode", "e1", "--text", "bridge",
        "--no-background", "--review", "edited", "--confidence", "0.5", "--limit", "3", "--offset", "2",
    )  # fmt: skip
    assert query == Query(
        ("event",), ("ASSAULT", "leads"), ("aerial",), ("Velia",), ("SYR", "IRQ"), ("Orbec",), "2024-02-01",
        "2024-02-29", ("actual",), ("Wire",), ("r1",), ("e1",), "bridge", False, ("edited",), 0.5, 3, 2,
    )  # fmt: skip
    assert asked("--background").background is True


def test_the_command_keeps_its_own_options_and_its_words() -> None:
    asked("--loud")
    assert SEEN[0][2] is True
    done = CliRunner().invoke(app, ["--help"])
    assert "Ask a record." in done.output and "--until" in done.output


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"type": ["BOMB"]}, "use one of AGREE"),
        ({"status": ["sure"]}, "use one of actual"),
        ({"country": ["Atlantis"]}, "ISO alpha-3"),
        ({"since": "yesterday"}, "write it as"),
        ({"until": "2023-02-29"}, "check month and day"),
        ({"since": "2024-13"}, "check month and day"),
        ({"since": "2024", "until": "2023"}, "exchange the two"),
    ],
)
def test_what_can_never_hold_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        query_of(**given)
