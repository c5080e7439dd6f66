"""Bytes to text: what decides, and that every word leads back to its bytes."""

from __future__ import annotations

import pytest

from dateline.read.encoding import decode
from dateline.read.failure import Failure
from tests.read.delivered import BODY, assert_mapped, fail_one, kinds, read_all, read_one

STORY = f"{BODY}\nThe minister, Željko Müller, called it “a crime” – and left for Besançon."
LATIN = STORY.replace("Ž", "Z")
RUSSIAN = "Министр заявил в четверг, что переговоры в столице будут продолжены на следующей неделе. " * 4


@pytest.mark.parametrize(
    ("codec", "mark", "declared", "name", "decided"),
    [
        ("utf-8", b"", None, "utf-8", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", None, "utf-8", "bom"),
        ("utf-8", b"", "UTF-8", "utf-8", "declared"),
        ("utf-8", b"", "iso-8859-1; q", "utf-8", "utf-8"),
        ("utf-16-le", b"\xff\xfe", None, "utf-16-le", "bom"),
        ("utf-16-be", b"\xfe\xff", None, "utf-16-be", "bom"),
        ("utf-32-le", b"\xff\xfe\x00\x00", None, "utf-32-le", "bom"),
        ("utf-16-le", b"", None, "utf-16-le", "detected"),
        ("cp1250", b"", "windows-1250", "cp1250", "declared"),
        ("cp1252", b"", None, "cp1252", "detected"),
        ("cp1252", b"", "utf-8", "cp1252", "detected"),
    ],
)
def test_decision_and_map(codec: str, mark: bytes, declared: str | None, name: str, decided: str) -> None:
    data = mark + STORY.encode(codec)
    document = read_one(data, charset=declared)
    encoding = document.report.encoding
    assert (encoding.name, encoding.decided_by, encoding.replaced) == (name, decided, 0)
    assert document.text == STORY
    assert_mapped(document, data)


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "iso8859_5", "utf-8"])
def test_cyrillic_is_told_apart(codec: str) -> None:
    text, encoding, _ = decode(RUSSIAN.encode(codec))
    assert text == RUSSIAN
    assert encoding.replaced == 0


def test_broken_utf8_is_replaced_counted_and_mapped() -> None:
    data = STORY.encode().replace(b"forty", b"for\xfftyy") + b"\xe2\x80"
    document = read_one(data)
    assert document.report.encoding.replaced == 3
    assert document.text.count("\ufffd") == 2
    clean = [word for word in document.text.split() if "\ufffd" not in word]
    assert "Besançon." not in clean and "crime”" in clean
    at = document.text.index("rebels")
    from dateline.types import Span

    assert data[slice(*document.bytes_of(Span(at, at + 6)) or (0, 0))] == b"rebels"


def test_language_that_is_not_read_fails_in_any_encoding() -> None:
    for codec in ("utf-8", "cp1251", "koi8_r"):
        assert "Russian" in fail_one(RUSSIAN.encode(codec)).what


def test_declared_language_is_kept_but_checked() -> None:
    assert read_one(BODY.encode(), language="en-GB").report.language == "en-GB"
    wrong = read_one(BODY.encode(), language="fr")
    assert wrong.report.language == "en"
    assert "declared as 'fr'" in wrong.losses[0].reason


def test_french_report_fails_with_a_cure() -> None:
    words = (
        "Le ministre a déclaré jeudi que les pourparlers reprendraient la semaine prochaine dans la capitale du pays."
    )
    failure = fail_one(words.encode(), "nouvelle.txt")
    assert str(failure).startswith("nouvelle.txt: is in French (fr)")


def test_few_words_are_taken_as_english() -> None:
    assert isinstance(read_all(b"Rebels hold Gao")[0], object)
    assert read_one(b"Rebels hold Gao").report.language == "en"
    assert kinds(read_one(b"Rebels hold Gao")) == [("paragraph", "Rebels hold Gao")]
    assert not isinstance(read_all(b"Ceasefire in Mali")[0], Failure)
