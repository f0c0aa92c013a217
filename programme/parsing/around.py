"""Words around an entry: what is known and says nothing that is kept, how hard it was, and where one entry ends."""

from __future__ import annotations

import re

from programme.parsing.patterns import MONTH, Pattern, found, passing
from programme.parsing.values import Effort, Scene, Stop

PLACE = (
    r"(?:(?:village|church|sports|town) hall|community centre|pub|cafe|church|library"
    r"|work|office|home|house|park|country park|garden|pool|woods|forest|beach|seafront|town|village|shops?"
    r"|supermarket|school|station|bus stop|hall|studio|block|river|canal|lake|field|fields|countryside|rain|sun"
    r"|snow|desk|chair|break|lunch break|coffee break|tea break|meeting|meetings|breakfast|call|calls"
    r"|car park|corridor|kitchen|living room|sofa|bed|tv)"
)
NAMED_PLACE = r"(?:park|country park|woods|wood|pool|beach|lake|forest|common|gardens|nature reserve|centre|hill)"
COMPANY = (
    r"(?:dogs?|kids?|children|child|baby|son|daughter|friends?|mates?|family|team|colleagues?|partner|wife|husband"
    r"|mum|dad|sister|brother|group|club|pram|pushchair|buggy|neighbours?|workmates?|boss)"
)
WHERE = r"(?:to|from|at|in|into|out in|round|around|along|through|by|near|on|during|before|over|after)"
THE = r"(?:the |my |our |a |an |some |his |her )?"

AROUND: tuple[Pattern, ...] = (
    found(rf"took {THE}{COMPANY}(?: out)? for", lambda _: Scene()),
    found(rf"took {THE}{COMPANY}(?: and {THE}{COMPANY})? {WHERE} {THE}{PLACE}", lambda _: Scene()),
    passing(rf"(?:me and {THE}{COMPANY}|{THE}{COMPANY} and (?:i|me))"),
    passing(r"(?:via |on |over )?(?:zoom|teams|youtube)|between (?:meetings|calls|classes|jobs)"),
    passing(r"all the way|on foot|(?:and |there and )?back(?: again| home)?|(?:can|could) you"),
    found(rf"{WHERE} {THE}[a-z]+ {NAMED_PLACE}", lambda _: Scene()),
    found(rf"{WHERE} {THE}{PLACE}", lambda _: Scene()),
    found(rf"with {THE}{COMPANY}(?: and {THE}{COMPANY})?", lambda _: Scene()),
    passing(r"while (?:watching|listening to|on) (?:the |a |my )?(?:tv|telly|radio|podcasts?|music|call|phone|news)"),
    passing(r"(?:felt|feel|feeling) (?:very |so |really |much )?(?:great|good|better|ok|fine|tired|amazing|lovely)"),
    found(r"gentle|gently|light|lightly|easy|easily|slow|slowly|leisurely|relaxed|steady away", lambda _: Effort(-1)),
    found(r"hard|vigorous|vigorously|intense|intensive|tough|fast", lambda _: Effort(+1)),
    passing(r"brisk|briskly|steady|steadily|moderate|moderately|normal"),
    passing(r"a (?:bit|spot) of|at (?:a|an)? ?pace|pace"),
    passing(
        r"i|im|ive|id|we|weve|me|my|our|did|do|done|went|had|have|been|got|took|spent|managed|completed|finished"
        r"|for|a|an|the|of|on|in|some|log|logged|add|added|please|just|about|around(?= \d| an? | half )|roughly"
        r"|approx|approximately|total|altogether|long|short|quick|nice|lovely|good|great|little|very|online|outdoors?|outside|indoors?"
        r"|inside|home|live|class|lesson|session|sessions|time|worth|lasting|doing|was|it|exercise video|video"
        r"|virtual|group|practice|my own|thanks|thank you|so|quite|really|pretty|fairly|super|usual|another|extra"
        r"|hilly|flat|windy|rainy"
        r"|cold|sunny|wet|muddy|moved|moving|(?:being )?active|out|charity|sponsored|guided"
    ),
)
"""Tried after days, lengths and activities, so that their longer forms win."""

WITH_NOUN = r"(?:with|at|round|around|along|through|near|past|across|from|into)"
WITH_ARTICLE = r"(?:to|up|down|by|over) (?=(?:the|my|our|a|an|his|her) )"
AT_THE_END = r"to (?=[a-z]+(?: \d| [,.;]| and back| from |$))"
SOMEWHERE = re.compile(rf"(?:{WITH_NOUN} |{WITH_ARTICLE}|{AT_THE_END}){THE}([a-z]{{2,}})(?= |$)")
"""A place or a companion that we do not know by name, such as "with Priya" or "to the cinema"."""
NOWHERE = re.compile(
    r"(?:breaks?|rests?|stops?|pauses?|pain|come|do|be|no|not|night|year|same|start|end|.*ing)|" + MONTH
)
"""What no such place is called: it would change what is kept, or when."""


def somewhere(text: str, place: int) -> re.Match[str] | None:
    """Where, or with whom, at *place*; the first group is the noun."""
    found = SOMEWHERE.match(text, place)
    return found if found and not NOWHERE.fullmatch(found[1]) else None


STOPS: tuple[Pattern, ...] = (found(r"(?:followed by|and then|and also|[,;.:-]|and|then|plus|also)", lambda _: Stop()),)
