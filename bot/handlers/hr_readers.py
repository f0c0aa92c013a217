"""HR: who else gets a workplace's figures by e-mail; each address is asked first."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.hr import person_id, workplace
from bot.tap import Tap
from content import readers as scene
from content.screen import Screen
from programme import readers
from programme.errors import NotFound, Unusable
from programme.store.engine import Reading, Transaction


async def who(reading: Reading, tap: Tap) -> Screen:
    """`who:<workplace>:<removed, or a problem>`."""
    employer = await workplace(reading, tap, 0)
    if not tap.house.sends_mail:
        return scene.no_mail(tap.words, employer.id)
    return scene.screen(tap.words, employer, await readers.of(reading, employer), tap.address.argument(1))


async def ask(tx: Transaction, tap: Tap) -> Address:
    """`whotyped:<workplace>`: an address, typed."""
    employer = await workplace(tx, tap, 0)
    if not tap.house.sends_mail:
        return to("who", employer.id)
    try:
        contact_id = await readers.ask(tx, employer, tap.typed, person_id(tap), tap.now)
    except Unusable as refusal:
        return to("who", employer.id, refusal.problem)
    return to("whocode", employer.id, contact_id)


async def again(tx: Transaction, tap: Tap) -> Address:
    """`whoagain:<workplace>:<contact>`: a new code to the same address."""
    employer = await workplace(tx, tap, 0)
    if not tap.house.sends_mail:
        return to("who", employer.id)
    reader = await readers.one(tx, employer, tap.address.argument(1))
    try:
        await readers.ask(tx, employer, reader.email, person_id(tap), tap.now)
    except Unusable as refusal:
        return to("who", employer.id, refusal.problem)
    return to("whocode", employer.id, reader.contact_id)


async def code(reading: Reading, tap: Tap) -> Screen:
    """`whocode:<workplace>:<contact>:<wrong or over>`."""
    employer = await workplace(reading, tap, 0)
    try:
        reader = await readers.one(reading, employer, tap.address.argument(1))
    except NotFound:  # removed, or somebody with a chat, who is on no list once they have agreed
        return scene.screen(tap.words, employer, await readers.of(reading, employer))
    if reader.has_agreed:
        return scene.agreed(tap.words, employer.id, reader)
    has_pages = bool(tap.house.public_url)
    return scene.ask_code(tap.words, employer.id, reader, tap.address.argument(2), has_pages=has_pages)


async def confirm(tx: Transaction, tap: Tap) -> Address:
    """`whook:<workplace>:<contact>`: the code that the reader has told, typed."""
    employer = await workplace(tx, tap, 0)
    contact_id = tap.address.argument(1)
    wrong = await readers.confirm(tx, employer, contact_id, tap.typed, tap.now)
    if wrong is None:
        return to("whocode", employer.id, contact_id)
    return to("whocode", employer.id, contact_id, "over" if wrong.is_over else "wrong")


async def remove(tx: Transaction, tap: Tap) -> Address:
    """`whoout:<workplace>:<contact>`."""
    employer = await workplace(tx, tap, 0)
    await readers.remove(tx, employer, tap.address.argument(1), person_id(tap), tap.now)
    return to("who", employer.id, "removed")
