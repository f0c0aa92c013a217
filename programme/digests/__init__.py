"""Digests: one workplace, one closed period, frozen figures.

Everybody reads what is frozen from here; only the clock publishes (`programme.digests.publishing`).
"""

from programme.digests.frozen import (
    coming,
    is_pooled,
    last,
    named,
    next_on,
    of_period,
    published,
    published_since,
    together_since,
)

__all__ = [
    "coming",
    "is_pooled",
    "last",
    "named",
    "next_on",
    "of_period",
    "published",
    "published_since",
    "together_since",
]
