"""A word that nobody knows, spelled as it was most likely meant; anything that could be two words stays as it is."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

LONG_ENOUGH = 7
"""Letters of the words that one slip of the thumb is forgiven in; shorter ones are too close to each other."""
SWAPPED_FROM = 4
"""Letters of the words in which two that changed places are forgiven."""
VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TIME_WORDS = frozenset(
    {
        "minutes", "quarter", "yesterday", "morning", "afternoon", "evening", "lunchtime",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tonight",
    }
)  # fmt: skip
OTHER_WORDS = frozenset(
    {
        "bowing", "cleansing", "hovered", "hovering", "leaning", "mapping", "mourning", "padding", "panting", "paying",
        "placing", "planing", "plates", "quarters", "ranking", "setting", "spanning", "staking", "staring", "straining",
        "string", "swinging", "trial", "waking", "wedding", "wishing", "wording",
    }
)  # fmt: skip
"""English words one slip away from an activity: whoever types them means them."""

COMMON = {
    "arobics": "aerobics", "badmington": "badminton", "bicicle": "bicycle", "bycicle": "bicycle", "bycycle": "bicycle",
    "cicling": "cycling", "crosfit": "crossfit", "cyling": "cycling", "cycing": "cycling", "cyclng": "cycling",
    "exercize": "exercise", "excersise": "exercise", "excersize": "exercise", "excercize": "exercise",
    "excersises": "exercises", "excercises": "exercises", "exersise": "exercise", "exersize": "exercise",
    "exersises": "exercises", "fotball": "football", "footbal": "football", "futball": "football",
    "gardning": "gardening", "gardeing": "gardening", "gardenin": "gardening", "gyms": "gym", "gymn": "gym",
    "joging": "jogging", "joggin": "jogging", "kyak": "kayak", "kyaking": "kayaking", "hoverring": "hoovering",
    "minuts": "minutes", "minits": "minutes", "minites": "minutes", "mintues": "minutes", "mintes": "minutes",
    "minuets": "minutes", "munites": "minutes", "mintute": "minute", "minuite": "minute", "minuites": "minutes",
    "minut": "minute", "minite": "minute", "mints": "minutes", "mis": "mins", "mns": "mins", "mims": "mins",
    "minsof": "mins of", "pilatees": "pilates", "pilatis": "pilates", "palates": "pilates", "pilatus": "pilates",
    "pilate": "pilates", "runing": "running", "ruinning": "running", "rnning": "running",
    "runnin": "running", "streching": "stretching", "strech": "stretch", "streches": "stretches", "sretch": "stretch",
    "strecthing": "stretching", "swiming": "swimming", "swimmin": "swimming", "swimimng": "swimming",
    "swming": "swimming", "swimmng": "swimming", "swmming": "swimming", "tenis": "tennis", "tennnis": "tennis",
    "walkd": "walked", "wlak": "walk", "wlaked": "walked", "wlking": "walking", "walkin": "walking", "wallk": "walk",
    "walkign": "walking", "wakling": "walking", "wlaking": "walking", "wolk": "walk", "walkies": "walk", "wak": "walk",
    "wieghts": "weights", "wights": "weights", "weigths": "weights", "yga": "yoga", "yogo": "yoga", "yoger": "yoga",
    "zumber": "zumba", "zoomba": "zumba", "zumbah": "zumba", "dansing": "dancing", "boxersize": "boxercise",
    "yesturday": "yesterday", "yesterdy": "yesterday", "yestaday": "yesterday", "yestrday": "yesterday",
    "yeserday": "yesterday", "yesteday": "yesterday", "ysterday": "yesterday", "yestday": "yesterday",
    "todya": "today", "tday": "today", "todat": "today", "tody": "today", "mornin": "morning", "monring": "morning",
    "moring": "morning", "mroning": "morning", "evning": "evening", "lunchime": "lunchtime", "arvo": "afternoon",
    "munday": "monday", "monady": "monday", "mondy": "monday", "teusday": "tuesday", "tusday": "tuesday",
    "tuseday": "tuesday", "wensday": "wednesday", "wendsday": "wednesday", "wedesday": "wednesday",
    "wednsday": "wednesday", "wednesay": "wednesday", "wedensday": "wednesday", "thirsday": "thursday",
    "thurday": "thursday", "thrusday": "thursday", "thursay": "thursday", "firday": "friday", "fridy": "friday",
    "satuday": "saturday", "satday": "saturday", "saterday": "saturday", "sunady": "sunday", "sundy": "sunday",
    "hlaf": "half", "haf": "half", "haalf": "half", "quater": "quarter", "qaurter": "quarter", "horu": "hour",
    "huor": "hour", "hor": "hour", "hous": "hours", "horus": "hours", "biek": "bike", "dgo": "dog", "wiht": "with",
    "wth": "with", "teh": "the", "adn": "and", "nd": "and", "thn": "then", "forr": "for", "fro": "for", "fot": "for",
    "brsik": "brisk", "birsk": "brisk", "breif": "brief", "sesh": "session", "sessh": "session", "werk": "work",
    "lenghts": "lengths", "treadmil": "treadmill", "tredmill": "treadmill", "threadmill": "treadmill",
    "elipitcal": "elliptical", "eliptical": "elliptical", "houswork": "housework", "netbal": "netball",
    "wiv": "with", "dahn": "down", "rahnd": "round", "abaht": "about",
    "circut": "circuit", "circuts": "circuits", "ciruits": "circuits",
}  # fmt: skip
"""How people often type these words: none of the left-hand ones is a word for something else in a log of minutes."""


def meant(word: str, known: Collection[str]) -> str | None:
    """The one word that *word* was surely meant to be, or None. *known* are the words that it may be."""
    if word in COMMON:
        return COMMON[word]
    if word in OTHER_WORDS or len(word) < SWAPPED_FROM:
        return None
    near = {one for one in swapped(word) if one in known}
    near |= {one for one in slips(word) if one in known and (len(one) >= LONG_ENOUGH or one in TIME_WORDS)}
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=512)
def slips(word: str) -> frozenset[str]:
    """What one slip away is: a letter too few or too many, or a wrong vowel; the first letter is right."""
    places = range(1, len(word))
    fewer = {word[:place] + word[place + 1 :] for place in places}
    more = {word[:place] + letter + word[place:] for place in (*places, len(word)) for letter in LETTERS}
    vowels = {word[:place] + vowel + word[place + 1 :] for place in places if word[place] in VOWELS for vowel in VOWELS}
    return frozenset((fewer | more | vowels) - {word})


def swapped(word: str) -> frozenset[str]:
    """*word* with two letters that changed places put back; the first stays."""
    return frozenset(
        word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(1, len(word) - 1)
    ) - {word}
