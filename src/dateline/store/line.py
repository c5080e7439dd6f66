"""The line to a PostgreSQL server: pg8000 with statements prepared once, many sent before an answer, faults explained.

Values travel beside the SQL, never in it.
"""

from __future__ import annotations

import socket
import ssl
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from dateline.store.address import Address
from dateline.store.database import StoreError, printable

CONNECTING = 15.0
"""Seconds that a server may take to answer at first."""


class Line:
    """A connection of pg8000. What it raises is its own: `explain` says what to do."""

    def __init__(self, link: Any, keep: int) -> None:
        self.link, self.keep = link, keep
        self.prepared: OrderedDict[str, tuple[Any, ...]] = OrderedDict()

    def ask(self, sql: str, values: Sequence[str | None], *, once: bool) -> Sequence[Sequence[Any]]:
        """The rows of an answer. A statement with values is prepared and kept, unless it is asked `once`."""
        if once:
            return self.link.execute_unnamed(sql, vals=values).rows or ()
        if not values:
            return self.link.execute_simple(sql).rows or ()
        name, columns, read = self.prepare(sql)
        return self.link.execute_named(name, values, columns, read, sql).rows or ()

    def pour(self, sql: str, rows: Sequence[Sequence[str | None]]) -> None:
        """A statement once for each row; the answers are read together, so the rows must be few enough that these fit
        what the network holds."""
        name, columns, read = self.prepare(sql)
        for row in rows[:-1]:
            self.link.send_BIND(name, row)
            self.link.send_EXECUTE()
        self.link.execute_named(name, rows[-1], columns, read, sql)

    def prepare(self, sql: str) -> tuple[Any, ...]:
        if sql in self.prepared:
            self.prepared.move_to_end(sql)
            return self.prepared[sql]
        if len(self.prepared) >= self.keep:
            _, (name, *_) = self.prepared.popitem(last=False)
            self.link.close_prepared_statement(name)
        self.prepared[sql] = self.link.prepare_statement(sql, ())
        return self.prepared[sql]

    def in_step(self, error: BaseException) -> bool:
        """Whether the server said this, and goes on listening: every answer before it was read to its end."""
        told = told_by(error) if type(error).__name__ == "DatabaseError" else {}
        return told.get("V") == "ERROR"

    def close(self) -> None:
        with suppress(Exception):
            self.link.close()


def connect(address: Address, patience: float, *, read_only: bool, keep: int) -> Line:
    """Raises StoreError with what to install, to start, or to ask for."""
    try:
        import pg8000.native as driver
    except ImportError as error:
        what = "a record in PostgreSQL needs the driver pg8000"
        raise StoreError(what, where=str(address), cure="install it: pip install 'dateline[postgres]'") from error
    try:
        link = driver.Connection(
            address.user, host=None if address.local else address.host, database=address.database,
            port=address.port, password=address.password, sock=called(address), application_name="dateline",
            ssl_context=encryption(address),
        )  # fmt: skip
        link.execute_simple(
            f"SET search_path TO {quoted(address.schema)}; SET lock_timeout TO {int(patience * 1000)}; "
            f"SET default_transaction_read_only TO {'on' if read_only else 'off'}; SET client_min_messages TO error"
        )
        if not read_only and link.execute_simple("SHOW synchronous_commit").rows == [["off"]]:
            link.execute_simple("SET synchronous_commit TO on")  # what is acknowledged is on the disk
    except Exception as error:
        wanted = any(isinstance(one, AttributeError) or "password" in str(one) for one in behind(error))
        if wanted and not address.password:
            raise StoreError("the server wants a password", where=str(address), cure=PASSWORD) from error
        raise explain(error, str(address)) from error
    return Line(link, keep)


def called(address: Address) -> socket.socket:
    """A socket to the server; only its opening has a limit in time."""
    if address.socket:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.connect(address.socket)
        return line
    line = socket.create_connection((address.host, address.port), CONNECTING)
    line.settimeout(None)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return line


def encryption(address: Address) -> ssl.SSLContext | bool | None:
    """As pg8000 has it: None encrypts where the server can, without asking who it is."""
    if address.local or address.sslmode == "disable":
        return False
    if address.sslmode == "verify-full":
        return ssl.create_default_context()
    return True if address.sslmode == "require" else None


@lru_cache(1024)
def numbered(sql: str) -> str:
    """`?` as $1, $2 and so on. Our SQL has no question mark but these."""
    first, *rest = sql.split("?")
    return first + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))


def as_text(value: Any) -> str | None:
    """A value as the server reads it."""
    if value is None:
        return None
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return str(printable(value))


def quoted(name: str) -> str:
    """An identifier, whatever it is made of."""
    return '"' + str(printable(name)).replace('"', '""') + '"'


def behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that it came after: closing a refused connection may fail too, and hide why it was refused."""
    while error is not None:
        yield error
        error = error.__context__


def told_by(error: BaseException) -> dict[str, str]:
    """The fields of a server's error message; empty where something else went wrong."""
    for one in behind(error):
        if type(one).__name__ == "DatabaseError" and one.args and isinstance(one.args[0], dict):
            return one.args[0]
    return {}


def explain(error: Exception, where: str) -> StoreError:
    """What went wrong, and what to do."""
    if isinstance(error, StoreError):
        return error
    told = told_by(error)
    code, words = told.get("C", ""), told.get("M", str(error) or type(error).__name__)
    if not told:
        return unheard(error, where, words)
    what, cure = FAULTS.get(code) or FAULTS.get(code[:2]) or UNKNOWN
    return StoreError(f"{what} ({words})", where=where, cure=cure)


def unheard(error: Exception, where: str, words: str) -> StoreError:
    """A fault on the way to the server and back."""
    if isinstance(error, socket.gaierror):
        return StoreError("there is no such host", where=where, cure="check the address")
    if isinstance(error, (ConnectionRefusedError, FileNotFoundError, TimeoutError)):
        return StoreError("no server answers there", where=where, cure="start PostgreSQL, or check host and port")
    if isinstance(error, PermissionError):
        return StoreError("the server's socket may not be used", where=where, cure="ask its keeper for the right")
    if isinstance(error, ssl.SSLError) or "SSL" in words:
        return StoreError(f"no encrypted line can be had: {words}", where=where, cure="check ?sslmode= of the address")
    return StoreError(f"the server was lost ({words})", where=where, cure=LOST)


LOST = "start it, and give the command again: what was acknowledged is kept"
UNKNOWN = ("the record cannot be used", "run `dateline verify` on it")
PASSWORD = "give it in the address or in PGPASSWORD"
FAULTS = {
    "28": ("the server refuses the user or the password", f"check both; {PASSWORD}"),
    "3D000": ("there is no such database", "make it with `createdb`, or check the address"),
    "42P01": ("is no record, or is damaged", "run `dateline verify`, or name another schema: ?schema=NAME"),
    "42P07": ("the schema has other tables of these names", "name another schema: ?schema=NAME"),
    "42723": ("the schema has other functions of these names", "name another schema: ?schema=NAME"),
    "42501": ("the user may not do this", "ask the keeper of the database for the right"),
    "25006": ("the server takes no changes", "name the server that others are copies of"),
    "53100": ("the server's disk is full; what was acknowledged is safe", "free some space there and go on"),
    "53300": ("the server takes no more connections", "try again later"),
    "53": ("the server has not enough room", "try again later, or ask its keeper"),
    "55P03": ("another program has held the record too long", "wait for it to end, and try again"),
    "57014": ("the server broke off the question", "try again, or ask its keeper about statement_timeout"),
    "57": ("the server is going down or starting", "try again in a moment"),
    "58": ("the server's disk failed; what was acknowledged is safe", "ask its keeper"),
    "P0001": ("the journal of a record is never changed", "add a judgement instead"),
    "XX": ("the server found damage in its files", "restore the record from a copy"),
}
"""By the code that the server gives (SQLSTATE), or its first two places."""
