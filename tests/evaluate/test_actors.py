"""The task of actors on two reports of our own, laid out and marked as ECB+ has them."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.evaluate.report import as_section
from dateline.evaluate.tasks.actors import run

REPORTS = {
    "1_1ecb": "[Mara Dolen|a] met [Police|x] in Tunis . [Dolen|a] left .",
    "1_2ecb": "Minister [Mara Dollen|a] met [Omar Belkacem|b] in Tunis .",
}


def write_report(folder: Path, name: str, marked: str) -> None:
    """A file of ECB+: tokens, marks of persons, and the chains that run across reports."""
    tokens, marks, sentence = [], [], 0
    for piece in re.findall(r"\[[^]]+\]|\S+", marked):
        words, _, chain = piece.strip("[]").partition("|")
        first = len(tokens)
        for word in words.split():
            tokens.append(f'<token t_id="{len(tokens)}" sentence="{sentence}" number="0">{word}</token>')
            sentence += word == "."
        if chain:
            anchors = "".join(f'<token_anchor t_id="{k}"/>' for k in range(first, len(tokens)))
            marks.append((chain, f'<HUMAN_PART_PER m_id="{100 + len(marks)}">{anchors}</HUMAN_PART_PER>'))
    chains = sorted({chain for chain, _ in marks})
    heads = [f'<HUMAN_PART_PER m_id="{chain}" instance_id="HUM{chain}"/>' for chain in chains]
    links = [
        f'<CROSS_DOC_COREF><source m_id="{100 + k}"/><target m_id="{chain}"/></CROSS_DOC_COREF>'
        for k, (chain, _) in enumerate(marks)
    ]
    given = "".join(mark for _, mark in marks)
    inside = f"<Markables>{given}{''.join(heads)}</Markables><Relations>{''.join(links)}</Relations>"
    path = folder / "ECB+" / "1" / f"{name}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<Document>{''.join(tokens)}{inside}</Document>", encoding="utf-8")


def test_names_are_joined_across_reports(tmp_path: Path) -> None:
    rows = ["Topic,File,Sentence Number"]
    for name, marked in REPORTS.items():
        write_report(tmp_path, name, marked)
        rows += [f"1,{name.partition('_')[2]},{k}" for k in range(2)]
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(rows), encoding="utf-8")
    result = run(tmp_path, None)
    (part,) = {name.partition(",")[0] for name in result.counts}
    joined, same = (result.counts[f"{part}, names given: pairs, {way}"] for way in ("joined", "the same name"))
    assert (joined.tp, joined.fp, joined.fn) == (2, 0, 0)
    assert (same.tp, same.fn) == (0, 2)
    assert result.figures[f"{part}, names given: marked names"] == 4  # "Police" is no name
    assert result.figures[f"{part}, names given: links right"] == 1
    assert as_section(result, "").count(f"| {part}, names") >= 8
