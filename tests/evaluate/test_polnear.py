"""The PolNeAR task on one article of our own, its annotation computed from marks in the text."""

from __future__ import annotations

from pathlib import Path

from dateline.evaluate.tasks.polnear import read_gold, run
from tests.frame.sentence import gold_of

MARKED = "[Mara Dolen|Source] [said|Cue] [the bridge had fallen|Content]. It was closed."


def write_article(folder: Path, marked: str, annotator: str = "aa") -> Path:
    """A text with a brat file beside it, as the corpus lays them out."""
    gold = gold_of(marked)
    (folder / "dev" / "text").mkdir(parents=True, exist_ok=True)
    (folder / "dev" / "attributions").mkdir(parents=True, exist_ok=True)
    (folder / "dev" / "text" / "paper_1.txt").write_text(gold.text, encoding="utf-8")
    rows, roles = [], []
    for k, (role, spans) in enumerate(gold.spans.items()):
        pieces = ";".join(f"{span.start} {span.end}" for span in spans)
        rows.append(f"T{k}\t{role} {pieces}\t{' '.join(span.text(gold.text) for span in spans)}")
        roles.append(f"{role}:T{k}")
    rows.append("E1\tAttribution:T9 " + " ".join(roles))
    path = folder / "dev" / "attributions" / f"paper_1_{annotator}.ann"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_right_attribution_counts_in_every_field(tmp_path: Path) -> None:
    write_article(tmp_path, MARKED)
    result = run(tmp_path, None)
    assert result.cases == 1
    for name in ("attribution", "source head", "source exact", "cue exact", "content exact"):
        count = result.counts[name]
        assert (count.tp, count.fp, count.fn) == (1, 0, 0), name


def test_a_wrong_source_is_an_error_of_its_kind(tmp_path: Path) -> None:
    write_article(tmp_path, MARKED.replace("[Mara Dolen|Source]", "Mara Dolen").replace("It", "[It|Source]"))
    result = run(tmp_path, None)
    assert result.counts["attribution"].tp == 0 and result.counts["content overlap"].tp == 1
    assert [miss.kind for miss in result.misses] == ["wrong source"]


def test_one_of_two_annotators_is_kept(tmp_path: Path) -> None:
    write_article(tmp_path, MARKED)
    write_article(tmp_path, MARKED, annotator="bb")
    assert run(tmp_path, None).cases == 1


def test_what_an_event_names_and_the_file_lacks_is_passed_over(tmp_path: Path) -> None:
    path = write_article(tmp_path, MARKED)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "\tSource" not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.source == () and len(gold.content) == 1
