"""Emoji of activities: decoration beside the activity that they show, and asked about otherwise."""

from __future__ import annotations

from programme.parsing.patterns import Pattern, found
from programme.parsing.values import Picture

ON_FOOT = ("walking", "brisk-walking", "gentle-walking", "hiking", "stairs", "treadmill", "litter-picking")
WITH_WEIGHTS = ("weights", "gym", "circuits", "body-weight", "exercise", "hiit", "treadmill")
ON_A_BIKE = ("cycling", "gentle-cycling", "exercise-bike", "spin")
SEATED = ("seated-exercise", "chair-yoga", "seated-pilates", "seated-boxing", "seated-dance", "seated-tai-chi")
CALM = ("yoga", "power-yoga", "pilates", "tai-chi", "stretching", "desk-stretching", *SEATED)
BALL = ("football", "walking-football", "playing-with-children")
ON_WATER = ("canoeing", "rowing", "surfing", "sailing")
IN_THE_GARDEN = ("gardening", "digging", "mowing")
ON_WHEELS = (
    "wheeling", "wheelchair-basketball", "wheelchair-rugby", "wheelchair-tennis", "wheelchair-badminton",
    "wheelchair-table-tennis", "wheelchair-fencing", "wheelchair-racing", "wheelchair-dance", "wheelchair-exercise",
    "wheelchair-sport", "handcycling", "boccia",
)  # fmt: skip
SHOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("🚶🥾👣🐕🐶🐩🦮🐾", (*ON_FOOT, "running", "jogging")),
    ("🏃", ("running", "jogging", "treadmill", "hiit", "exercise", "gym")),
    ("🏊", ("swimming", "aqua-aerobics", *ON_WATER)),
    ("🚴🚵🚲", ON_A_BIKE),
    ("🧘", CALM),
    ("🤸", (*CALM, *WITH_WEIGHTS, "gymnastics", "standing-exercise", "aerobics")),
    ("🏋", WITH_WEIGHTS),
    ("⚽🥅", BALL),
    ("🏀⛹", ("basketball", "wheelchair-basketball")),
    ("🏐", ("volleyball", "sitting-volleyball")),
    ("🏉🏈", ("rugby", "wheelchair-rugby")),
    ("🏑🏒", ("hockey",)),
    ("🏏", ("cricket",)),
    ("🎾", ("tennis", "wheelchair-tennis")),
    ("🏸", ("badminton", "wheelchair-badminton")),
    ("🏓", ("table-tennis", "wheelchair-table-tennis")),
    ("⛳🏌", ("golf",)),
    ("🎳", ("tenpin",)),
    ("🥊", ("boxing", "seated-boxing")),
    ("🥋", ("martial-arts",)),
    ("💃🕺🎶🎵🪩", ("dancing", "zumba", "aerobics", "seated-dance", "wheelchair-dance")),
    ("🧗", ("climbing", "hiking")),
    ("🚣🛶🏄", ON_WATER),
    ("⛵", ("sailing",)),
    ("🏇🐴🐎", ("horse-riding",)),
    ("⛸🛼🛹", ("skating",)),
    ("⛷🎿🏂", ("skiing",)),
    ("🏹", ("archery",)),
    ("🧹🧽🧺", ("housework",)),
    ("🌱🌿🌻🌷🌹🪴", (*IN_THE_GARDEN, *ON_FOOT)),
    ("🦽🦼", ON_WHEELS),
    ("🪑", (*SEATED, "desk-stretching", "stretching", "yoga")),
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
