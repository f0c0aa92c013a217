"""Words around an entry: what is known and says nothing that is kept, how hard it was, and where one entry ends."""

from __future__ import annotations

from programme.parsing.patterns import Pattern, found, passing
from programme.parsing.values import Effort, Stop

PLACE = (
    r"(?:work|office|home|house|park|country park|garden|pool|woods|forest|beach|seafront|town|village|shops?"
    r"|supermarket|school|station|bus stop|hall|studio|block|river|canal|lake|field|fields|countryside|rain|sun"
    r"|snow|desk|chair|break|lunch break|coffee break|tea break|meeting|meetings|breakfast|call|calls"
    r"|car park|stairs|corridor|kitchen|living room|sofa|bed|tv)"
)
COMPANY = (
    r"(?:dogs?|kids?|children|child|baby|son|daughter|friends?|mates?|family|team|colleagues?|partner|wife|husband"
    r"|mum|dad|sister|brother|group|club|pram|pushchair|buggy)"
)
WHERE = r"(?:to|from|at|in|into|out in|round|around|along|through|by|near|on|during|before|over|after)"
THE = r"(?:the |my |our |a |an |some |his |her )?"

AROUND: tuple[Pattern, ...] = (
    passing(rf"{WHERE} {THE}{PLACE}"),
    passing(rf"with {THE}{COMPANY}(?: and {THE}{COMPANY})?"),
    found(r"gentle|gently|light|lightly|easy|easily|slow|slowly|leisurely|relaxed|steady away", lambda _: Effort(-1)),
    found(r"hard|vigorous|vigorously|intense|intensive|tough|fast", lambda _: Effort(+1)),
    passing(r"brisk|briskly|steady|steadily|moderate|moderately|normal"),
    passing(r"a (?:bit|spot) of|at (?:a|an)? ?pace|pace"),
    passing(
        r"i|ive|id|we|weve|me|my|our|did|do|done|went|had|have|been|got|took|spent|managed|completed|finished"
        r"|for|a|an|the|of|on|in|some|log|logged|add|added|please|just|about|around|roughly|approx|approximately"
        r"|total|altogether|long|short|quick|nice|lovely|good|great|little|very|online|outdoors?|outside|indoors?"
        r"|inside|home|live|class|lesson|session|sessions|time|worth|lasting|doing|was|it|exercise video|video"
        r"|virtual|group|practice|on foot"
    ),
)
"""Tried after days, lengths and activities, so that their longer forms win."""

STOPS: tuple[Pattern, ...] = (found(r"(?:followed by|and then|and also|[,;.:-]|and|then|plus|also)", lambda _: Stop()),)
