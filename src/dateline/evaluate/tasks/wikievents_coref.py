"""Coreference on WikiEvents: which mentions are one somebody, and whom a pronoun means.

Scored on the gold mentions (of persons, bodies and places) that dateline has a mention for, head inside head: links
as pairs, B-cubed, and pronouns by whether their antecedent stands in the gold cluster. Mentions in no gold
cluster stand alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from dateline.evaluate.score import Result
from dateline.pipeline import Pipeline
from dateline.types import Block, Document, Mention, Report, Span


class Gold(NamedTuple):
    """A gold mention's span and the name of its cluster."""

    span: Span
    cluster: str


def run(data: Path, limit: int | None) -> Result:
    """Pairs, B-cubed and pronoun antecedents over the development documents."""
    result = Result("wikievents_coref")
    read = Pipeline().until("coreference")
    sums = [0.0, 0.0, 0]
    for number, (document, gold) in enumerate(documents(data)):
        if limit is not None and number >= limit:
            break
        document = read(document)
        score(result, document, gold, sums)
        result.close()
    precision, recall = sums[0] / max(sums[2], 1), sums[1] / max(sums[2], 1)
    result.figures["B-cubed precision"] = precision
    result.figures["B-cubed recall"] = recall
    result.figures["B-cubed F1"] = 2 * precision * recall / max(precision + recall, 1e-9)
    result.figures["gold mentions matched"] = sums[2] / max(result.cases, 1)
    return result


def documents(data: Path) -> Iterator[tuple[Document, list[Gold]]]:
    """Documents with a block for each sentence, and their gold mentions."""
    clusters: dict[str, str] = {}
    for line in (data / "dev.jsonlines").read_text(encoding="utf-8").splitlines():
        for cluster in json.loads(line)["clusters"]:
            clusters.update(dict.fromkeys(cluster, cluster[0]))
    for line in (data / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, blocks, tokens = lay_out(row["sentences"])
        kept = [m for m in row["entity_mentions"] if m["entity_type"] in ("PER", "ORG", "GPE", "LOC", "FAC", "SID")]
        gold = [
            Gold(Span(tokens[m["start"]].start, tokens[m["end"] - 1].end), clusters.get(m["id"], m["id"])) for m in kept
        ]
        yield Document(Report(row["doc_id"], ""), text, blocks), gold


def lay_out(sentences: list[Any]) -> tuple[str, tuple[Block, ...], list[Span]]:
    """The text with a line for each sentence, its blocks, and the span of each token."""
    text, blocks, tokens = "", [], []
    for words, line in sentences:
        base = len(text) - words[0][1]
        tokens += [Span(base + start, base + end) for _, start, end in words]
        blocks.append(Block(Span(len(text), len(text) + len(line))))
        text += line + "\n"
    return text, tuple(blocks), tokens


def cluster_mentions(mentions: tuple[Mention, ...]) -> dict[Span, Span]:
    """The first mention of its chain for each: by antecedent, and by the same words for names."""
    root: dict[Span, Span] = {}
    named: dict[str, Span] = {}

    def top(span: Span) -> Span:
        while root.get(span, span) != span:
            span = root[span]
        return span

    for m in mentions:
        root.setdefault(m.span, m.span)
        if m.antecedent is not None and top(m.antecedent) != m.span:
            root.setdefault(m.antecedent, m.antecedent)
            root[top(m.span)] = top(m.antecedent)
        if m.form == "name":
            first = named.setdefault(m.text.lower(), m.span)
            if top(first) != top(m.span):
                root[top(m.span)] = top(first)
    return {span: top(span) for span in root}


def score(result: Result, document: Document, gold: list[Gold], sums: list[Any]) -> None:
    syntax = document.syntax
    assert syntax is not None
    chain = cluster_mentions(document.mentions)
    heads = [(syntax.tokens[m.head], m) for m in document.mentions]
    matched: list[tuple[Gold, Mention]] = []
    for g in gold:
        mine = next((m for t, m in heads if g.span.start <= t.start and t.end <= g.span.end), None)
        if mine is not None:
            matched.append((g, mine))
    result.cases += len(gold)
    at = {m.span: g.cluster for g, m in matched}
    for (g, m), (h, n) in combinations(matched, 2):
        together, ours = g.cluster == h.cluster, chain[m.span] == chain[n.span]
        count = result.count("pairs")
        count.tp += together and ours
        count.fp += ours and not together
        count.fn += together and not ours
    for g, m in matched:
        same = [(h.cluster == g.cluster, chain[n.span] == chain[m.span]) for h, n in matched]
        both = sum(a and b for a, b in same)
        sums[0] += both / sum(b for _, b in same)
        sums[1] += both / sum(a for a, _ in same)
        sums[2] += 1
        judge(result, document, g, m, at, chain)


def judge(
    result: Result, document: Document, g: Gold, m: Mention, at: dict[Span, str], chain: dict[Span, Span]
) -> None:
    """Counts a pronoun or description by its antecedent's cluster."""
    partners = [c for s, c in at.items() if s != m.span and c == g.cluster]
    if m.form == "name" or (m.form == "nominal" and m.antecedent is None):
        return
    count = result.count(f"antecedent of {m.form}")
    mates = (s for s in at if s != m.span and m.antecedent and chain[s] == chain[m.span])
    target = at.get(m.antecedent) if m.antecedent in at else next((at[s] for s in mates), None)
    right = target == g.cluster
    count.tp += right
    count.fp += m.antecedent is not None and target is not None and not right
    count.fn += bool(partners) and not right
    if not right and (target is not None or partners):
        kind = (
            f"{m.form} {'wrong' if target else 'unresolved'} ({m.text.lower() if m.form == 'pronoun' else 'nominal'})"
        )
        wanted = ", ".join({document.text[s.start : s.end] for s, c in at.items() if c == g.cluster and s != m.span})
        found = m.antecedent.text(document.text) if m.antecedent else ""
        left = document.text[max(m.start - 200, 0) : m.start].replace("\n", " / ")
        result.miss(
            kind, document.report.id, wanted[:80], found, f"{left}[{m.text}]{document.text[m.end : m.end + 60]}"
        )
