from __future__ import annotations

import pytest

from dateline.errors import DatelineError
from dateline.store.address import read_address


def test_every_part_is_read_and_the_password_is_not_shown() -> None:
    found = read_address("postgresql://ann:p%40ss%2Fword@db.example:5433/news?schema=war&sslmode=require")
    assert (found.user, found.password, found.host, found.port) == ("ann", "p@ss/word", "db.example", 5433)
    assert (found.database, found.schema, found.sslmode) == ("news", "war", "require")
    assert "p@ss" not in f"{found} {found!r}" and f"{found}" == "postgresql://ann@db.example:5433/news?schema=war"


def test_a_socket_is_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "secret")
    found = read_address("postgres://ann@/news?host=/run/postgresql")
    assert (found.socket, found.schema, found.password) == ("/run/postgresql/.s.PGSQL.5432", "public", "secret")
    assert f"{found}" == "postgresql://ann@/news?host=/run/postgresql"


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("postgresql://ann@host:port/news", "write postgresql://"),
        ("postgresql://ann@[::1/news", "write postgresql://"),
        ("postgresql://ann@host/news?scheme=x", "unknown scheme"),
        ("postgresql://ann@host/news?schema", "write postgresql://"),
        ("postgresql://ann@host/news?sslmode=maybe", "use one of prefer"),
    ],
)
def test_what_is_no_address_is_told_its_shape(where: str, message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        read_address(where)
