"""Emoji of activities: decoration beside the activity that they show, and asked about otherwise."""

from __future__ import annotations

from programme.parsing.patterns import Pattern, found
from programme.parsing.values import Picture

ON_FOOT = ("walking", "brisk-walking", "gentle-walking", "hiking", "stairs", "treadmill", "litter-picking")
WITH_WEIGHTS = ("weights", "gym", "circuits", "body-weight", "exercise", "hiit", "treadmill")
ON_A_BIKE = ("cycling", "gentle-cycling", "exercise-bike", "spin")
CALM = ("yoga", "power-yoga", "pilates", "tai-chi", "stretching", "desk-stretching", "seated-exercise")
BALL = ("football", "walking-football", "playing-with-children")
ON_WATER = ("canoeing", "rowing", "surfing", "sailing")
IN_THE_GARDEN = ("gardening", "digging", "mowing")
SHOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("🚶🥾👣🐕🐶🐩🦮🐾", (*ON_FOOT, "running", "jogging")),
    ("🏃", ("running", "jogging", "treadmill", "hiit", "exercise", "gym")),
    ("🏊", ("swimming", "aqua-aerobics", *ON_WATER)),
    ("🚴🚵🚲", ON_A_BIKE),
    ("🧘", CALM),
    ("🤸", (*CALM, *WITH_WEIGHTS, "gymnastics", "standing-exercise", "aerobics")),
    ("🏋", WITH_WEIGHTS),
    ("⚽🥅", BALL),
    ("🏀⛹", ("basketball",)),
    ("🏐", ("volleyball",)),
    ("🏉🏈", ("rugby",)),
    ("🏑🏒", ("hockey",)),
    ("🏏", ("cricket",)),
    ("🎾", ("tennis",)),
    ("🏸", ("badminton",)),
    ("🏓", ("table-tennis",)),
    ("⛳🏌", ("golf",)),
    ("🎳", ("tenpin",)),
    ("🥊", ("boxing",)),
    ("🥋", ("martial-arts",)),
    ("💃🕺🎶🎵🪩", ("dancing", "zumba", "aerobics")),
    ("🧗", ("climbing", "hiking")),
    ("🚣🛶🏄", ON_WATER),
    ("⛵", ("sailing",)),
    ("🏇🐴🐎", ("horse-riding",)),
    ("⛸🛼🛹", ("skating",)),
    ("⛷🎿🏂", ("skiing",)),
    ("🏹", ("archery",)),
    ("🧹🧽🧺", ("housework",)),
    ("🌱🌿🌻🌷🌹🪴", (*IN_THE_GARDEN, *ON_FOOT)),
    ("🦽🦼", ("wheeling",)),
    ("🪑", ("seated-exercise", "desk-stretching", "stretching", "yoga")),
    ("🪜", ("stairs", "decorating")),
)
ALLOWED = {emoji: frozenset(ids) for emojis, ids in SHOWN for emoji in emojis}
TOKENS = {
    emoji: f"emoji{chr(ord('a') + place // 26)}{chr(ord('a') + place % 26)}" for place, emoji in enumerate(ALLOWED)
}
"""Each as a word that nobody types, since everything read is small letters."""
AS_WORDS = str.maketrans({emoji: f" {token} " for emoji, token in TOKENS.items()})


def picture(token: str, ids: frozenset[str]) -> Pattern:
    return found(token, lambda _: Picture(ids))


PATTERNS: tuple[Pattern, ...] = tuple(picture(TOKENS[emoji], ids) for emoji, ids in ALLOWED.items())
