"""The stage for every story."""

from tests.stage import stage as stage  # noqa: F401 - a fixture
