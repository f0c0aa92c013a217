"""HR: one's own e-mail address, given, confirmed and taken back."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.hr import person_id
from bot.tap import Tap
from content import hr as scene
from content.screen import Screen
from programme import digest_wishes, emails, mail_pages
from programme.errors import Unusable
from programme.store.engine import Reading, Transaction


async def mail_to(reading: Reading, tap: Tap) -> Screen:
    """`mailto:<new, or a problem>`: ask for an address, or say what there is."""
    if not tap.house.sends_mail:
        return scene.no_mail(tap.words)
    asked = tap.address.argument(0)
    held = await emails.of(reading, person_id(tap))
    if held is None or asked:
        return scene.ask_address(tap.words, asked)
    if held.is_confirmed:
        return scene.has_address(tap.words, held.email, await digest_wishes.all_of(reading, person_id(tap)))
    return scene.ask_code(tap.words, held.email)


async def mail_typed(tx: Transaction, tap: Tap) -> Address:
    if not tap.house.sends_mail:
        return to("mailto")
    try:
        await emails.request(tx, person_id(tap), tap.typed, tap.now)
    except Unusable as refusal:
        return to("mailto", refusal.problem)
    await digest_wishes.replan_all(tx, person_id(tap), tap.now, tap.house.zone)
    return to("mailcode")


async def mail_again(tx: Transaction, tap: Tap) -> Address:
    """A new code to the same address."""
    held = await emails.of(tx, person_id(tap))
    if held is None or held.is_confirmed:
        return to("mailto")
    try:
        await emails.request(tx, held.person_id, held.email, tap.now)
    except Unusable as refusal:
        return to("mailto", refusal.problem)
    return to("mailcode")


async def mail_code(reading: Reading, tap: Tap) -> Screen:
    """`mailcode:<wrong or over>`."""
    held = await emails.of(reading, person_id(tap))
    if held is None:
        return scene.ask_address(tap.words)
    if held.is_confirmed:
        return scene.confirmed(tap.words, held.email, await digest_wishes.all_of(reading, person_id(tap)))
    return scene.ask_code(tap.words, held.email, tap.address.argument(0))


async def mail_confirm(tx: Transaction, tap: Tap) -> Address:
    """The code that was typed; a wrong one is counted."""
    wrong = await emails.confirm(tx, person_id(tap), tap.typed, tap.now)
    if wrong is None:
        await digest_wishes.replan_all(tx, person_id(tap), tap.now, tap.house.zone)
        return to("mailcode")
    return to("mailcode", "over" if wrong.is_over else "wrong")


async def mail_off(tx: Transaction, tap: Tap) -> Address:
    """Whoever had it by e-mail alone gets it by chat: this week's too."""
    await emails.stop(tx, person_id(tap), tap.now)
    await digest_wishes.replan_all(tx, person_id(tap), tap.now, tap.house.zone)
    return to("mailstopped")


async def mail_stopped(_reading: Reading, tap: Tap) -> Screen:
    return scene.stopped(tap.words)


async def stop_by_code(tx: Transaction, tap: Tap) -> Address:
    """``stop ABCD-EFGH``, as it stands in e-mails; whoever has the e-mail may send it."""
    key = tap.house.page_key
    found = bool(key) and await mail_pages.stop_by_code(tx, key, tap.typed, tap.now)
    return to("stoppedmail", "" if found else "wrong")


async def stopped_by_code(_reading: Reading, tap: Tap) -> Screen:
    """`stoppedmail:<wrong>`."""
    return scene.stopped_by_code(tap.words, found=not tap.address.argument(0))
