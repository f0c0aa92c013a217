"""HR's figures on the screen, for the gallery: what is usual, and what is longest."""

from dataclasses import replace

from content import digest, hr
from content.screen import Screen
from tests.content.cast import WORDS, ZONE
from tests.content.digest.frozen import EIGHT, FULL, HEALTH, NONE, SEATED, monday, of, summary


def screens() -> list[Screen]:
    back = hr.back(WORDS)
    ways = ((digest.see_workbook(WORDS, "EmployerAAAA"), back),)
    return [
        digest.message(WORDS, None, ZONE),
        digest.message(WORDS, summary(), ZONE),
        digest.message(WORDS, summary(of(NONE)), ZONE),
        digest.latest(WORDS, summary(), ways),
        digest.latest(WORDS, monday(*EIGHT), ways),
        digest.latest(WORDS, summary(of(FULL, None), is_pooled=True), ways),
        digest.latest(WORDS, summary(of(FULL, None)), ways),
        digest.latest(WORDS, replace(monday(*EIGHT), is_pooled=True), ways),
        digest.earlier(WORDS, EIGHT, back, "digest:EmployerAAAA"),
        digest.earlier(WORDS, [], back, "digest:EmployerAAAA"),
        digest.note_alone(WORDS, summary(), ZONE, back),
        digest.as_workbook(WORDS, EIGHT, back),
        digest.as_workbook(WORDS, [], back),
    ]


def longest() -> list[Screen]:
    """A Monday on which two full periods are told, with as many sessions ahead as there may be."""
    two = (EIGHT[-1], of(replace(FULL, times=None), period="2026-Q4"))
    ahead = (SEATED, HEALTH) * 200
    return [
        digest.message(WORDS, summary(*two, coming=ahead, history=(*EIGHT, two[1])), ZONE),
        digest.by_mail(WORDS, summary(*two, coming=ahead, history=(*EIGHT, two[1])), ZONE),
    ]
