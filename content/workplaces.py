"""Workplaces, for the team: listed, added, renamed, counted, closed. Who takes part there is never shown."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content import programme
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Employer

IN_LINE = 60
IN_BUTTON = 30
DONE = {
    "added": "Added.",
    "renamed": "Saved.",
    "counted": "Saved.",
    "closed": "Closed.",
}
"""The toast after an act, by the word in the address."""


def screen(words: Words, workplaces: Sequence[Employer], skipped: int) -> Screen:
    """All that are open, by name."""
    add = (Choice(words.plain("Add a workplace"), "wpnew"),)
    if not workplaces:
        text = words.say("There are no workplaces yet. Add the first one:")
        return Screen(text, (add, (programme.back(words),)))
    shown = programme.page(workplaces, skipped)
    text = paragraphs(words.say("<b>Workplaces</b>"), listed(_line(words, number, one) for number, one in shown))
    rows = (
        *((_button(number, one),) for number, one in shown),
        *programme.pages(words, len(workplaces), skipped, "workplaces"),
        (*add, programme.back(words)),
    )
    return Screen(text, rows)


def one(words: Words, workplace: Employer, done: str) -> Screen:
    """A workplace that is open; *done* is what has just been done."""
    text = paragraphs(
        words.say("<b>{name}</b>", name=workplace.name),
        people(words, workplace.headcount),
        words.say("Next: make its link, and share it with the people there.") if done == "added" else None,
    )
    at = workplace.id
    rows = (
        (Choice(words.plain("Links"), f"links:{at}"), Choice(words.plain("HR contacts"), f"crew:hr:{at}")),
        (
            Choice(words.plain("Rename"), f"wprename:{at}"),
            Choice(words.plain("Change headcount"), f"wpheads:{at}"),
        ),
        (Choice(words.plain("Close this workplace"), f"wpclose:{at}"),),
        (_all(words),),
    )
    return Screen(text, rows, toast=words.plain(DONE[done]) if done in DONE else "")


def closed(words: Words, workplace: Employer, orphans: int, done: str) -> Screen:
    """*orphans*: sessions to come that were only for it."""
    text = paragraphs(
        words.say("<b>{name}</b> is closed.", name=workplace.name),
        words.say("Its links and codes don't work any more. The people who took part now do so on their own."),
        _orphans(words, orphans),
    )
    row = (Choice(words.plain("See all sessions"), "allsessions"), _all(words))
    return Screen(text, (row,), toast=words.plain(DONE["closed"]) if done == "closed" else "")


def ask_name(words: Words, problem: str) -> Screen:
    text = paragraphs(
        programme.wrong(words, problem),
        words.say("What's the workplace called? Type its name, as the people there know it."),
    )
    return Screen(text, ((_all(words),),), asks="wptyped")


def ask_headcount(words: Words, name: str, problem: str) -> Screen:
    text = paragraphs(
        programme.wrong(words, problem),
        words.say("How many people work at {name}? Type a number, like this: 250", name=name),
        words.say("About right is enough. It decides how often its HR gets figures."),
    )
    again = Choice(words.plain("Back to the name"), "wpnew")
    return Screen(text, ((again, _all(words)),), asks="wptyped")


def ask_new_name(words: Words, workplace: Employer, problem: str) -> Screen:
    text = paragraphs(
        programme.wrong(words, problem),
        words.say("What should {name} be called from now on?", name=workplace.name),
    )
    return Screen(text, ((back_to(words, workplace.id),),), asks=f"wprenamed:{workplace.id}")


def ask_new_headcount(words: Words, workplace: Employer, problem: str) -> Screen:
    text = paragraphs(
        programme.wrong(words, problem),
        words.say("How many people work at {name} now? Type a number.", name=workplace.name),
        people(words, workplace.headcount),
    )
    return Screen(text, ((back_to(words, workplace.id),),), asks=f"wpcounted:{workplace.id}")


def ask_to_close(words: Words, workplace: Employer, orphans: int) -> Screen:
    """Nothing happens until it is confirmed."""
    text = paragraphs(
        words.say("Close <b>{name}</b>? This can't be undone.", name=workplace.name),
        listed(
            words.say("• {point}", point=words.plain(point))
            for point in (
                "Its links, codes and HR contacts stop at once.",
                "The people there stay with us on their own, and can book what is open to all.",
                "Places they have at sessions for chosen workplaces go to others. Each person is told.",
            )
        ),
        _orphans(words, orphans),
    )
    row = (
        Choice(words.plain("Yes, close it"), f"wpclosed:{workplace.id}:yes"),
        Choice(words.plain("Keep it"), f"wp:{workplace.id}"),
    )
    return Screen(text, (row,))


def people(words: Words, headcount: int) -> Markup:
    """How many people work there, as the team typed it: not how many take part."""
    return words.say("Headcount: {n}", n=f"{headcount:,}")


def back_to(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("Back to the workplace"), f"wp:{employer_id}")


def _orphans(words: Words, orphans: int) -> Markup | None:
    if not orphans:
        return None
    return words.count(
        "{n} session to come is only for it. It stays on the timetable, with nobody to come.",
        "{n} sessions to come are only for it. They stay on the timetable, with nobody to come.",
        orphans,
    )


def _all(words: Words) -> Choice:
    return Choice(words.plain("All workplaces"), "workplaces")


def _line(words: Words, number: int, workplace: Employer) -> Markup:
    return words.say(
        "{number}. {name}. {people}",
        number=number,
        name=shortened(workplace.name, IN_LINE),
        people=people(words, workplace.headcount),
    )


def _button(number: int, workplace: Employer) -> Choice:
    return Choice(f"{number} · {shortened(workplace.name, IN_BUTTON)}", f"wp:{workplace.id}")
