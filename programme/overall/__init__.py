"""The programme's own figures, for the team: one closed period, frozen.

Everybody reads what is frozen from here; only the clock publishes (`programme.overall.publishing`).
"""

from programme.overall.frozen import by_name, published

__all__ = ["by_name", "published"]
