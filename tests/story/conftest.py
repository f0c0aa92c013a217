"""The stage for every story."""

from tests.stage import stage

__all__ = ["stage"]
