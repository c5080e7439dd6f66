"""Chains: for each verb asked about, the sources in order, the nearest voice first."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.frame.chain import Chains, chain_of
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Span
from tests.frame.sentence import gold_of


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline().until("attribution")


def chain(marked: str) -> list[str | None]:
    """Head words of the sources of the span marked "at"."""
    gold = gold_of(marked)
    document: Document = pipeline()(document_of(gold.text, title=""))
    assert document.syntax is not None
    voices = chain_of(document, gold.spans["at"][0])
    assert Chains(document).of(gold.spans["at"][0]) == voices
    return [document.syntax.tokens[v.source.head].text if v.source else None for v in voices]


@pytest.mark.parametrize(("marked", "sources"), [
    ("Rebels [shelled|at] the port.", []),
    ("Dolen said rebels [shelled|at] the port.", ["Dolen"]),
    ("Dolen [accused|at] the rebels of shelling the port.", []),
    ("Dolen accused the rebels of [shelling|at] the port.", ["Dolen"]),
    ("Dolen [accused|at] the rebels of shelling the port, Interpress reported.", ["Interpress"]),
    ("Rebels [shelled|at] the port, the governor said Monday, Interpress reported.", ["governor", "Interpress"]),
    ("Interpress quoted Dolen as saying that the minister had promised to [free|at] the men.",
     ["minister", "Dolen", "Interpress"]),
    ("According to police, a witness said the car [exploded|at].", ["witness", "police"]),
    ("The paper, citing a diplomat, said the talks had [collapsed|at].", ["diplomat", "paper"]),
    ("The strike [killed|at] nine, a doctor said, citing hospital records.", ["records", "doctor"]),
    ("The rebels reportedly [shelled|at] the port.", [None]),
    ("“I believe the war is [over|at],” the general said.", ["general"]),
    ("“We will go,” the general said. “Nobody will [stop|at] us.”", ["general"]),
    ("The general said he was leaving. Rebels [shelled|at] the port.", []),
])  # fmt: skip
def test_order_of_voices(marked: str, sources: list[str | None]) -> None:
    assert chain(marked) == sources


def test_a_document_without_attributions_has_empty_chains() -> None:
    document = pipeline()(document_of("Rebels shelled the port.", title=""))
    assert Chains(document).of(Span(0, 6)) == ()
