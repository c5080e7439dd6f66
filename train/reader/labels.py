"""Names of what the reader's heads tell, in the order of their outputs."""

from __future__ import annotations

from dateline.ontology.lexicon import RELATIONS, TYPES, load_data
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
IN_QUAD = {
    quad: tuple(TRIGGERS.index(name) for name, root in load_data("cameo")["roots"].items() if root in roots)
    for quad, roots in load_data("cameo")["classes"].items()
}
"""Columns of TRIGGERS that belong to each class."""
REALIS = ("Actual", "Other", "Generic")
FACTUALITY = ("UW", "UDS_IH2")
