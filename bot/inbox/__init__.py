"""Updates in, durably; handed out in order per chat, chats side by side; recorded when answered."""

from bot.inbox.hand_out import IN_FLIGHT, AlreadyApplied, Inbox, Unanswered

__all__ = ["IN_FLIGHT", "AlreadyApplied", "Inbox", "Unanswered"]
