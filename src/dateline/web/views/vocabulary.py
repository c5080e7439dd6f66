"""The words that the fields of a statement may have, for who edits them."""

from __future__ import annotations

from dateline.ontology.lexicon import RELATIONS, event_types
from dateline.types.mention import KINDS
from dateline.types.statement import ASPECTS, STANCES, STATUSES
from dateline.types.values import FIGURE_ROLES, HEDGES, PRECISIONS, TRENDS
from dateline.web.ask import Ask, Data


def show_vocabulary(ask: Ask) -> Data:
    """The words that the fields of a statement may have."""
    return {
        "types": {
            name: {"definition": type_.definition, "modes": list(type_.modes), "class": type_.quad}
            for name, type_ in event_types().items()
        },
        "relations": list(RELATIONS), "figures": list(FIGURE_ROLES), "statuses": list(STATUSES),
        "aspects": list(ASPECTS), "stances": list(STANCES), "precisions": list(PRECISIONS),
        "entity_kinds": list(KINDS), "hedges": list(HEDGES), "trends": list(TRENDS),
    }  # fmt: skip
