"""The page's sources: types strict, and the tests of its small parts."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.web.browser.conftest import WEB


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_pages_own_checks_pass(script: str) -> None:
    npm = shutil.which("npm")
    if npm is None or not (WEB / "page" / "node_modules").is_dir():
        pytest.skip("the page's packages are not installed: pip install -e '.[dev]' installs them where npm is")
    done = subprocess.run([npm, "run", script], cwd=WEB / "page", text=True, capture_output=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
