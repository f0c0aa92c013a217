"""The stage for every story, and what stories have in common."""

from __future__ import annotations

from datetime import datetime

from tests.stage import Stage
from tests.stage import stage as stage  # noqa: F401 - a fixture
