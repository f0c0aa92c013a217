"""The files for operators say what the program knows: its settings, its packages, its way to stop."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.service import STOP_SECONDS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "docs" / "deploy"
SETTINGS = {name.upper() for name in Settings.model_fields}
NOT_OURS = {"PATH", "PYTHONUNBUFFERED", "HOST_NAME", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def text(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["Containerfile", "compose.yaml"])
def test_every_setting_that_is_given_is_one_of_ours(name: str) -> None:
    given = set(re.findall(r"\b([A-Z][A-Z_]+)(?:=|: )", text(name)))
    assert {one.removesuffix("_FILE") for one in given} <= SETTINGS | NOT_OURS
    assert given & SETTINGS


def test_every_package_and_nothing_else_goes_into_the_image() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = {one for one in project["tool"]["setuptools"]["packages"]["find"]["include"] if "." not in one}
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", text("Containerfile"), re.MULTILINE)
    files = {"pyproject.toml", "README.md", "LICENSE", "requirements.lock"}
    assert {name for line in copied for name in line.split()} == packages | files


def test_nobody_is_killed_while_finishing() -> None:
    stop, grace = text("find-your-active.service"), text("compose.yaml")
    seconds = int(re.findall(r"TimeoutStopSec=(\d+)", stop)[0]), int(re.findall(r"grace_period: (\d+)s", grace)[0])
    assert min(seconds) > STOP_SECONDS


def test_the_page_for_operators_shows_the_files_as_they_are() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for name in ("find-your-active.service", "Containerfile", "compose.yaml", "Caddyfile"):
        assert text(name).strip() in page
