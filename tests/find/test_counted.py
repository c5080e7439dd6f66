"""What counts somebody belongs to the mention. `[words]` is the whole mention, `word` the head that it must have."""

from __future__ import annotations

import pytest

import dateline
from dateline.read.text import document_of

SENTENCES = [
    ("[Dozens of protesters] marched to the palace.", "protesters"),
    ("Police arrested a [group of hooded men].", "men"),
    ("[Tens of thousands of Kurds] fled to the hills.", "Kurds"),
    ("A [large number of soldiers] deserted.", "soldiers"),
    ("Troops killed [three of the kidnappers] at dawn.", "kidnappers"),
    ("[Some 300 Iraqi troops] entered the town.", None),
]


@pytest.mark.parametrize(("marked", "head"), SENTENCES)
def test_the_mention_holds_what_counts_it(marked: str, head: str | None) -> None:
    words = marked[marked.index("[") + 1 : marked.index("]")]
    document = dateline.Pipeline()(document_of(marked.replace("[", "").replace("]", ""), published="2024-05-16"))
    assert document.syntax is not None
    found = {m.text: document.syntax.tokens[m.head].text for m in document.mentions}
    assert found.get(words) == head


def test_a_member_leaves_the_name_of_the_body_alone() -> None:
    document = dateline.Pipeline()(document_of("Ana Ruiz is a member of Hamas.", published="2024-05-16"))
    assert "Hamas" in {m.text for m in document.mentions}
