"""Where things are: countries and nationalities, a gazetteer, and the choice among places of one name."""

from dateline.places.choice import Context, choose, kilometres
from dateline.places.country import (
    Country,
    Region,
    country,
    country_of,
    government_of,
    is_people,
    nationality,
    read_countries,
    region,
)
from dateline.places.gazetteer import Candidate, Named, expand, kind_word, lookup, take_apart
from dateline.places.government import government_entity, government_named
from dateline.places.spelling import normalise

__all__ = [
    "Candidate", "Context", "Country", "Named", "Region", "choose", "country", "country_of", "expand",
    "government_entity", "government_named", "government_of", "is_people", "kilometres", "kind_word",
    "lookup", "nationality", "normalise", "read_countries", "region", "take_apart",
]  # fmt: skip
