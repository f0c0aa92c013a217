"""The stage for every story, and one that Telegram brings updates to."""

from tests.stage import stage
from tests.story.test_webhook import hooked

__all__ = ["hooked", "stage"]
