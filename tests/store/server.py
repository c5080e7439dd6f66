"""A PostgreSQL server that is thrown away: its files in a folder of its own, reached by a socket there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

PORT = 5432
USER = "dateline"
GUARDED = "guarded"
"""A user who needs a password; the test that wants one makes it."""
DURABLE = f"listen_addresses='' port={PORT} max_connections=60 unix_socket_permissions=0777"
FAST = f"{DURABLE} fsync=off full_page_writes=off shared_buffers=32MB autovacuum=off"
"""A crash of the machine may lose what tests write; a crash of a process may not, and that is what they are about."""


def programs() -> Path | None:
    """The folder with initdb, pg_ctl and postgres; None where PostgreSQL is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    named = shutil.which("pg_ctl")
    found = [*debian, *([Path(os.path.realpath(named)).parent] if named else [])]
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


def unprivileged() -> list[str]:
    """What makes a command run as somebody else: the server refuses to run as root."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"] if os.getuid() == 0 else []


class Server:
    """A running server. `address(schema)` is that of a record."""

    def __init__(self, folder: Path, bin: Path, settings: str = FAST) -> None:
        self.folder, self.bin, self.settings = folder, bin, settings
        self.numbers = count(1)

    def fresh(self) -> str:
        """The address of a record that is not there yet."""
        return self.address(f"r{next(self.numbers)}")

    def address(self, schema: str, **changed: str) -> str:
        parts = {"user": USER, "host": str(self.folder), "schema": schema} | changed
        return f"postgresql://{parts.pop('user')}@/postgres?" + "&".join(f"{k}={v}" for k, v in parts.items())

    def run(self, program: str, *arguments: str) -> None:
        command = [*unprivileged(), str(self.bin / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def make(self) -> None:
        options = ["--no-sync", "--encoding=UTF8", "--locale=C", f"--username={USER}", "--auth=trust"]
        self.run("initdb", "-D", str(self.folder / "data"), *options)
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all {GUARDED} scram-sha-256\nlocal all all trust\n", "utf-8")

    def start(self) -> None:
        settings = [*self.settings.split(), f"unix_socket_directories={self.folder}"]
        log = str(self.folder / "log")
        options = " ".join(f"-c {setting}" for setting in settings)
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")


@contextmanager
def served(bin: Path, settings: str = FAST) -> Iterator[Server]:
    """Sockets have short names, so the folder is not one of pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = Server(folder, bin, settings)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        folder.chmod(0o755)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
