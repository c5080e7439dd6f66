"""The door before every route: which Host and Origin are answered, how much may be sent, and what headers go out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from dateline.web.answer import refusal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST = 1 << 20
"""Bytes of a question's body."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = (
    ("content-security-policy", POLICY), ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"), ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"), ("origin-agent-cluster", "?1"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)  # fmt: skip
"""Of every answer, whatever it is."""
STRICT = ("strict-transport-security", "max-age=31536000")


@dataclass(frozen=True, slots=True)
class Hosts:
    """Names by which the server may be asked. A page elsewhere that points its own name at this address (DNS
    rebinding) comes with that name, and is refused. `open` answers to any number too: a number cannot be rebound."""

    names: frozenset[str] = frozenset({"localhost"})
    open: bool = False

    def holds(self, host: str) -> bool:
        name = name_of(host)
        if name in self.names:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return self.open or address.is_loopback


def name_of(host: str) -> str:
    """The name in a Host header, without the port and the brackets of IPv6; "" where there is none."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.rpartition(":")[0].lower() if host.count(":") == 1 else host.lower()


def same_origin(origin: str, host: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


@dataclass(slots=True)
class Guard:
    """ASGI middleware. Whatever it refuses has not reached a route."""

    app: App
    hosts: Hosts = field(default_factory=Hosts)
    secure: bool = False
    refused: Callable[[str, str], None] = lambda what, address: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        out = with_headers(send, (*HEADERS, STRICT) if self.secure else HEADERS)
        fault = self.fault(scope)
        if fault:
            status, what, cure = fault
            self.refused(what, (scope.get("client") or ("",))[0])
            await refusal(status, what, cure)(scope, receive, out)
            return
        await self.app(scope, limited(receive), out)

    def fault(self, scope: Scope) -> tuple[int, str, str] | None:
        """Status, what is wrong and its cure; None where the question may pass."""
        given: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            given.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        hosts = given.get("host", [])
        if len(hosts) != 1 or not self.hosts.holds(hosts[0]):
            return 403, "this server is not asked by that name", "give --allow-host NAME to `dateline serve`"
        size = given.get("content-length", ["0"])[0]
        if not size.isdecimal() or int(size) > LARGEST:
            return 413, "too much was sent", f"send at most {LARGEST >> 20} MB"
        if scope["method"] in SAFE:
            return None
        origin, site = given.get("origin", [""])[0], given.get("sec-fetch-site", ["none"])[0]
        if (origin and not same_origin(origin, hosts[0])) or (not origin and site not in ("none", "same-origin")):
            return 403, "a page of another site asked for this", "open the address that `dateline serve` printed"
        return None


def with_headers(send: Send, added: Iterable[tuple[str, str]]) -> Send:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in added]

    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *raw]
        await send(message)

    return sent


class TooMuch(HTTPException):
    """More was sent than was said, or than may be."""

    def __init__(self) -> None:
        super().__init__(413)


def limited(receive: Receive) -> Receive:
    """The body, broken off where it grows too large without having said so."""
    left = LARGEST

    async def received() -> MutableMapping[str, Any]:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooMuch
        return message

    return received
