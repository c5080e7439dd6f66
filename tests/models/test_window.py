"""Windows: every word once, whole sentences where they fit, the shapes of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.models.window import FIRST, LONGEST, PIECES, SHAPES, cut, shape_of

ENDS = (101, 102)


def pieces(word: str) -> list[int]:
    """A subword for every letter."""
    return [ord(letter) for letter in word]


def test_shapes_tell_what_capitals_tell() -> None:
    told = [SHAPES[shape_of(word)] for word in ("troops", "Mali", "FSB", "A", "al-Nusra", "2024", "B52", ",")]
    assert told == ["lower", "title", "upper", "letter", "mixed", "digit", "upper", "mark"]


def test_a_window_holds_its_words_subwords_between_the_ends() -> None:
    (window,) = cut(["Rebels", "fled", "."], [(0, 3)], pieces, ENDS)
    assert (window.first, window.last) == (0, 3)
    assert window.ids == [101, *map(ord, "Rebelsfled."), 102]
    assert window.starts == [1, 7, 11, 12]
    assert window.shapes[1] == SHAPES.index("title") + FIRST and window.shapes[7] == SHAPES.index("lower")


def test_a_long_word_keeps_its_first_pieces() -> None:
    (window,) = cut(["x" * 400], [(0, 1)], pieces, ENDS)
    assert len(window.ids) == PIECES + 2


@given(st.lists(st.lists(st.text("ab", min_size=1, max_size=20), min_size=1, max_size=120), min_size=1, max_size=8))
def test_every_word_is_in_one_window_in_order(sentences: list[list[str]]) -> None:
    words = [word for sentence in sentences for word in sentence]
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence)
    windows = list(cut(words, spans, pieces, ENDS))
    assert [k for window in windows for k in range(window.first, window.last)] == list(range(len(words)))
    assert all(len(window.ids) == len(window.shapes) <= LONGEST for window in windows)
    assert all(len(window.starts) == window.last - window.first + 1 for window in windows)
