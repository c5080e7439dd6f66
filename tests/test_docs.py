"""The pages say what the program has: a name in a table of the code that its page does not name fails here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.evaluate.tasks import TASKS
from dateline.ontology.lexicon import RELATIONS, TYPES
from dateline.ontology.page import as_markdown
from dateline.pipeline import default_stages
from dateline.read.format import FORMATS as INPUT
from dateline.types.document import BLOCKS
from dateline.write.format import FORMATS as OUTPUT

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SNIPPETS = re.findall(r"```python\n(.*?)```", (DOCS / "python.md").read_text("utf-8"), re.DOTALL)
RESULTS = ("quality.md",)
"""Pages that a run over annotated data writes."""
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def rows(name: str) -> set[str]:
    """First cells of the tables of a page, without back quotes."""
    return {cell.strip().strip("`") for cell in re.findall(r"^\|([^|]+)\|", page(name), re.MULTILINE)}


def test_every_stage_has_its_page() -> None:
    for stage in default_stages():
        room, module = type(stage).__module__.split(".")[-2:]
        assert f"| `{stage.name}` | `{room}/{module}.py` |" in page("index.md"), f"docs/index.md: {stage.name}"


def test_every_format_is_described() -> None:
    assert {form.name for form in INPUT} <= rows("read.md")
    assert {form.name for form in OUTPUT} <= rows("write.md")
    assert all(kind in page("read.md") for kind in BLOCKS)


def test_every_task_is_described() -> None:
    text = page("evaluate.md")
    for task in TASKS:
        assert f"| `{task.name}` | `{task.folder}/` | {task.scores} |" in text, f"docs/evaluate.md: {task.name}"


def test_the_page_of_types_is_made_from_the_data() -> None:
    assert page("ontology.md") == as_markdown(), "run `dateline types --markdown > docs/ontology.md`"
    assert all(f"### {name}\n" in page("ontology.md") for name in TYPES)
    assert all(f"| `{name}` |" in page("ontology.md") for name in RELATIONS)


def test_every_page_is_in_the_index() -> None:
    assert {path.name for path in DOCS.glob("*.md")} - {"index.md"} <= set(LINK.findall(page("index.md")))


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / target).exists() or target in RESULTS, target


@pytest.mark.parametrize("code", SNIPPETS, ids=range(len(SNIPPETS)))
def test_snippets_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/python.md", "exec"), {"__name__": "snippet"})
    assert capsys.readouterr().out.strip()


def test_there_are_four_snippets() -> None:
    assert len(SNIPPETS) == 4
