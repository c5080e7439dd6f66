"""What `dateline serve` does: the record found or made, the doors set, the server run."""

from __future__ import annotations

import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from dateline.errors import DatelineError
from dateline.store.database import SERVERS

if TYPE_CHECKING:
    from dateline.run.record import Store as Whole
    from dateline.store.store import Store
    from dateline.types.judgement import Judgement
    from dateline.web.access import Access
    from dateline.web.guard import Hosts
    from dateline.web.record import Record, Tools
    from dateline.write.why import Why

MAGIC = b"SQLite format 3\0"
PATIENCE = 5.0
"""Seconds that a decision waits for another program that writes."""
SWITCH = 0.0001
"""Seconds after which a thread that counts makes way for one that answers."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, as the options of the command have it."""

    sources: list[str]
    host: str
    port: int
    password_file: Path | None = None
    tokens: Path | None = None
    names: tuple[str, ...] = ()
    by: str | None = None
    audit: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    published: str | None = None
    browser: bool = False

    @property
    def secure(self) -> bool:
        return self.certificate is not None


def run(order: Order, out: TextIO) -> None:
    """Serve until somebody ends it. DatelineError where it cannot be, and then nothing listens."""
    access = access_of(order)
    with record_of(order, out) as address, listening(order) as held:
        serve(order, access, address, held, out)


def serve(order: Order, access: Access, address: str, held: socket.socket, out: TextIO) -> None:
    import uvicorn

    from dateline import __version__
    from dateline.web.app import create_app
    from dateline.web.audit import Audit
    from dateline.web.record import Record
    from dateline.web.served import Served
    from dateline.web.shell import UNBUILT, is_built

    sys.setswitchinterval(SWITCH)
    port = held.getsockname()[1]
    record = Record(address, tools())
    check(record)
    audit = Audit(order.audit or beside(address))
    audit.note("start", host=order.host, port=port)
    served = Served(record, access, audit, __version__, port, order.secure)
    config = uvicorn.Config(
        create_app(served, hosts_of(order)), log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=2, ssl_certfile=order.certificate, ssl_keyfile=order.key, proxy_headers=False,
        h11_max_incomplete_event_size=1 << 16,
    )  # fmt: skip
    if not is_built():
        print(UNBUILT, file=out)
    url = address_of(order, port, access)
    print(f"{record.name} is served at {url}", file=out)
    print(told(order, access, audit.path), file=out, flush=True)
    if order.browser:
        open_page(url)
    uvicorn.Server(config).run(sockets=[held])
    audit.note("end")


def check(record: Record) -> None:
    """Say what is wrong with a record before anybody is asked to look; bring one of an older dateline up to date."""
    from dateline.web.record import Unreachable

    try:
        with record.reading():
            return
    except Unreachable as error:
        if error.reason != "version":
            raise
    with record.writing(), record.reading():
        return


def told(order: Order, access: Access, audit: Path) -> str:
    lines = ["The link works once, in one browser."] if access.link else []
    if not is_loopback(order.host) and not order.secure:
        lines.append("On the network it can be read along: give --certificate and --key, or put TLS before it.")
    return "\n".join([*lines, f"Who does what is written to {audit}.", "Ctrl-C ends it."])


def open_page(url: str) -> None:
    import webbrowser

    webbrowser.open(url)


# ------------------------------------------------------------ who may come in


def access_of(order: Order) -> Access:
    """The doors; DatelineError where anybody on the network could walk in."""
    from dateline.web.access import Access, one_time, with_password, with_tokens

    if bool(order.certificate) != bool(order.key):
        raise DatelineError("--certificate and --key go together", cure="give both or neither")
    if order.password_file or order.tokens:
        return Access(
            password=with_password(order.password_file) if order.password_file else None,
            tokens=with_tokens(order.tokens) if order.tokens else (),
        )
    if not is_loopback(order.host):
        what = f"on {order.host} everybody who reaches this machine could read and correct the record"
        raise DatelineError(what, cure="give --password-file FILE or --tokens FILE, or leave --host out")
    return one_time(order.by or login())


def login() -> str:
    from dateline.cli.correct import login as name

    return name()


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def hosts_of(order: Order) -> Hosts:
    """The names that the server answers to: this machine's, those given, and beyond loopback any number."""
    from dateline.web.guard import Hosts

    names = {"localhost", *(name.lower() for name in order.names)}
    if is_loopback(order.host):
        return Hosts(frozenset(names))
    return Hosts(frozenset(names | {order.host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}), True)


# ------------------------------------------------------------ where it listens


@contextmanager
def listening(order: Order) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in order.host else socket.AF_INET
    try:
        held = socket.create_server((order.host, order.port), family=family, backlog=256)
    except OSError as error:
        cure = "give another --port, or --port 0 for any free one"
        where = f"{order.host}:{order.port}"
        raise DatelineError(f"cannot be listened on: {error.strerror or error}", where=where, cure=cure) from error
    with held:
        yield held


def address_of(order: Order, port: int, access: Access) -> str:
    """What to open in a browser; the one-time link where there is one."""
    host = order.names[0] if order.names else socket.gethostname() if order.host in ("0.0.0.0", "::") else order.host
    bare = f"[{host}]" if ":" in host else host
    begin = f"http{'s' * order.secure}://{bare}:{port}/"
    return f"{begin}enter?link={access.link}" if access.link else begin


# ------------------------------------------------------------ which record


@contextmanager
def record_of(order: Order, out: TextIO) -> Iterator[str]:
    """The address of the record; reports are read into one that is deleted at the end."""
    if len(order.sources) == 1 and is_record(order.sources[0]):
        yield order.sources[0]
        return
    if records := [source for source in order.sources if is_record(source)]:
        cure = "serve it alone, or build the reports into it first: dateline build REPORT --into RECORD"
        raise DatelineError("is a record among reports", where=records[0], cure=cure)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = str(Path(folder, "report.dateline"))
        build(order, path, out)
        yield path


def is_record(source: str) -> bool:
    """Whether it is a record: by its address or its first bytes, or by its name where there is none yet."""
    if source.startswith(SERVERS):
        return True
    path = Path(source)
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return path.suffix == ".dateline"


def build(order: Order, path: str, out: TextIO) -> None:
    """Read the reports; DatelineError where not one of them could be."""
    from dateline.run.build import Build, Building
    from dateline.run.one import day
    from dateline.run.tally import Tally
    from dateline.run.worker import Settings

    tally = Tally(out=out, live=out.isatty())
    Build(Building(order.sources, path, settings=replace(Settings(), published=day(order.published))), tally).execute()
    if not tally.read:
        raise DatelineError("no report could be read", cure="name a record, or reports that `dateline read` reads")
    print(tally.summary(), file=out)


def beside(address: str) -> Path:
    """Where the audit log of a record is: beside its file, else in the folder that one is in."""
    return Path("dateline.audit.jsonl") if address.startswith(SERVERS) else Path(f"{address}.audit.jsonl")


# ------------------------------------------------------------ what is done to it


def tools() -> Tools:
    from dateline.run.record import Store as Whole
    from dateline.web.record import Tools

    def opened(address: str, read_only: bool) -> Store:
        return Whole(address, read_only=read_only, patience=PATIENCE)

    return Tools(opened, why, correct, relink)


def why(store: Store, id: str) -> Why:
    return cast("Whole", store).why(id, offices=False)  # the page does not show them


def correct(store: Store, wish: Mapping[str, Any]) -> Judgement:
    from dateline.run.correction import Correction
    from dateline.run.correction import correct as carry_out

    return carry_out(cast("Whole", store), Correction(**wish))


def relink(store: Store) -> object:
    import io

    from dateline.run.link import link
    from dateline.run.tally import Tally

    return link(store, Tally(out=io.StringIO()))
