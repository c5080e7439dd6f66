from __future__ import annotations

import io
import re

import pytest

from dateline.types import Document
from dateline.write.table import TableWriter, wrap
from tests.write.build import agency, everything, hostile, short


class Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True


def shown(documents: list[Document], out: io.BytesIO | None = None) -> str:
    out = out or io.BytesIO()
    TableWriter().write(documents, out)
    return out.getvalue().decode()


def test_says_who_to_whom_where_when_how_many_and_through_whom() -> None:
    words = " ".join(shown([agency()]).split())
    assert "1 ASSAULT heavy-weapons, targeted · ongoing · background · 0.81" in words
    assert "Velish army (VLS MIL GOV); The Velish army (VLS MIL GOV) → the village of Orbec (VLS)" in words
    assert "where Orbec (VLS, city)" in words
    assert "when 2024-05-14 (Tuesday)" in words
    assert "number killed at least 40 growing" in words
    assert "a militia spokesman (claims-responsibility), through Norlandic news agencies" in words
    assert "RETREAT · possible · content of 3" in words


def test_losses_are_listed() -> None:
    words = " ".join(shown([agency()]).split())
    assert "Not read: syntax: a block of 9000 characters was not parsed" in words
    assert "read: no date" in words


def test_signs_stand_under_the_evidence() -> None:
    lines = shown([short("[[Rebels|army] [hit|t1] [a 桥|whom] today.|s1]")]).splitlines()
    at = next(k for k, line in enumerate(lines) if "today" in line)
    assert lines[at + 1] == "    ------ === ----"


def test_a_terminal_gets_styles_and_a_file_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1;4mshelled" in shown([agency()], Terminal())
    assert "\x1b" not in shown([agency()])
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in shown([agency()], Terminal())


@pytest.mark.parametrize("document", everything())
def test_lines_fit_eighty_columns(document: Document) -> None:
    from rich.cells import cell_len

    for line in shown([document]).splitlines():
        assert cell_len(line) <= 80


def test_no_control_or_bidi_character_reaches_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for out in (io.BytesIO(), Terminal()):
        words = re.sub(r"\x1b\[[\d;]*m", "", shown(hostile(), out))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", words)


def test_markup_in_a_report_is_shown_as_it_is() -> None:
    assert "[bold red]loud[/]" in shown([hostile()[3]])


@pytest.mark.parametrize(
    "words", ["", "a", "a b", "aaaaaaaaaaaa", "aa bb cc dd ee", "桥桥桥桥桥 桥", "    ", "aaaaa bbbbb c"]
)
def test_wrapping_keeps_every_word(words: str) -> None:
    from rich.cells import cell_len

    lines = [words[start:end] for start, end in wrap(words, 5)]
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(cell_len(line) <= 5 for line in lines)
