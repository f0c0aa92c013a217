"""/privacy: exactly what HR sees, and not being counted."""

from content.screen import Screen
from programme import employers
from programme.model import Employer, Role
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.test_hr import HOLLY, a_published_week
from tests.content.cast import NOW

AMIRA = 101


async def what_hr_sees(chat: Chat) -> Screen:
    await chat.go("privacy")
    return await chat.press("See exactly what HR sees")


async def pair(town: Town, employer: Employer) -> tuple[Chat, Chat]:
    """Amira and Holly of one workplace."""
    return await town.member(AMIRA, employer), await town.member(HOLLY, employer, Role.HR)


async def test_an_employee_sees_byte_for_byte_what_hr_sees(town: Town) -> None:
    await a_published_week(town)
    amira, holly = await pair(town, town.council)
    seen, hrs = await what_hr_sees(amira), await holly.go("digest")
    assert "took part: about 4" in amira.text
    assert str(seen.text).encode() == str(hrs.text).encode()
    assert seen.files == hrs.files


async def test_no_way_of_hrs_leads_on_from_there(town: Town) -> None:
    amira, _ = await pair(town, town.council)
    seen = await what_hr_sees(amira)
    assert {choice.address for choice in seen.choices} == {"privacy", "help"}


async def test_before_there_are_figures_it_says_so(town: Town) -> None:
    amira, holly = await pair(town, town.council)
    assert (await what_hr_sees(amira)).text == (await holly.go("digest")).text
    assert "There are no figures yet." in amira.text


async def test_at_a_small_workplace_it_says_why_and_shows_those_of_all_together(town: Town) -> None:
    async with town.database.transaction() as tx:
        corner = await employers.add(tx, "Corner Bakery", 9, "test", NOW)
    amira, holly = await pair(town, corner)
    await a_published_week(town)
    assert (await what_hr_sees(amira)).text == (await holly.go("digest")).text
    assert "fewer than 25 people" in amira.text


async def test_somebody_without_a_workplace_has_no_hr(town: Town) -> None:
    amira = await town.member(AMIRA)
    await amira.go("left:yes")
    async with town.database.transaction() as tx:
        await tx.run("UPDATE memberships SET ended_at = started_at")
    await amira.go("hrsees")
    assert "there's no HR" in amira.text


async def test_who_moves_sees_what_the_new_workplaces_hr_sees(town: Town) -> None:
    await a_published_week(town)
    amira = await town.member(AMIRA, town.bakery)
    await what_hr_sees(amira)
    assert "took part" not in amira.text


async def test_strangers_see_nothing_of_it(town: Town) -> None:
    await a_published_week(town)
    stranger = town.chat(999)
    for address in ("hrsees", "dontcount", "countme", "counts"):
        await stranger.go(address)
        assert "about 4" not in stranger.text
        assert "figure" not in stranger.text


async def test_not_being_counted_is_asked_and_taken_back(town: Town) -> None:
    amira = await town.member(AMIRA)
    await amira.go("privacy")
    await amira.press("Don't count me")
    assert "you're in no figure about anybody" in amira.text
    await amira.press("Privacy")
    assert "you asked not to be counted" in amira.text
    await amira.press("Count me again")
    assert "You're counted" in amira.text
    await amira.go("privacy")
    assert "Don't count me" in amira.labels


async def test_hr_sees_no_trace_of_who_asked_not_to_be_counted(town: Town) -> None:
    await a_published_week(town)
    amira, holly = await pair(town, town.council)
    before = await holly.go("digest")
    await amira.go("dontcount")
    assert await holly.go("digest") == before
