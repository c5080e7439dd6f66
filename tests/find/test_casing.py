"""Reports all in capitals, read as in ordinary casing. The sentences here are as they should be; capitals are given."""

from __future__ import annotations

import pytest

from dateline.find.casing import cased, is_shouted, recased
from dateline.find.hint import HintStage
from dateline.find.syntax import SyntaxStage
from dateline.find.vocabulary import is_common, is_formed
from dateline.models.pack import SHIPPED
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Block, Document, Report, Span

SENTENCES = [
    "Gunmen killed two policemen near the market of Peshawar on Tuesday, witnesses said.",
    "President Orvela said in Bogota that the army will pursue the rebels until 14 March.",
    "The National Front of Kerovia (NFK) attacked a convoy, and the NFK said so on its radio.",
    "U.S. and French officials met Col. Dario Menzuki in La Paz to discuss the cease-fire.",
    "Guatemalan troops may withdraw from the border with Mexico in May, an officer told AFP.",
    "Mayor Ilya Sardenko's driver was wounded when a car-bomb exploded outside San Miguel.",
    "The United Nations and the Red Cross asked Hamas to free the 12 engineers they hold.",
    "The Kerovian soldiers march in March, said Pietro de la Varga, a spokesman in Turkey.",
    "Rafael D'Ostuni and Brian O'Tierny were abducted by members of the Zarqovist movement.",
    '"We did not fire at them," he added. "They shot at us." The guerrillas fled to the hills.',
]


def block(text: str) -> Document:
    return Document(Report("x", ""), text, (Block(Span(0, len(text))),))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_get_the_capitals_of_ordinary_text(sentence: str) -> None:
    assert recased(block(sentence.upper())) == sentence


def test_text_in_ordinary_casing_is_the_same_object() -> None:
    document = block("Rebels of the NFK shelled Dorn, said Col. Menzuki of the KDA on Friday.")
    assert recased(document) is document.text
    assert cased(document) is document.syntax


@pytest.mark.parametrize("text", ["", "12.30", "A", "Reports of ISIL", "СИРИЯ: взрыв", "NATO and the EU met"])
def test_what_is_not_all_in_capitals_is_left(text: str) -> None:
    assert not is_shouted(text)


def test_a_short_line_in_capitals_is_left_in_ordinary_text() -> None:
    text = "UPDATE FROM DORN\n\nThe rebels shelled the town of Dorn on Friday, witnesses in the region said."
    assert recased(document_of(text, title="")) == text


def test_short_paragraphs_are_read_where_all_is_in_capitals() -> None:
    text = "The rebels shelled the town of Dornau on Friday, witnesses said.\n\nNobody died."
    assert recased(document_of(text.upper(), title="")) == text


def test_the_other_paragraphs_say_how_words_are_written() -> None:
    body = "Fighters of the Grey Column took Wolf Ridge, where McTavish had a post of the KDArmy."
    head = "GREY COLUMN TAKES WOLF RIDGE WHERE MCTAVISH OF KDARMY HAD A POST"
    read = recased(document_of(f"{head}\n\n{body}", title=head))
    assert read.splitlines()[0] == "Grey Column takes Wolf Ridge where McTavish of KDArmy had a post"


def test_every_offset_stays() -> None:
    text = "İSTANBUL: DIE STRASSE VON DER GROẞE ŒUVRE ÉTAIT CLOSED BY POLICE AT 10TH AND MAIN."
    read = recased(block(text))
    assert len(read) == len(text)


def test_tokens_keep_the_words_of_the_document() -> None:
    text = "THE KEROVIAN ARMY SHELLED THE TOWN OF DORN, WHERE 12 MEN HAD BEEN HIDING, ON FRIDAY."
    syntax = SyntaxStage()(block(text))
    assert all(token.text == text[token.start : token.end] for token in syntax.tokens)
    verb = next(token for token in syntax.tokens if token.text == "SHELLED")
    assert (verb.lower, verb.lemma, verb.pos) == ("shelled", "shell", "VERB")


REPORTS = [
    "Two soldiers were killed on Tuesday when rebels attacked a barracks in the Peruvian town of Huaraz.\n\n"
    "Colonel Dario Menzuki said that members of the National Front of Kerovia (NFK) kidnapped three engineers and "
    "burned a bridge. The government condemned the attack.",
    "Gunmen shot dead the mayor of Sidon, Karim Haddadi, outside his house on Friday, police said.\n\n"
    "Hezbollah denied that its fighters had murdered Haddadi. French officials met the Lebanese president in Beirut.",
    "A car bomb exploded in front of the embassy of Japan in Lima and wounded four guards.\n\n"
    "The police arrested 12 students. Nobody has claimed responsibility, but Gen. Ruben Okarte accused the Shining "
    "Path of the bombing.",
]


def statements(text: str) -> list[tuple[str, str, list[str], list[str], str]]:
    document = Pipeline()(document_of(text, title="", published="1990-02-07"))
    assert document.syntax is not None
    tokens = document.syntax.tokens
    return [
        (s.type, s.trigger.text(text).lower(), [tokens[m.head].lower for m in s.actors],
         [tokens[m.head].lower for m in s.recipients], s.status)
        for s in document.statements
    ]  # fmt: skip


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_in_capitals_has_the_same_statements(report: str) -> None:
    assert statements(report)
    assert statements(report.upper()) == statements(report)


@pytest.mark.parametrize("report", REPORTS)
def test_so_it_has_for_the_trained_reader(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_PACK")
    assert statements(report)
    assert statements(report.upper()) == statements(report)


def test_the_trained_reader_is_given_the_same_words() -> None:
    read = [hints_of(text) for text in (REPORTS[0], REPORTS[0].upper())]
    assert read[0] == read[1]


def hints_of(text: str) -> list[tuple[int, int, str]]:
    document = document_of(text, title="")
    hints = HintStage(SHIPPED)(Pipeline([SyntaxStage()])(document))
    return [name[:3] for name in hints.names] if hints else []


@pytest.mark.parametrize("word", ["the", "attacked", "guerrillas", "police", "goes", "killing", "recently", "houses"])
def test_common_words(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["bogota", "menzuki", "garcia", "aleppo"])
def test_no_common_words(word: str) -> None:
    assert not is_common(word)


def test_words_made_of_common_ones() -> None:
    assert is_formed("counterattacked") and is_formed("antigovernment") and not is_formed("menzuki")
