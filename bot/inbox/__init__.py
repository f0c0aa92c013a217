"""Updates in, durably; handed out in order per chat, chats side by side; recorded when answered."""

from bot.inbox.answers import AlreadyApplied, Answers, Unanswered
from bot.inbox.arriving import Doorstep, is_shared
from bot.inbox.hand_out import IN_FLIGHT, Inbox

__all__ = ["IN_FLIGHT", "AlreadyApplied", "Answers", "Doorstep", "Inbox", "Unanswered", "is_shared"]
