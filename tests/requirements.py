"""What a test needs from the machine: it is skipped without, or failed where all is promised to be there."""

import os
import shutil
import subprocess
from typing import TypeVar

import pytest

Found = TypeVar("Found")


def needs(what: str, found: Found | None, how_to_get: str) -> Found:
    """Give back what was found; otherwise skip the test, or fail it when REQUIRE_ALL=1, as in CI."""
    if found is not None:
        return found
    reason = f"needs {what} ({how_to_get})"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{reason}; REQUIRE_ALL=1 allows no skipping", pytrace=False)
    pytest.skip(reason)


def needs_program(*names: str, how_to_get: str) -> str:
    """The path of the first of these programs that is on PATH."""
    paths = (shutil.which(name) for name in names)
    return needs(names[0], next((path for path in paths if path), None), how_to_get)


def needs_node_module(name: str) -> str:
    """The path of node, once it can `require` this module (from NODE_PATH, or node_modules here)."""
    node = needs_program("node", how_to_get="apt install nodejs")
    asked = subprocess.run([node, "-e", f"require.resolve({name!r})"], capture_output=True, check=False)
    return needs(name, node if asked.returncode == 0 else None, f"npm install {name}, and set NODE_PATH")
