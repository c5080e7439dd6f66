from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.write.mark import PARTS, Mark, marks_of, segments
from tests.write.build import agency

MARKS = st.lists(
    st.builds(
        lambda start, length, statement, part: Mark(start, start + length, statement, part),
        st.integers(0, 30), st.integers(1, 12), st.integers(1, 3), st.sampled_from(PARTS),
    )
)  # fmt: skip


@given(MARKS, st.integers(0, 20), st.integers(1, 25))
def test_segments_tile_the_text_and_carry_every_mark(marks: list[Mark], start: int, length: int) -> None:
    end = start + length
    pieces = list(segments(marks, start, end))
    assert [piece.start for piece in pieces] == [start, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == end
    for piece in pieces:
        assert set(piece.marks) == {m for m in marks if m.start < piece.end and piece.start < m.end}
        assert all(m.start <= piece.start and piece.end <= m.end for m in piece.marks)


def test_an_antecedent_lights_up_with_the_word_that_refers_to_it() -> None:
    document = agency()
    words = [document.text[m.start : m.end] for m in marks_of(document.statements[1]) if m.part == "who"]
    assert words == ["It", "Velish army"]
