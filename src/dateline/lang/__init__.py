"""What the program knows of each language, in data files that an expert can edit."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import KnowledgeError

ROOM = Path(__file__).parent


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which only `true` and `false` are booleans: "on", "off", "no" are English words here."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; KnowledgeError when it is missing or malformed."""
    try:
        return yaml.load(path.read_bytes(), Loader=Loader)
    except FileNotFoundError:
        raise KnowledgeError("no such data file", where=str(path), cure="reinstall dateline") from None
    except yaml.YAMLError as error:
        raise KnowledgeError(f"not valid YAML: {error}", where=str(path), cure="mend the file") from None


@cache
def load(code: str, name: str) -> Any:
    """Data file `name`.yaml of language `code` (BCP 47), read once. Callers must not change what they get."""
    return read_yaml(ROOM / code / f"{name}.yaml")
