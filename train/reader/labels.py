"""Names of what the reader's heads tell, in the order of their outputs."""

from __future__ import annotations

from dateline.ontology.crosswalk import class_of
from dateline.ontology.lexicon import RELATIONS, TYPES
from dateline.types.statement import STATUSES

NAMES = ("O", *(f"{side}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for side in "BI"))
KINDS = (
    "Person",
    "Organisation",
    "Location",
    "Nationality",
    "Quantity",
    "Temporal",
    "Weapon",
    "MilitaryPlatform",
    "Vehicle",
)
ENTITIES = ("O", *(f"{side}-{kind}" for kind in KINDS for side in "BI"))
CUES = ("O", "B", "I")
VOICE = ("O", "source", "content", "cue")
TRIGGERS = ("O", *TYPES, *RELATIONS, "FIGURE")
STATUS = tuple(STATUSES)
ASPECT = ("once", "ongoing", "habitual")
BACKGROUND = ("news", "background")
ROLES = ("O", "actors", "recipients", "place", "time", "figures")
SIDES = ("O", "B-S", "I-S", "B-T", "I-T")
QUAD = ("neutral", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
PLOVER = tuple(TYPES)
IN_QUAD = {quad: tuple(TRIGGERS.index(name) for name in TYPES if class_of(name) == quad) for quad in QUAD}
"""Columns of TRIGGERS that belong to each class."""
REALIS = ("Actual", "Other", "Generic")
FACTUALITY = ("UW", "UDS_IH2")
