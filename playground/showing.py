"""What the control API shows of the world, as JSON."""

from dataclasses import asdict
from typing import Any

from playground.profile import commands_json
from playground.values import Call, Happening, Mail, Query, Upload
from playground.wire import page_json
from playground.world import Account, World


def state(world: World, *, can_step: bool) -> dict[str, Any]:
    """Everything the page needs to begin with; `last` is where to go on listening."""
    return {
        "last": world.journal.last,
        "clock": clock(world),
        "can_step": can_step,
        "bot": {
            "name": world.profile.first_name,
            "username": world.profile.username,
            "description": world.profile.descriptions.get("", ""),
            "short_description": world.profile.short_descriptions.get("", ""),
        },
        "people": [chat(world, user_id) for user_id in world.accounts],
        "mail": mailbox(world),
    }


def clock(world: World) -> dict[str, Any]:
    return {"now": world.clock.now().isoformat(), "offset": world.clock.offset}


def person(world: World, account: Account) -> dict[str, Any]:
    return {
        "id": account.user_id,
        "name": account.first_name,
        "role": account.role,
        "first_link": account.first_link,
        "started": account.started,
        "blocked": account.blocked,
        "deleted": account.deleted,
        "commands": commands_json(world.profile.commands_for(account.user_id, account.language_code or "")),
    }


def chat(world: World, user_id: int) -> dict[str, Any]:
    """A person with all messages of the chat."""
    found = world.chats[user_id]
    shown = [page_json(world, each) for each in found.messages.values() if not each.deleted]
    return person(world, found.account) | {"messages": shown, "pinned": found.pinned}


def query(pressed: Query) -> dict[str, Any]:
    answer = asdict(pressed.answer) if pressed.answer else None
    return {"query_id": pressed.query_id, "answered": answer is not None, "answer": answer}


def call(made: Call) -> dict[str, Any]:
    fields = {name: _plain(value) for name, value in made.fields.items()}
    shown = {"number": made.number, "method": made.method, "fields": fields, "at": made.at}
    return shown | {
        "status": made.status,
        "description": made.description,
        "result": made.result,
        "fault": made.fault,
    }


def _plain(value: Any) -> Any:
    return {"file": value.name, "bytes": len(value.content)} if isinstance(value, Upload) else value


def happening(event: Happening) -> dict[str, Any]:
    return {"number": event.number, "kind": event.kind, "chat": event.chat_id, "data": dict(event.data)}


def faults(world: World) -> dict[str, Any]:
    names = ("kind", "method", "chat", "times", "percent", "status", "description", "seconds", "hits")
    ordered = [{name: getattr(fault, name) for name in names} for fault in world.faults.ordered]
    return {"latency": world.faults.latency, "faults": ordered}


def mailbox(world: World) -> list[dict[str, Any]]:
    return [_letter(number, letter) for number, letter in enumerate(world.mail)]


def _letter(number: int, letter: Mail) -> dict[str, Any]:
    return {
        "number": number,
        "to": letter.to,
        "subject": letter.subject,
        "text": letter.text,
        "at": letter.at.isoformat() if letter.at else None,
        "has_page": bool(letter.html),
        "attachments": [each.name for each in letter.attachments],
    }
