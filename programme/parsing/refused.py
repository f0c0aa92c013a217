"""What is no log of one's own: questions, plans, what was not done, what others did, and hours without moving."""

from __future__ import annotations

from programme.parsing.patterns import HOUR, MINUTE, Pattern, refusing
from programme.parsing.values import Reason

ASKING = r"(?:did|do|does|have|has|was|is|are|am|can|could|should|shall|may|might|will|would)"
BALL_GAMES = "football|rugby|cricket|tennis|hockey|basketball|golf|netball|squash|baseball|badminton|bowls"
WATCHED = rf"(?:{BALL_GAMES}|boxing|skating|horse|ballet|gymnastics|martial|karate|judo|wheelchair)"
"""What people also go to without moving."""
ON_A_SCREEN = r"(?:online|virtual|virtually|xbox|playstation|on (?:the )?(?:wii|switch|computer|phone))"
PATTERNS: tuple[Pattern, ...] = (
    refusing(rf"{ASKING} (?:i|we|you|it|that|this|they|he|she)(?! (?:please )?(?:log|add|put|record|save)(?: |$))",
             Reason.QUESTION),
    refusing(r"have (?:an? |\d).*|time (?:for|to) .*", Reason.PLAN),
    refusing(r"forgot to (?:log|add|record|put).*", Reason.UNCLEAR),  # likely of another day than today
    refusing(r"(?:i am|im|we are|were) (?:on|out|off|at|in|doing|having|about)(?: .*)?", Reason.PLAN),
    refusing(rf"(?:gym|work|meeting|class) in (?:\d+ )?(?:{MINUTE}|{HOUR})", Reason.PLAN),
    refusing(
        r"sat (?:for|down|still|around|about|watching|(?:at|in|on|by) (?:my |the |a )?"
        r"(?:desk|sofa|settee|couch|chair|computer|screen|meeting|car|train|bus|bed|office))(?: .*)?",
        Reason.NO_MOVING,
    ),
    refusing(rf"(?:play(?:ed|ing) )?(?:{BALL_GAMES}) (?:.* )?{ON_A_SCREEN}(?: .*)?", Reason.NO_MOVING),
    refusing(rf"{ON_A_SCREEN} (?:.* )?(?:{BALL_GAMES})(?: .*)?", Reason.NO_MOVING),
    refusing(
        r"(?:ran|run|running|led|held) (?:an? |the |my |our )?"
        r"(?:training|session|class|meeting|workshop|course|event|team|stall|errands?|bath|tap|report|late|out of)"
        r"(?: .*)?"
        r"|sail(?:ing|ed) through .*",
        Reason.NO_MOVING,
    ),
    refusing(r"rows? with .*|walk in (?:clinic|centre|wardrobe|shower|freezer|service|appointment)s?", Reason.UNCLEAR),
)  # fmt: skip
"""What is made of known words and says something else."""

WHY = {
    Reason.QUESTION: "how what whats why when which who whos does do can anyone anybody is are",
    Reason.NOT_DONE: (
        "didnt dont doesnt didn not never couldnt cant cannot wasnt havent hadnt wont skipped missed cancelled canceled"
        " failed forgot without nothing none instead bunked avoided quit no bailed sacked postponed"
    ),
    Reason.PLAN: (
        "want wanted wanna need needed should could would may shall hope hoping hopefully planned meant supposed might"
        " try trying intend intending must aim aiming goal target lets let fancy ought wish thinking thought gotta"
        " ready tempted promised due booked booking soon upcoming hoped tried remind reminder"
    ),
    Reason.SOMEBODY: (
        "husband husbands wife wifes daughter daughters son sons kid kids child children he hes she shes they theyre"
        " his her their mum mums mom dad dads brother sister friend friends colleague colleagues team partner"
        " boyfriend girlfriend everyone everybody you your youre grandson granddaughter nan boss manager someone"
        " somebody hubby"
    ),
    Reason.NO_MOVING: (
        "sat sit sitting slept sleep sleeping asleep nap napped drove drive driving driven bus train tube taxi lift"
        " watched watching watch tv telly netflix meeting meetings desk sofa queued lay lying lie bed ate eating"
        " lunch worked typing read reading cooked cooking"
    ),
    Reason.UNCLEAR: (
        "all from with there then while some if but as at to by this that the them last next or so up down off too"
        " only even still each more less most least and for of on in it its be been being into onto over under than"
        " because after before until since through between within here just also now well was were will"
    ),
}
"""Words at which reading stops, and what they tell; those of `UNCLEAR` are too small to be named as not known."""
REASONS = {word: reason for reason, words in WHY.items() for word in words.split()}


def why(word: str) -> Reason:
    """Why reading stops at *word*: what it tells, or that nobody knows it."""
    return REASONS.get(word, Reason.WORD)
