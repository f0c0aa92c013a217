"""Refusals: what the server answers instead of doing what it was asked, in Telegram's own words."""

from dataclasses import dataclass

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup"
    " are exactly the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a refused call gets back: the HTTP status, the sentence and, for floods, the seconds to wait."""

    status: int
    description: str
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None


class Refusal(Exception):
    """The call is refused with `reply`."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(f"{reply.status} {reply.description}")
        self.reply = reply


def bad_request(reason: str) -> Refusal:
    return Refusal(Reply(400, f"Bad Request: {reason}"))


def bad_entities(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def forbidden(reason: str) -> Refusal:
    return Refusal(Reply(403, f"Forbidden: {reason}"))


def conflict(description: str) -> Refusal:
    return Refusal(Reply(409, description))


def not_found(description: str = "Not Found") -> Refusal:
    return Refusal(Reply(404, description))


def unauthorized() -> Refusal:
    return Refusal(Reply(401, "Unauthorized"))


def too_many(seconds: int) -> Refusal:
    return Refusal(Reply(429, f"Too Many Requests: retry after {seconds}", seconds))


def upgraded(supergroup: int) -> Refusal:
    """Source: core.telegram.org/bots/api#responseparameters"""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(Reply(400, reason, migrate_to_chat_id=supergroup))
