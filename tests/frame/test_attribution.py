"""Attributions, with the gold written into the sentence: "[Dolen|source] [said|cue] [the war was over|content]." """

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Voice
from tests.frame.sentence import gold_of, read


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline().until("attribution")


def attributed(text: str) -> Document:
    return pipeline()(document_of(text, title="", published="2024-05-16"))


def check(marked: str) -> Voice:
    """One voice has the marked cue, a source whose head is marked, and the words of the marked contents."""
    gold = gold_of(marked)
    document = attributed(gold.text)
    (cue,) = gold.spans["cue"]
    told = [(v.cue.text(gold.text), [c.text(gold.text) for c in v.content]) for v in document.attributions]
    hits = [v for v in document.attributions if v.cue.overlaps(cue)]
    assert len(hits) == 1, f"expected one voice at {cue.text(gold.text)!r}, found {told}"
    (voice,) = hits
    if "source" in gold.spans:
        assert voice.source is not None and document.syntax is not None, f"no source in: {gold.text}"
        head = document.syntax.tokens[voice.source.head]
        assert any(s.start <= head.start < s.end for s in gold.spans["source"]), f"source {voice.source.text!r}"
    else:
        assert voice.source is None and not voice.named
    expected = [s.text(gold.text).strip(" ,.\"“”'") for s in gold.spans["content"]]
    assert [c.text(gold.text).strip(" ,.\"“”'") for c in voice.content] == expected, told
    return voice


@pytest.mark.parametrize(("marked", "stance"), [
    ("[Dolen|source] [said|cue] [that the bridge had fallen|content].", "asserts"),
    ("[The bridge had fallen|content], [Dolen|source] [said|cue].", "asserts"),
    ("[The bridge had fallen|content], [said|cue] [Dolen|source].", "asserts"),
    ("“[The bridge is gone,|content]” [the mayor|source] [said|cue]. “[We cannot cross. Who can?|content]”", "asserts"),
    ("“[Who burned it?|content]” [the mayor|source] [asked|cue].", "asks"),
    ("[According to|cue] [two residents|source], [soldiers burned the market|content].", "asserts"),
    ("[Soldiers burned the market|content], [according to|cue] [two residents|source].", "asserts"),
    ("[Dolen|source] [told|cue] reporters [that he would resign|content].", "asserts"),
    ("[The army|content], [he|source] [admitted|cue], [had shelled the village|content].", "asserts"),
    ("[The army|source] [accused|cue] the rebels of [shelling a hospital|content].", "alleges"),
    ("[The group|source] [denied|cue] [any role in the bombing|content].", "denies"),
    ("[Police|source] [warned|cue] [that more attacks would follow|content].", "warns"),
    ("[The bank|source] [predicted|cue] [that prices would fall|content].", "predicts"),
    ("[Dolen|source] [believes|cue] [the war is over|content].", "believes"),
    ("[The envoy|source] [urged|cue] both sides [to end the fighting|content].", "asks"),
    ("[The envoy|source] [called|cue] on both sides [to end the fighting|content].", "asks"),
    ("[The envoy|source] [called|cue] on fighters in the northern hills [to unite|content].", "asks"),
    ("[The president|source] [vowed|cue] [to crush the uprising|content].", "promises"),
    ("[The Dawn Brigade|source] [claimed|cue] responsibility for [the attack|content].", "claims-responsibility"),
    ("[The bombing|content], for which [the Dawn Brigade|source] [claimed|cue] responsibility, killed four.",
     "claims-responsibility"),
    ("It was [reported|cue] [that the mayor had fled|content].", "asserts"),
    ("[The minister|source]'s [claim|cue] [that troops had withdrawn|content] was rejected.", "alleges"),
    ("[The ministry|source]'s [warning|cue] of [new strikes|content] alarmed residents.", "warns"),
    ("The prime [minister|source] [tweeted|cue]: “[We mourn the dead.|content]”", "asserts"),
    ("[Sources|source] close to the talks [said|cue] [the deal was dead|content].", "asserts"),
    ("[Soldiers had left|content], as [the governor|source] [noted|cue] on Friday.", "asserts"),
    ("[The minister|source][:|cue] [We will not go|content]", "asserts"),
])  # fmt: skip
def test_ways_of_saying(marked: str, stance: str) -> None:
    assert check(marked).stance == stance


def test_an_adverb_has_no_source() -> None:
    (voice,) = attributed("The man allegedly shot two guards.").attributions
    assert (voice.source, voice.stance, voice.named) == (None, "alleges", False)


def test_speaker_and_agency_at_the_end_are_two_voices() -> None:
    text = "Nine villagers were killed, the head of the border guard said Thursday, Norland news agencies reported."
    inner, outer = attributed(text).attributions
    assert inner.source is not None and outer.source is not None
    assert "head" in inner.source.text and "agencies" in outer.source.text
    assert [c.text(text) for c in inner.content] == ["Nine villagers were killed"]
    assert [c.text(text) for c in outer.content] == [text[: text.index(", Norland")]]


def test_who_is_quoted_and_who_quotes() -> None:
    text = "Interpress quoted Dolen as saying the bomb killed six."
    voices = {v.cue.text(text): v for v in attributed(text).attributions}
    sources = {cue: v.source.text for cue, v in voices.items() if v.source}
    assert sources == {"quoted": "Interpress", "saying": "Dolen"}


def test_a_quotation_paragraph_goes_on_with_the_last_speaker() -> None:
    text = "“The bridge is gone,” Mara Dolen said.\n\n“We will build it again, and nobody will help us.”"
    (voice,) = attributed(text).attributions
    assert len(voice.content) == 2 and "nobody will help us" in voice.content[1].text(text)


def test_no_speaker_reaches_over_the_report_s_own_words() -> None:
    text = "“The bridge is gone,” Mara Dolen said.\n\nThe bridge was built in 1911.\n\nIt fell at noon."
    (voice,) = attributed(text).attributions
    assert [c.text(text) for c in voice.content] == ["“The bridge is gone,”"]


def test_a_denied_report_is_no_report() -> None:
    assert not attributed("Police did not say that the driver was drunk.").attributions


def test_attitudes_only_when_asked_for() -> None:
    from dateline.frame.attribution import AttributionStage

    document = attributed("Dolen backed the new treaty.")
    assert not document.attributions
    (voice,) = AttributionStage(attitudes=True)(document)
    assert [c.text(document.text) for c in voice.content] == ["the new treaty"]


@pytest.mark.parametrize(("text", "named"), [
    ("Mara Dolen said the war was over.", True),
    ("Two officials said the war was over.", False),
    ("A source close to the talks said the war was over.", False),
    ("Norland officials said the war was over.", False),
])  # fmt: skip
def test_named_and_unnamed(text: str, named: bool) -> None:
    assert [v.named for v in attributed(text).attributions] == [named]


def test_a_speaker_may_stand_without_a_comma() -> None:
    document = read("Shells hit the market in Gao on Friday the agency said.")
    assert [v.source.text for v in document.attributions if v.source] == ["agency"]


def test_nobody_claiming_a_deed_is_no_voice() -> None:
    assert not read("No group has claimed responsibility for the attack.").attributions
