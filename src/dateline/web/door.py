"""The way in and out: secrets tried, cookies set, every try counted and written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.web.access import Access, Session
from dateline.web.audit import Audit
from dateline.web.limit import Limit


class Refused(Exception):
    """An answer with a status: what is wrong, its cure, and headers."""

    def __init__(self, status: int, what: str, cure: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(what)
        self.status, self.what, self.cure, self.headers = status, what, cure, headers or {}


@dataclass(frozen=True, slots=True)
class Opened:
    """What goes out, and the cookie: its value, "" to end it, None to leave it as it is."""

    data: dict[str, Any]
    cookie: str | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """One who comes from an address, with the cookie that they hold."""

    access: Access
    limit: Limit
    audit: Audit
    address: str
    cookie: str = ""

    def login(self, password: str, token: str, name: str) -> Opened:
        self.patience()
        opened = self.access.login(password=password, token=token, name=printable(name))
        if opened is None:
            self.fail("login refused")
            raise Refused(401, "that is not the right password or token", self.cure)
        return self.welcome(*opened, "login")

    def enter(self, secret: str) -> str:
        """The cookie of the session that the one-time link opens."""
        self.patience()
        opened = self.access.enter(secret)
        if opened is None:
            self.fail("link refused")
            cure = "the link works once: end dateline with Ctrl-C and start it again for a new one"
            raise Refused(403, "this link was used already, or is not whole", cure)
        return self.welcome(*opened, "link").cookie or ""

    def bearer(self, token: str) -> Session:
        self.patience()
        session = self.access.bearer(token)
        if session is None:
            self.fail("token refused")
            raise Refused(401, "that is no token", "send Authorization: Bearer TOKEN with a token of the --tokens file")
        return session

    def logout(self) -> Opened:
        session = self.access.session(self.cookie) if self.cookie else None
        if session:
            self.access.close(self.cookie)
            self.audit.note("logout", who=session.name, role=session.role, address=self.address)
        return Opened({"ended": session is not None}, "")

    def welcome(self, cookie: str, session: Session, what: str) -> Opened:
        self.limit.forgive(self.address)
        self.audit.note(what, who=session.name, role=session.role, address=self.address)
        return Opened({"name": session.name, "role": session.role, "csrf": session.csrf}, cookie)

    def patience(self) -> None:
        if seconds := self.limit.wait(self.address):
            cure = f"wait {seconds} seconds"
            raise Refused(429, "too many wrong passwords, tokens or links", cure, {"Retry-After": str(seconds)})

    def fail(self, what: str) -> None:
        self.limit.fail(self.address)
        self.audit.note(what, address=self.address)

    @property
    def cure(self) -> str:
        if self.access.tokens:
            return "use a token of the --tokens file that `dateline serve` was started with"
        if self.access.password:
            return "use the password of the --password-file that `dateline serve` was started with"
        return "open the link that `dateline serve` printed"


def printable(name: str) -> str:
    """A name without control characters, on one line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
