"""What is health-related in the catalogue is so for every webinar that belongs to it."""

from __future__ import annotations

from dataclasses import replace

from programme.model import NewSession, Sensitivity
from programme.store.catalogues import select_series_sensitivity
from programme.store.engine import Reading
from programme.text import key


async def as_its_series(reading: Reading, new: NewSession) -> NewSession:
    """*new*, health-related if its webinar series is, whatever was said of the one session."""
    if not new.webinar_series:
        return new
    found = await select_series_sensitivity(reading, key(new.webinar_series))
    return replace(new, sensitivity=Sensitivity.HEALTH) if found is Sensitivity.HEALTH else new
