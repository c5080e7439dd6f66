"""The address of a record in PostgreSQL: postgresql://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from dateline.store.database import StoreError

PORT = 5432
SCHEMA = "public"
SHAPE = "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME"
ENCRYPTED = ("prefer", "disable", "require", "verify-full")
"""Values of `sslmode`, with the meaning that PostgreSQL's own programs give them."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, and what of it is meant. `host` may be a folder: that of the server's socket."""

    host: str
    port: int
    user: str
    password: str | None = field(repr=False)
    database: str
    schema: str
    sslmode: str

    def __str__(self) -> str:
        """Without the password."""
        place = f"/{self.database}?host={self.host}" if self.local else f"{self.host}:{self.port}/{self.database}"
        named = "" if self.schema == SCHEMA else ("&" if self.local else "?") + f"schema={self.schema}"
        return f"postgresql://{self.user}@{place}{named}"

    @property
    def local(self) -> bool:
        return self.host.startswith("/")

    @property
    def socket(self) -> str | None:
        return f"{self.host}/.s.PGSQL.{self.port}" if self.local else None


def read_address(where: str) -> Address:
    """Raises StoreError for what is no such address. A password that the address does not have is taken from
    PGPASSWORD, so that it need not stand in the list of processes."""
    try:
        parts = urlsplit(where)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        port = int(options.pop("port", 0)) or parts.port or PORT
    except ValueError as error:
        raise StoreError(f"the address of the record cannot be read: {error}", cure=SHAPE) from error
    user = unquote(parts.username or "") or os.environ.get("PGUSER") or getpass.getuser()
    password = unquote(parts.password) if parts.password else os.environ.get("PGPASSWORD")
    found = Address(
        options.pop("host", "") or unquote(parts.hostname or "") or "localhost", port, user, password,
        unquote(parts.path.lstrip("/")) or user, options.pop("schema", "") or SCHEMA,
        options.pop("sslmode", ENCRYPTED[0]),
    )  # fmt: skip
    if options:
        raise StoreError(f"the address has an unknown {', '.join(sorted(options))}", where=str(found), cure=SHAPE)
    if found.sslmode not in ENCRYPTED:
        cure = f"use one of {', '.join(ENCRYPTED)}"
        raise StoreError(f"{found.sslmode!r} is no sslmode", where=str(found), cure=cure)
    return found
