"""Words around an entry: what is known and says nothing that is kept, how hard it was, and where one entry ends."""

from __future__ import annotations

import re

from programme.parsing.days import WEEKDAY
from programme.parsing.patterns import BUSY, MONTH, Pattern, found, passing, refusing
from programme.parsing.refused import WATCHED
from programme.parsing.values import Effort, Piece, Reason, Return, Scene, Stop

PLACE = (
    r"(?:(?:village|church|sports|town) hall|community centre|pub|cafe|church|library|work|office|home|house|park"
    r"|country park|garden|pool|woods|forest|beach|seafront|town|village|shops?|supermarket|school|station|bus stop"
    r"|hall|studio|block|river|canal|lake|field|fields|countryside|rain|sun|snow|desk|chair|break|lunch break"
    r"|coffee break|tea break|meeting|meetings|breakfast|call|calls|car park|corridor|kitchen|living room|(?:train"
    r"|bus|railway) station|post office|doctors?|dentists?|nursery|tescos?|asda|aldi|lidl|sainsburys|morrisons|co op"
    r"|coop|waitrose|greggs|costa|high street|(?:town|city) centre|city|market|mall|allotment|quay|harbour|gym|club"
    r"|clubhouse|wedding|party|barbecue|bbq|hotel|airport|cinema|theatre|gp|surgery|hospital|clinic|rec|woodland"
    r"|seaside|sea|coast|prom|promenade|pier|common|green|meadow|nature reserve|reserve|towpath|track|court|pitch"
    r"|estate|streets?|lanes?|roads?|close|hills?)"
)
NAMED_PLACE = (
    r"(?:park|country park|car park|woods|wood|pool|beach|lake|forest|common|gardens|nature reserve|centre|hills?"
    r"|block|estate|street|road|lanes?|station|fields?|village|town|path|trail|reservoir|marina|loop|route|track|pier"
    r"|island|hall|school|office|building|stadium|pond|bridge|grounds|avenue|green|club|square|course|court|stop"
    r"|shops?)"
)
COMPANY = (
    r"(?:dogs?|pooch|pups?|puppy|puppies|hound|grandson|granddaughter|grandkids|grandchildren|grandad|gran|nan|nanny"
    r"|grandma|toddler|little one|boys?|girls?|lads?|missus|hubby|other half|girlfriend|boyfriend|bf|gf|fella|cousin"
    r"|aunt|uncle|niece|nephew|coworkers?|buddy|pals?|bestie|kids?|children|child|baby|son|daughter|friends?|mates?"
    r"|family|team|colleagues?|partner|wife|husband|mum|dad|sister|brother|group|club|pram|pushchair|buggy|neighbours?"
    r"|workmates?|boss)"
)
WHERE = r"(?:to|from|at|in|into|out in|round|around|along|through|by|near|on|during|before|over|after)"
THE = r"(?:the |my |our |a |an |some |his |her )?"
SAID_ANYWAY = (
    r"i|im|ive|we|weve|me(?! and )|my|our|did|done|went|had|have|been|got|took|spent|managed|completed|finished|for|a"
    r"|an|the|of|on|in|some|log|logged|add|added|please|just|about|around(?= \d| an? | half )|roughly|approx"
    r"|approximately|long|only|bout|short|quick|nice|lovely|good|great|little|very|online|outdoors?|outside|indoors?"
    r"|inside|home|live|worth|lasting|doing|was|it|exercise video|video|virtual|group|practice|my own|thanks"
    r"|thank you|thx|cheers|pls|plz|ta|so|quite|really|pretty|fairly|super|usual|another|extra|hilly|flat|windy|rainy"
    r"|cold|sunny|wet|muddy|moved|moving|(?:being )?active|out|charity|sponsored|guided"
)
SET_OUT = (
    r"managed to(?: (?:do|get|have|squeeze|fit|complete|finish)(?: in)?)?"
    r"|(?:popped|nipped|headed|ventured|got|get|getting|went|been|set|snuck|sneaked) (?:out|off|along)"
    r"|(?:squeezed|fitted|fit|got|get|snuck|sneaked|put) in|took part in|joined|attended|enjoyed|clocked(?: up)?"
    r"|racked up|notched up|hit(?= (?:the )?(?:gym|pool|treadmill))|tracked|recorded|record"
)
WHEN_AND_HOW = (
    r"first thing|before bed|(?:before|after) (?:breakfast|brekkie|brekky)|in between|in the fresh air"
    r"|wfh|(?:while |when )?working from home|non stop|nonstop|in one go"
    r"|(?:via |on |over )?(?:zoom|teams|youtube|(?:the |an )?app|strava|fitbit|garmin|online video)"
    rf"|between {BUSY}"
)
HOW_IT_WAS = (
    r"(?:really |so |very )?(?:knackered|knackering|tiring|exhausting|sweaty|refreshing|relaxing|fun|enjoyable|proper"
    r"|decent|solid|full|whole|entire|straight|continuous|local|regular)|(?:so |really |very )?proud(?: of myself)?"
    r"|chuffed|pleased(?: with myself)?|(?:and )?(?:really )?(?:loved|enjoyed) it|my (?:very )?first(?: ever)?"
    r"|finally|anyway|as well|again|well(?= (?:done|i) )|lol|haha|phew|yay|woohoo|woo|hooray|hi|hello|hey|hiya"
    r"|x+(?=$)"
)
REQUEST = (
    r"(?:please )?(?:(?:(?:can|could|would) you|(?:can|could|may) i|let me|i want to|i would like to|id like to)"
    r"(?: please)? )?(?:log|add|record|put (?:me )?down(?: for)?|mark me down for)(?: for me)?(?: that(?= i))?"
)

GREETING = passing(
    r"^(?:good )?(?:morning|afternoon|evening|hi|hello|hey|hiya) (?:all|team|everyone|there|folks|guys)(?: [,.])?"
)
"""Tried first, since "morning" is a part of the day otherwise."""


def scene(_: re.Match[str]) -> Piece:
    return Scene()


AROUND: tuple[Pattern, ...] = (
    found(r"(?:match|game|tournament|club|league|lessons?|competition|training session)s?", scene),
    found(rf"took {THE}[a-z]+ (?:out )?(?:for|on)(?= (?:an?|my|our|his|her) )", scene),
    found(rf"took {THE}{COMPANY}(?: out)? for", scene),
    found(rf"took {THE}{COMPANY}(?: and {THE}{COMPANY})? {WHERE} {THE}{PLACE}", scene),
    passing(rf"(?:me and {THE}{COMPANY}|{THE}{COMPANY} and (?:i|me))"),
    found(r"got off the (?:bus|tube|train) (?:a stop |one stop )?early(?: and)?", scene),
    found(r"parked (?:the car )?further away(?: and)?", scene),
    found(r"class|session|sessions|time", scene),
    passing(SET_OUT),
    passing(WHEN_AND_HOW),
    passing(HOW_IT_WAS),
    found(r"(?:and |there and )back(?: again| home)?|to and from(?: work| school)?", lambda _: Return()),
    passing(r"all the way|on foot|back(?: again| home)?"),
    refusing(rf"{WHERE} {THE}{WEEKDAY} {NAMED_PLACE}", Reason.WHICH_DAY),  # "to sunday school": a place, or a day too
    found(rf"{WHERE} {THE}[a-z]+ {NAMED_PLACE}", scene),
    found(rf"{WHERE} {THE}{PLACE}", scene),
    found(rf"with {THE}{COMPANY}(?: and {THE}{COMPANY})?", scene),
    found(
        r"(?:while (?:watching|listening to|on)|listening to) (?:the |a |an |my )?[a-z]{2,}(?: (?:and|&) [a-z]{2,})?",
        scene,
    ),
    found(r"in total|all in|overall|in all|total|altogether|all together", scene),
    passing(r"(?:just )?(?:got |came |come |am |im )?(?:back|home|returned) from(?= (?:an? |my |our |\d))"),
    passing(REQUEST),
    passing(r"just to (?:say|let you know)(?: that)?"),
    found(r"played", scene),
    found(r"(?:in|on|from) (?:my |the )?(?:bed|sofa|settee|floor|mat)", scene),
    passing(r"(?:felt|feel|feeling) (?:very |so |really |much )?(?:great|good|better|ok|fine|tired|amazing|lovely)"),
    found(r"gentle|gently|light|lightly|easy|easily|slow|slowly|leisurely|relaxed|steady away", lambda _: Effort(-1)),
    found(r"hard|vigorous|vigorously|intense|intensive|tough|fast", lambda _: Effort(+1)),
    passing(r"brisk|briskly|steady|steadily|moderate|moderately|normal"),
    passing(r"(?:a )?(?:little )?(?:bit|spot) of|at (?:a|an)? ?pace|pace"),
    refusing(r"of it", Reason.UNCLEAR),  # "20 min run, 5 min of it walking": a part, and no second entry
    passing(SAID_ANYWAY),
)
"""Tried after days, lengths and activities, so that their longer forms win."""

WITH_NOUN = r"(?:me and|with|at|round|around|along|through|near|past|across|from|into)"
WITH_ARTICLE = r"(?:to|up|down|by|over) (?=(?:the|my|our|a|an|his|her) )"
AT_THE_END = r"to (?=[a-z]+(?: \d| [,.;]| and back| from |$))"
ATTENDED = re.compile(rf"(?:(?<=went )|(?<=been )|(?<=gone ))to(?= (?!{THE}{WATCHED})[a-z]+)")
""" "went to yoga": done there. "went to the football" is likely watched."""
AND_I = re.compile(r"^(?!(?:neither|nobody|either|if|when) )[a-z]{2,} and i(?= )")
""" "Tom and I", at the beginning: whoever it was."""
SOMEWHERE = re.compile(rf"(?:{WITH_NOUN} |{WITH_ARTICLE}|{AT_THE_END}){THE}([a-z]{{2,}})(?= |$)")
"""A place or a companion that we do not know by name, such as "with Priya" or "to the cinema"."""
NOWHERE = re.compile(
    r"(?:breaks?|rests?|stops?|pauses?|pain|no|not|night|year|same|start|end|e?mails?|inbox|paperwork"
    r"|least|most|best|worst|once|first|last|all|random|risk|some|points?|present|noon|midnight|speed|ease|times?|luck"
    r"|come|do|be|go|get|have|see|follow|earn|try|finish|book|think|win|add|begin|find|keep|make|give|take|help|lose"
    r"|gain|stay|show|tell|say|call|ask|plan|wait|meet|burn|clear|improve|boost|build|beat|reach|hit|complete|catch|fit"
    r"|feel|fix|ease|relax|recover|look|know|let|put|pay|pick|drop|leave|move|need|want|use|cool|warm|prove|check|count"
    r"|buy|eat|sleep|sit|stand|rest|share|send|save|set|spend|repeat|prepare|train|work|collect|fetch|avoid|reduce"
    r"|celebrate|here|there|de ?stress|unwind|date|boot|spare|nowhere|nothing|anyone|nobody|hell|.*ly|.*ed"
    r"|web|internet|tv|telly|television|sofa|bath|weekends?|christmas|xmas|easter|halloween|diwali|eid|ramadan"
    r"|.*ing)|" + MONTH
)
"""What no such place is called: it would change what is kept, or when."""


def somewhere(text: str, place: int) -> re.Match[str] | None:
    """Where, or with whom, at *place*; the first group is the noun."""
    found = SOMEWHERE.match(text, place)
    return found if found and not NOWHERE.fullmatch(found[1]) else None


STOPS: tuple[Pattern, ...] = (
    found(r"and(?= (?:i )?(?:did|used|lifted) )", lambda _: Stop()),  # "the gym and did weights": what was done there
    found(r"(?:followed by|and then|and also|and|then|plus|also)", lambda _: Stop(joins=True, adds=True)),
    found(r"[,;]", lambda _: Stop(joins=True)),
    found(r"[:-]", lambda _: Stop(opens=True)),
    found(r"\.", lambda _: Stop()),
)
