"""Settings: reminders, leaving a workplace, and taking back the consent for sessions about health."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import health_consent
from content import settings as scene
from content.screen import Screen
from programme import consent, people, preferences, questions, summaries
from programme.errors import EmployerUnknown, NotFound
from programme.model import Role
from programme.store.engine import Reading, Transaction

YES = "yes"


async def settings(reading: Reading, tap: Tap) -> Screen:
    if tap.visitor.person is None:
        raise NotFound
    saved = tap.address.argument(0) == "saved"
    day = tap.now.astimezone(tap.house.zone).date()
    may_answer = await questions.may_answer(reading, tap.visitor, day)
    hr_of = await contact_for(reading, tap)
    return scene.screen(tap.words, tap.visitor, tap.visitor.person, saved=saved, may_answer=may_answer, hr_of=hr_of)


async def contact_for(reading: Reading, tap: Tap) -> tuple[str, ...]:
    """The workplaces whose HR the visitor is, by name."""
    if not tap.visitor.holds(Role.HR):
        return ()
    try:
        return tuple(one.name for one in await summaries.workplaces(reading, tap.visitor))
    except EmployerUnknown:
        return ()


async def remind(tx: Transaction, tap: Tap) -> Address:
    """`remind:<minutes>`; 0 is off."""
    offered = {str(minutes): minutes for minutes in preferences.REMINDER_CHOICES}
    minutes = offered.get(tap.address.argument(0))
    if minutes is None:
        raise NotFound
    await preferences.set_reminder(tx, tap.visitor, minutes, tap.now)
    return to("settings", "saved")


async def day_before(tx: Transaction, tap: Tap) -> Address:
    """`daybefore:on` or `daybefore:off`."""
    wanted = tap.address.argument(0)
    if wanted not in {"on", "off"}:
        raise NotFound
    await preferences.set_day_before(tx, tap.visitor, wanted == "on", tap.now)
    return to("settings", "saved")


async def left(tx: Transaction, tap: Tap) -> Address:
    """ "I've left this workplace": asked again before anything happens."""
    if tap.visitor.employer is None:
        return to("gone", "workplace")
    if tap.address.argument(0) != YES:
        return to("sure", "left")
    await people.leave_workplace(tx, tap.visitor, tap.now)
    return to("gone", "workplace")


async def withdraw(tx: Transaction, tap: Tap) -> Address:
    """The consent for sessions about health: asked again, since bookings end with it."""
    if tap.address.argument(0) != YES:
        return to("sure", "withdraw")
    await consent.withdraw_health(tx, tap.visitor, tap.now)
    return to("gone", "health")


async def sure(_reading: Reading, tap: Tap) -> Screen:
    """Are you sure? Nothing has happened yet."""
    if tap.address.argument(0) == "withdraw":
        return health_consent.ask_to_withdraw(tap.words)
    if tap.visitor.employer is None:
        return scene.left(tap.words)
    return scene.ask_left(tap.words, tap.visitor.employer.name)


async def gone(_reading: Reading, tap: Tap) -> Screen:
    """What has been given up."""
    if tap.address.argument(0) == "health":
        return health_consent.withdrawn(tap.words)
    return scene.left(tap.words)
