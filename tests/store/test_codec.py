from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.store.codec import decode, encode
from dateline.types import Block, Document, Loss, Report, Span
from dateline.types.reading import Reading
from tests.write.memory import record

ANY = st.text(st.characters(), max_size=40)


def test_every_reading_survives() -> None:
    for reading in record().readings():
        assert decode(Reading, encode(reading)) == reading


@given(ANY, ANY)
def test_any_text_survives_lone_surrogates_too(text: str, title: str) -> None:
    report = Report("r", "0" * 64, title)
    document = Document(report, text, (Block(Span(0, len(text))),), losses=(Loss("read", title),))
    assert decode(Document, encode(document)) == document
