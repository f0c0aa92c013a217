"""When and where, as HR types it: understood kindly, and refused where it could mean something else."""

from dataclasses import replace
from datetime import time

import pytest

from programme.digest_wish_text import read
from programme.errors import Unusable
from programme.model import DigestWish, Way

BEFORE = DigestWish(3, time(14, 30), Way.CHAT)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tuesday 9am", DigestWish(1, time(9), Way.CHAT)),
        ("tuesdays at 9am by e-mail", DigestWish(1, time(9), Way.EMAIL)),
        ("9am on Tuesday", DigestWish(1, time(9), Way.CHAT)),
        ("Fri 0930", DigestWish(4, time(9, 30), Way.CHAT)),
        ("every Wednesday at noon, please", DigestWish(2, time(12), Way.CHAT)),
        ("SUNDAY 20:00", DigestWish(6, time(20), Way.CHAT)),
        ("both on Monday at 8", DigestWish(0, time(8), Way.BOTH)),
        ("Tuesday 9", DigestWish(1, time(9), Way.CHAT)),
        ("at 4 on Fridays", DigestWish(4, time(16), Way.CHAT)),
        ("9 o'clock", replace(BEFORE, at=time(9))),
        ("at 12", replace(BEFORE, at=time(12))),
        ("Monday", replace(BEFORE, weekday=0)),
        ("16:00", replace(BEFORE, at=time(16))),
        ("by email", replace(BEFORE, way=Way.EMAIL)),
        ("e-mail only", replace(BEFORE, way=Way.EMAIL)),
        ("by chat and e-mail", replace(BEFORE, way=Way.BOTH)),
        ("Both", replace(BEFORE, way=Way.BOTH)),
        ("in the chat", BEFORE),
        ("in this chat", BEFORE),
        ("Tuesdays in this chat", replace(BEFORE, weekday=1)),
        ("not at all", replace(BEFORE, way=Way.NEITHER)),
    ],
)
def test_what_is_understood(typed: str, meant: DigestWish) -> None:
    assert read(typed, BEFORE) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "9", "12", "at 13", "Tuesday 0", "Tuesday 24", "25:00", "13pm", "someday", "Tuesday Friday",
        "9am 10am", "tomorrow",
        "not by e-mail", "never by chat", "stop the e-mails", "no e-mail", "Tuesday morning", "<b>x</b>", "x" * 5000,
        "9am\nBcc: all@example.org", "٩am", "=1+1",
    ],
)  # fmt: skip
def test_what_is_refused(typed: str) -> None:
    with pytest.raises(Unusable, match="when"):
        read(typed, BEFORE)
