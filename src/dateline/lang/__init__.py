"""What the program knows of each language, in data files that an expert can edit."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import KnowledgeError

ROOM = Path(__file__).parent


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; KnowledgeError when it is missing or malformed."""
    try:
        return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise KnowledgeError("no such data file", where=str(path), cure="reinstall dateline") from None
    except yaml.YAMLError as error:
        raise KnowledgeError(f"not valid YAML: {error}", where=str(path), cure="mend the file") from None


@cache
def load(code: str, name: str) -> Any:
    """Data file `name`.yaml of language `code` (BCP 47), read once. Callers must not change what they get."""
    return read_yaml(ROOM / code / f"{name}.yaml")
