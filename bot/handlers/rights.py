"""What people may ask for about their data: to take it away, put it right, delete it, or complain.

Open to whoever is in the record, also after they have left; each acts on the chat's own data alone.
"""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import complaints as complaint_scene
from content import retention as retention_scene
from content import rights as scene
from content.screen import Screen
from programme import complaints, rights
from programme.errors import TooManyComplaints, Unusable
from programme.retention import retention
from programme.store.engine import Reading, Transaction

YES = "yes"
BY_ITSELF = "a chat"
"""In the audit, where somebody erases what is kept of a chat that never joined."""


async def my_data(reading: Reading, tap: Tap) -> Screen:
    found = await rights.data(reading, rights.behind(tap.visitor), tap.now)
    return scene.my_data(tap.words, found, tap.house.controller, tap.house.zone)


async def correct(_reading: Reading, tap: Tap) -> Screen:
    return scene.correct(tap.words, tap.house.privacy_contact)


async def how_long(_reading: Reading, tap: Tap) -> Screen:
    return retention_scene.screen(tap.words, retention().days())


async def erase(tx: Transaction, tap: Tap) -> Address:
    """`erase`, then `erase:yes`: asked again before anything happens."""
    if tap.address.argument(0) != YES:
        return to("erasing")
    who = rights.behind(tap.visitor)
    await rights.erase(tx, who, who.person_id or BY_ITSELF, tap.now, tap.house.ledger)
    return to("erased")


async def erasing(_reading: Reading, tap: Tap) -> Screen:
    return scene.ask_to_erase(tap.words)


async def erased(reading: Reading, tap: Tap) -> Screen:
    """Says so only where it is so: anybody may come to this address."""
    if tap.visitor.person:
        return await erasing(reading, tap)
    return scene.erased(tap.words, scene.menu_of_strangers(tap.words), retention().backups.days)


async def complain(_reading: Reading, tap: Tap) -> Screen:
    """`complain:<problem>` with what was typed before."""
    problem, contact = tap.address.argument(0), tap.house.privacy_contact
    if problem == "enough":
        return complaint_scene.enough(tap.words, contact)
    if problem:
        return complaint_scene.unusable(tap.words, problem)
    return complaint_scene.ask(tap.words, contact)


async def complained(tx: Transaction, tap: Tap) -> Address:
    by_mail = tap.house.sends_mail and "@" in tap.house.privacy_contact
    try:
        reference = await complaints.make(tx, tap.visitor, tap.typed, tap.now, by_mail=by_mail)
    except Unusable as refusal:
        return to("complain", refusal.problem)
    except TooManyComplaints:
        return to("complain", "enough")
    return to("complaint", reference)


async def complaint(reading: Reading, tap: Tap) -> Screen:
    """`complaint:<reference>`: the receipt, for whoever made it."""
    found = await complaints.received(reading, tap.visitor, tap.address.argument(0))
    due = found.made_at + complaints.DUE
    return complaint_scene.received(tap.words, found, tap.house.privacy_contact, tap.house.zone, due)
