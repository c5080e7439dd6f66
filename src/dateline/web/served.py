"""Everything that one running server holds, and who it takes a question to come from."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request

from dateline.web.access import Access, Session, may
from dateline.web.audit import Audit
from dateline.web.door import Door, Refused
from dateline.web.limit import Limit
from dateline.web.record import Record

COOKIE = "dateline"
BEARER = "bearer "


@dataclass(slots=True)
class Served:
    """`version` is of the program; `port` keeps the cookies of two servers on one machine apart; `secure`: the address
    is https."""

    record: Record
    access: Access
    audit: Audit
    version: str = "0"
    port: int = 0
    secure: bool = False
    limit: Limit = field(default_factory=Limit)
    listeners: int = 0

    @property
    def cookie(self) -> str:
        return f"{COOKIE}-{self.port}"

    def door(self, request: Request) -> Door:
        return Door(self.access, self.limit, self.audit, address_of(request), request.cookies.get(self.cookie, ""))

    def session(self, request: Request, role: str) -> Session:
        """The session of a question that may do what the role may; Refused with 401 or 403 where there is none."""
        door = self.door(request)
        given = request.headers.get("authorization", "")
        if given.lower().startswith(BEARER):
            session: Session | None = door.bearer(given[len(BEARER) :].strip())
        else:
            session = self.access.session(door.cookie) if door.cookie else None
        if session is None:
            raise Refused(401, "nobody is logged in", door.cure, {"WWW-Authenticate": "Bearer"})
        if not may(session.role, role):
            raise Refused(403, f"this needs the role {role}, and you have {session.role}", "ask who runs the server")
        if session.cookie and request.method not in ("GET", "HEAD"):
            check_csrf(request, session)
        return session


def check_csrf(request: Request, session: Session) -> None:
    import hmac

    given = request.headers.get("x-csrf-token", "")
    if not hmac.compare_digest(given.encode(), session.csrf.encode()):
        cure = "send the `csrf` of GET /api/session as X-CSRF-Token; in a browser load the page again"
        raise Refused(403, "the header X-CSRF-Token is not that of the session", cure)


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""
