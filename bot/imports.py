"""Imports that are made for good: the collector does not search them, neither while they are made nor later."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def made_for_good() -> Iterator[None]:
    """A start makes a hundred thousand objects, all of which stay; searching them takes a tenth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
