"""Somebody is in danger, or not well: how that is heard in whatever they type, and what is said first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content import built_in, resources
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Catalogue, Resource

FEELINGS = re.compile(
    r"\b(?:depre\w+|anxi\w+|panic\w*|(?:di)?stress\w*|low|hopeless (?:at|with)"
    r"|suicide (?:prevention|awareness|first aid|training)|kill(?:ing)? myself laughing)\b"
)
"""What /resources finds help for and is no danger by itself, or is the name of something."""
DANGER = re.compile(
    r"\b(?:wan(?:t|ted|ting|na) (?:to )?(?:die|be dead)|wish(?:ing)? i (?:was|were) dead|better off dead|suicid\w*"
    r"|(?:dont|do not) want to (?:live|be alive|wake up|be here any ?more|go on)|no reason to live"
    r"|no point (?:in )?living|want (?:it all|everything) to end"
    r"|(?:cant|cannot|can not) (?:go on any ?more|go on like this|live like this)|take my (?:own )?life"
    r"|end(?:ing)? (?:it all|my (?:own )?life)|(?:cut|cutting|harmed|hurt|hurting|killing) my ?self|self harm\w*"
    r"|overdos(?:e|ed|ing)|too many (?:pills|tablets)"
    r"|pains? in (?:my |the )?chest|chest pains?|chest (?:is |really )?(?:hurts|hurting|aches)"
    r"|my chest (?:is|feels) (?:very |so |really )?tight|tightness in my chest"
    r"|(?:cant|cannot|can not|unable to) breathe?|(?:struggling to|hard to|trouble) breath(?:e|ing)"
    r"|(?:having|may be|might be|think its) an? (?:mild |mini )?(?:stroke|heart attack)|have a heart attack"
    r"|(?:need|call) an ambulance)\b"
    r"|^i (?:cant|cannot) go on$|^(?:heart attack|a stroke|ambulance|999|help right now|im dying|i am dying)$"
)
"""Whole phrases: "kill an hour", "heart rate", "breast stroke" and "died laughing" are none."""
OF_ONESELF = re.compile(
    r"\b(?:i|im|ive) (?:\w+ ){0,4}?(?:die|dead|suicidal|(?:kill|killing|hurt|harm) myself|end it all|end my life"
    r"|chest pains?|heart attack|ambulance)\b|\bi (?:cant|cannot) breathe\b|\bmy chest (?:hurts|is tight)\b"
)
"""What no title says: all that is heard where something is written for others, such as a session."""
PARTS = (
    r"(?:ankles?|arms?|back|belly|calf|calves|elbows?|eyes?|feet|finger|foot|groin|hamstring|hands?|head|heels?|hips?"
    r"|joints?|knees?|legs?|muscles?|neck|ribs?|shins?|shoulders?|side|spine|stomach|thighs?|tummy|wrists?)"
)
PAIN = re.compile(
    rf"\b{PARTS} (?:\w+ )?(?:hurts?|hurting|aches?|aching|pains?|sore|stiff|swollen|killing me)\b"
    rf"|\b(?:hurt|pulled|twisted|sprained|strained|injured|broke|sore|painful|aching|pain in) (?:my |the |a )?{PARTS}\b"
    r"|\b(?:in (?:a lot of )?pain|it hurts|im hurt|i am hurt|i hurt|im injured|sciatica|pulled a muscle"
    r"|feel(?:ing)? (?:so |very |really |a bit )?(?:dizzy|faint|sick|ill|unwell|poorly|awful|terrible|sad|down))\b"
)


def heard(typed: str, urgent_words: frozenset[str], *, for_others: bool = False) -> bool:
    """Whether *typed* says that somebody is in danger.

    *urgent_words* are those by which the urgent help is found now: text of nothing else is heard too. Where it is
    *for_others* to read (a title, a name), only what somebody says of themselves is.
    """
    said = " ".join(resources.all_words_in(typed))
    if for_others:
        return bool(OF_ONESELF.search(said))
    rest = FEELINGS.sub(" ", said)
    return bool(DANGER.search(rest)) or resources.is_distress(rest) or only_urgent(said, urgent_words)


def only_urgent(said: str, urgent_words: frozenset[str]) -> bool:
    """ "emergency", "in crisis": words for the urgent help, and none that says anything else."""
    telling = set(said.split()) - resources.COMMON
    return bool(telling) and telling <= urgent_words


def is_unwell(typed: str) -> bool:
    """Pain or a low mood, in words that say nothing else that can be answered."""
    return bool(PAIN.search(" ".join(resources.all_words_in(typed)))) or resources.is_distress(typed)


def urgent_of(catalogue: Catalogue) -> tuple[Resource, ...]:
    """What helps right now; what came with the bot, if the team's catalogue has nothing of the kind."""
    return urgent_in(catalogue.resources) or urgent_in(built_in.catalogue().resources)


def urgent_in(listed: Iterable[Resource]) -> tuple[Resource, ...]:
    return tuple(one for one in listed if one.is_urgent)


def words_of(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(word for one in urgent_of(catalogue) for word in one.words)


def hard_time(words: Words, catalogue: Catalogue, *, is_member: bool) -> Screen:
    """Whom to call, before everything else. What was typed is not kept, and what was asked stays open."""
    helps = (
        paragraphs(words.say("{said}", said=words.plain(one.what)), words.say("{said}", said=words.plain(one.how)))
        for one in urgent_of(catalogue)[:1]
    )
    text = paragraphs(
        words.say("Sorry you're having a hard time."),
        *helps,
        words.say("We don't keep what you've just typed."),
    )
    if not is_member:
        return Screen(text, keeps_before=True)
    return Screen(text, ((Choice(words.plain("All resources"), "resources"),),), keeps_before=True)


def unwell(words: Words) -> Screen:
    text = words.say("Sorry to hear that. Stop if it hurts. /resources may help.")
    row = (Choice(words.plain("All resources"), "resources"), Choice(words.plain("Help right now"), "hardtime"))
    return Screen(text, (row,), keeps_before=True)
