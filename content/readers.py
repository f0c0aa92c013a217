"""Who else gets a workplace's figures, by e-mail: asked first, listed, and taken off again."""

from __future__ import annotations

from collections.abc import Sequence

from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Employer, Reader

PROBLEMS = {
    "missing": ("That's empty.", "Please type an address like this: anna@example.org"),
    "not_an_address": (
        "That isn't an e-mail address I can use.",
        "Please type it like this: anna@example.org",
    ),
    "gets_it": ("That address gets it already.", "Please type another one."),
    "in_use": ("That address is used already.", "Please type another one."),
    "too_many": ("That's enough codes to that address for one day.", "Please try again tomorrow."),
    "many_asked": ("That's enough addresses for one day.", "Please try again tomorrow."),
    "full": ("There's no room for more.", "Please remove one first, or use a list address of your workplace."),
}
"""By the problem of `programme.errors.Unusable`: what is wrong, and what to do."""
LONGEST_IN_LABEL, LONGEST_BESIDE = 34, 24


def choice(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("Who else gets it"), f"who:{employer_id}")


def screen(words: Words, employer: Employer, readers: Sequence[Reader], problem: str = "") -> Screen:
    """*problem*: of the last answer, or "removed"."""
    wrong = PROBLEMS.get(problem)
    text = paragraphs(
        listed(words.say(part) for part in wrong) if wrong else None,
        words.say("Removed. We forget the address within two days.") if problem == "removed" else None,
        words.say("<b>Who else gets it</b>, for {workplace}", workplace=employer.name),
        listed(_line(words, one) for one in readers) if readers else words.say("Nobody is on this list yet."),
        words.say(
            "Who else should get it? Type a colleague's e-mail address. We ask there first, and nothing goes to it"
            " until they've said yes."
        ),
    )
    rows = tuple((_way_on(words, employer.id, number, one),) for number, one in enumerate(readers, 1))
    back = Choice(words.plain("Back to the summary"), f"digest:{employer.id}")
    return Screen(text, (*rows, (back,)), asks=f"whotyped:{employer.id}")


def _line(words: Words, one: Reader) -> str:
    if one.has_agreed:
        return words.say("• {email}", email=one.email)
    return words.say("• {email}: asked, no answer yet", email=one.email)


def _way_on(words: Words, employer_id: str, number: int, one: Reader) -> Choice:
    """Numbered, since two long addresses may look alike when they are cut."""
    if one.has_agreed:
        return remove(words, employer_id, one, f"{number}: {_short(one)}")
    email = one.email if len(one.email) <= LONGEST_BESIDE else f"{one.email[: LONGEST_BESIDE - 1]}…"
    label = words.plain("{number}: type code or remove {email}", number=number, email=email)
    return Choice(label, f"whocode:{employer_id}:{one.contact_id}")


def remove(words: Words, employer_id: str, one: Reader, which: str) -> Choice:
    return Choice(words.plain("Remove {which}", which=which), f"whoout:{employer_id}:{one.contact_id}")


def _short(one: Reader) -> str:
    return one.email if len(one.email) <= LONGEST_IN_LABEL else f"{one.email[: LONGEST_IN_LABEL - 1]}…"


def ask_code(words: Words, employer_id: str, one: Reader, problem: str = "", *, has_pages: bool) -> Screen:
    """*problem* is "wrong", "over" or empty."""
    away = remove(words, employer_id, one, words.plain("this address"))
    back = (away, Choice(words.plain("Back to the list"), f"who:{employer_id}"))
    if problem == "over":
        again = Choice(words.plain("Send a new code"), f"whoagain:{employer_id}:{one.contact_id}")
        return Screen(words.say("That code is used up or too old. Press “Send a new code”."), ((again,), back))
    first = (
        words.say("That isn't the code. Please look again: it has six digits.")
        if problem == "wrong"
        else words.say("We've asked {email}. Nothing else goes there until they've said yes.", email=one.email)
    )
    then = (
        words.say("They can press the button that the e-mail leads to. Or they tell you the code in it; type it here.")
        if has_pages
        else words.say("There's a code in the e-mail. Ask them for it, and type it here within a day.")
    )
    return Screen(paragraphs(first, then), (back,), asks=f"whook:{employer_id}:{one.contact_id}")


def agreed(words: Words, employer_id: str, one: Reader) -> Screen:
    text = words.say("Done. From the next one on, the summary goes to {email}.", email=one.email)
    return Screen(text, ((Choice(words.plain("Back to the list"), f"who:{employer_id}"),),))


def no_mail(words: Words, employer_id: str) -> Screen:
    back = Choice(words.plain("Back to the summary"), f"digest:{employer_id}")
    return Screen(words.say("E-mail isn't set up here, so the summary comes by chat alone."), ((back,),))
