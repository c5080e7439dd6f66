"""Who may see and decide: a link that works once, a password, or tokens with roles; and the sessions they open."""

from __future__ import annotations

import hmac
import secrets
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from dateline.errors import DatelineError

ROLES = ("read", "review", "admin")
"""Each may do what those before it may. read: see and export; review: judge; admin: the audit log."""
LEAST = 16
"""Characters of the shortest token."""
SHORTEST = 8
"""Characters of the shortest password."""
IDLE, LONGEST = 12 * 3600.0, 7 * 24 * 3600.0
"""Seconds after which a session that is not used ends, and any."""
MOST = 1000
"""Sessions that are open at once; the one that was used least lately ends first."""
HASHED = "sha256:"


def may(role: str, needed: str) -> bool:
    return ROLES.index(role) >= ROLES.index(needed)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may come in. `digest` is the SHA-256 of the token or password."""

    name: str
    role: str
    digest: str

    def fits(self, secret: str) -> bool:
        return hmac.compare_digest(self.digest, digest_of(secret))


@dataclass(slots=True)
class Session:
    """`csrf` has to come back in a header with whatever changes something. While `blind`, the judgements of others are
    hidden. `cookie` is False for a token that came with the question itself."""

    name: str
    role: str
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    blind: bool = False
    cookie: bool = True
    opened: float = 0.0
    used: float = 0.0


@dataclass(slots=True)
class Access:
    """The doors. `link` is the secret of the one-time link while nobody has used it; `password` and `tokens` are
    accounts. `name` is who comes in by the link."""

    name: str = "reviewer"
    link: str | None = None
    password: Account | None = None
    tokens: tuple[Account, ...] = ()
    clock: Callable[[], float] = time.monotonic
    sessions: dict[str, Session] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def guarded(self) -> bool:
        """Whether a secret that works more than once keeps strangers out."""
        return bool(self.password or self.tokens)

    def enter(self, secret: str) -> tuple[str, Session] | None:
        """The session that the one-time link opens; None where it is not the link, or was used."""
        with self.lock:
            if self.link is None or not hmac.compare_digest(digest_of(self.link), digest_of(secret)):
                return None
            self.link = None
        return self.open(self.name, ROLES[-1])

    def login(self, *, password: str = "", token: str = "", name: str = "") -> tuple[str, Session] | None:
        """The session that a password (with a name that one gives oneself) or a token opens; None for a wrong one."""
        if token and (account := self.account(token)):
            return self.open(account.name, account.role)
        if password and self.password and self.password.fits(password):
            return self.open(name.strip() or self.password.name, self.password.role)
        return None

    def account(self, token: str) -> Account | None:
        """The account of a token; all are compared, so that time tells nothing."""
        found = [account for account in self.tokens if account.fits(token)]
        return found[0] if found else None

    def open(self, name: str, role: str) -> tuple[str, Session]:
        now, key = self.clock(), secrets.token_urlsafe(32)
        session = Session(name, role, opened=now, used=now)
        with self.lock:
            while len(self.sessions) >= MOST:
                del self.sessions[min(self.sessions, key=lambda held: self.sessions[held].used)]
            self.sessions[digest_of(key)] = session
        return key, session

    def session(self, key: str) -> Session | None:
        """The open session of a cookie; None where it ended."""
        now = self.clock()
        with self.lock:
            session = self.sessions.get(digest_of(key))
            if session is None:
                return None
            if now - session.used > IDLE or now - session.opened > LONGEST:
                del self.sessions[digest_of(key)]
                return None
            session.used = now
            return session

    def holds(self, key: str) -> bool:
        """Whether the session of a cookie is open; asking does not keep it so."""
        with self.lock:
            return digest_of(key) in self.sessions

    def bearer(self, token: str) -> Session | None:
        """A session for one question that brings its token along."""
        account = self.account(token)
        return Session(account.name, account.role, cookie=False) if account else None

    def close(self, key: str) -> None:
        with self.lock:
            self.sessions.pop(digest_of(key), None)


def digest_of(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def one_time(name: str) -> Access:
    return Access(name=name, link=secrets.token_urlsafe(32))


def with_password(path: Path) -> Account:
    """The account of a password file: one line. Whoever knows it may review under the name they give."""
    lines = [line for line in lines_of(path) if line]
    if len(lines) != 1 or len(lines[0]) < SHORTEST:
        cure = f"write one line of at least {SHORTEST} characters"
        raise DatelineError("is no password file", where=str(path), cure=cure)
    return Account("reviewer", "review", digest_of(lines[0]))


def with_tokens(path: Path) -> tuple[Account, ...]:
    """The accounts of a file of tokens: role, name and token on each line; "#" begins a comment."""
    accounts: list[Account] = []
    for number, line in enumerate(lines_of(path), 1):
        if line and not line.startswith("#"):
            accounts.append(account_of(line, f"{path}:{number}"))
    if not accounts:
        raise DatelineError("holds no token", where=str(path), cure="write lines of: ROLE NAME TOKEN")
    if len({account.digest for account in accounts}) < len(accounts):
        raise DatelineError("holds a token twice", where=str(path), cure="give everybody a token of their own")
    return tuple(accounts)


def account_of(line: str, where: str) -> Account:
    words = line.split()
    if len(words) != 3 or words[0] not in ROLES:
        cure = f"write ROLE NAME TOKEN, where ROLE is one of {', '.join(ROLES)}"
        raise DatelineError("is no token", where=where, cure=cure)
    role, name, token = words
    if token.startswith(HASHED):
        digest = token.removeprefix(HASHED).lower()
        if len(digest) != 64 or any(sign not in "0123456789abcdef" for sign in digest):
            raise DatelineError("is no SHA-256", where=where, cure="write 64 hexadecimal digits, or the token itself")
        return Account(name, role, digest)
    if len(token) < LEAST:
        cure = f"use at least {LEAST} characters, as `openssl rand -hex 24` makes them"
        raise DatelineError("the token is too short", where=where, cure=cure)
    return Account(name, role, digest_of(token))


def lines_of(path: Path) -> list[str]:
    """The stripped lines of a file of secrets, which others on the machine must not be able to read."""
    try:
        if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            raise DatelineError("can be read by everybody", where=str(path), cure=f"run: chmod 600 {path}")
        return [line.strip() for line in path.read_text("utf-8").splitlines()]
    except OSError as error:
        raise DatelineError(f"cannot be read: {error.strerror}", where=str(path), cure="check the path") from error
    except ValueError as error:
        raise DatelineError("is no UTF-8 text", where=str(path), cure="write it anew") from error
