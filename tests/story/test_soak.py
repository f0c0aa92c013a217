"""The long run in small: both clock-change nights with every fault and kill -9. In CI it takes about five minutes."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections import Counter

import pytest

from tests.story.process import ROOT

IN_CI = os.environ.get("REQUIRE_ALL") == "1"
SIZE = {"MINUTES": "3", "PEOPLE": "2000"} if IN_CI else {"MINUTES": "0.3", "PEOPLE": "100", "NIGHT": "autumn"}

NEWS = (
    "called off", "moved", "link changed", "you have a place", "a place is offered", "reminder, near",
    "reminder, day before",
)  # fmt: skip
HANDFUL = 5


@pytest.mark.slow
@pytest.mark.timeout(480)
@pytest.mark.xdist_group("soak")
async def test_every_promise_is_kept_through_nights_of_faults() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground.soak", cwd=ROOT, env=os.environ | {"SEED": "1", **SIZE},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    print(said.decode())
    assert process.returncode == 0
    assert "Every promise was kept." in said.decode()
    assert "WOULD NOT BE SEEN" not in said.decode()
    if IN_CI:  # a promise about what nobody was told says nothing
        assert not {what: n for what in NEWS if (n := people_told(said.decode())[what]) < HANDFUL}


def people_told(said: str) -> Counter[str]:
    """How many messages of each sort arrived, in all nights together."""
    told = Counter[str]()
    for line in re.findall(r"^  people were told: (.*)$", said, re.MULTILINE):
        for part in line.split("; "):
            number, _, what = part.partition(" ")
            told[what] += int(number)
    return told
