"""What several rooms' tests need: a PostgreSQL server for the session, thrown away at its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.server import Server, programs, served


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    bin = programs()
    if bin is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with served(bin) as server:
        yield server
