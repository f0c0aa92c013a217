"""How the bot gets its updates: long polling or a webhook, never both."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from playground.checking import Asked
from playground.refusals import bad_request, conflict
from playground.updates import MOST_AT_ONCE, Poll
from playground.webhook import Destination
from playground.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40


async def get_updates(world: World, asked: Asked) -> list[Mapping[str, Any]]:
    poll = Poll(
        offset=asked.integer("offset"),
        limit=asked.integer("limit", MOST_AT_ONCE),
        timeout=asked.integer("timeout"),
        allowed=asked.get("allowed_updates"),
    )
    return await world.updates.poll(poll)


async def set_webhook(world: World, asked: Asked) -> bool:
    if not asked.text("url"):
        return await delete_webhook(world, asked)
    to = Destination(
        url=_checked_url(asked.text("url")),
        secret=_checked_secret(asked.text("secret_token")),
        connections=_checked_connections(asked.integer("max_connections", USUAL_CONNECTIONS)),
        allowed=tuple(asked.get("allowed_updates") or ()),
        ip_address=asked.get("ip_address"),
    )
    if asked.get("allowed_updates") is not None:
        world.updates.allowed = to.allowed
    if asked.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.take_over(conflict("Conflict: terminated by setWebhook request"))
    await world.webhook.point(to)
    world.changed.fire()
    return True


async def delete_webhook(world: World, asked: Asked) -> bool:
    if asked.flag("drop_pending_updates"):
        world.updates.drop_all()
    await world.webhook.point(Destination())
    world.changed.fire()
    return True


def get_webhook_info(world: World, _asked: Asked) -> Mapping[str, Any]:
    to, failure = world.webhook.to, world.webhook.failure
    made: dict[str, Any] = {
        "url": to.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if to.url:
        made["max_connections"] = to.connections
    if to.ip_address:
        made["ip_address"] = to.ip_address
    if world.updates.allowed:
        made["allowed_updates"] = list(world.updates.allowed)
    if failure:
        made |= {"last_error_date": int(failure.at.timestamp()), "last_error_message": failure.reason}
    return made


def _checked_url(url: str) -> str:
    """HTTPS, as Telegram wants it; plain HTTP only to this very machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or "")):
        return url
    raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _checked_secret(secret: str) -> str:
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def _checked_connections(number: int) -> int:
    if not 1 <= number <= MOST_CONNECTIONS:
        raise bad_request("max_connections must be between 1 and 100")
    return number
