"""Builds the workbench's page into the package: `npm ci` and `npm run build`, where npm is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path("src", "dateline", "web")
SKIP = "DATELINE_NO_PAGE"
"""Set to 1, the package is built without the page; `dateline serve` then says what to do."""
BUILT = frozenset({"node_modules", "test"})
"""Folders beside the page's sources of which the built page holds nothing."""


class PageHook(BuildHookInterface[Any]):
    """Runs for wheels and for editable installs. A page that is newer than its sources is left as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        page, static = Path(self.root, WEB, "page"), Path(self.root, WEB, "static")
        if self.target_name != "wheel" or not page.is_dir() or fresh(static, page):
            return
        npm = shutil.which("npm")
        if os.environ.get(SKIP, "") not in ("", "0"):
            self.app.display_warning(f"{SKIP} is set: built without the workbench's page")
        elif npm is None:
            self.app.display_warning("npm is not on the path: built without the workbench's page; install Node.js 20")
        else:
            build(npm, page)


def fresh(static: Path, page: Path) -> bool:
    """Whether the built page is no older than anything that it is made of."""
    index = static / "index.html"
    return index.is_file() and index.stat().st_mtime >= max(path.stat().st_mtime for path in sources(page))


def sources(page: Path) -> Iterator[Path]:
    for path in page.iterdir():
        if path.name not in BUILT:
            yield from (file for file in path.rglob("*") if file.is_file()) if path.is_dir() else (path,)


def build(npm: str, page: Path) -> None:
    """Scripts of packages are not run: none of them needs one."""
    for words in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run([npm, *words], cwd=page, text=True, capture_output=True)
        if done.returncode:
            cure = f"or set {SKIP}=1 to build without the workbench's page"
            raise RuntimeError(f"npm {words[0]} failed in {page}; mend it, {cure}\n{done.stdout}\n{done.stderr}")
