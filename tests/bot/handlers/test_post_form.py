"""The form for posting: back and forth, half-way, much later, and posted as it was seen."""

from datetime import timedelta

import pytest

from programme import crew, posting
from programme.model import Role
from programme.store.employers import mark_closed
from tests.bot.handlers.cole import BEFORE, LINE, titles, to_step
from tests.bot.handlers.conftest import COLE, Chat, Town
from tests.content.cast import NOW


async def test_back_shows_the_step_before_and_goes_on_from_there(cole: Chat) -> None:
    await to_step(cole, "places")
    await cole.press("Back")
    await cole.press("Back")
    assert "Now: 12:30" in cole.text
    await cole.press("10:30")
    assert cole.screen.asks == "fill:places"


async def test_one_thing_can_be_changed_from_the_preview(cole: Chat) -> None:
    await cole.go("post", LINE)
    await cole.press("Change something")
    await cole.press("Title")
    await cole.press("Back to the preview")
    await cole.press("Change something")
    await cole.press("Title")
    await cole.type("Neck reset")
    assert "Neck reset" in cole.text
    assert "Post it" in cole.labels


async def test_cancel_closes_the_form(town: Town, cole: Chat) -> None:
    await to_step(cole, "places")
    await cole.press("Cancel")
    assert "Nothing was posted" in cole.text
    assert "closed" in (await cole.go("fill:places:20")).text
    assert await titles(town) == BEFORE


async def test_only_what_was_seen_can_be_posted(town: Town, cole: Chat) -> None:
    await cole.go("post", LINE)
    old = next(choice.address for choice in cole.screen.choices if choice.label == "Post it")
    await cole.go("fill:minutes:60")
    await cole.go(old)
    assert "changed since" in cole.text
    assert "Shoulder reset" not in await titles(town)


async def test_pressing_post_it_twenty_times_is_one_session(town: Town, cole: Chat) -> None:
    await cole.go("post", LINE)
    address = next(choice.address for choice in cole.screen.choices if choice.label == "Post it")
    for _ in range(20):
        assert "on the timetable" in (await cole.go(address)).text
    assert (await titles(town)).count("Shoulder reset") == 1


async def test_a_workplace_that_closes_meanwhile_is_taken_out(cole: Chat, town: Town) -> None:
    await to_step(cole, "audience")
    await cole.press("Basildon Bakery")
    await cole.press("Done")
    await cole.press("No")
    async with town.database.transaction() as tx:
        await mark_closed(tx, town.bakery.id, NOW)
    await cole.press("Post it")
    assert "has left the programme" in cole.text
    assert "Basildon Bakery" not in cole.text


async def test_a_time_that_passes_before_posting_is_asked_again(cole: Chat, town: Town) -> None:
    await cole.go("post", LINE)
    cole.now = NOW + timedelta(days=2)
    await cole.press("Post it")
    assert "That time has gone" in cole.text
    assert "Shoulder reset" not in await titles(town)


async def test_post_again_goes_on_half_way(cole: Chat) -> None:
    await to_step(cole, "places")
    await cole.go("post")
    assert "Title: Shoulder reset" in cole.text
    await cole.press("Go on")
    assert cole.screen.asks == "fill:places"
    await cole.go("post")
    await cole.press("Begin again")
    assert cole.screen.asks == "fill:kind"


async def test_a_form_left_for_a_month_is_old(cole: Chat) -> None:
    await to_step(cole, "places")
    cole.now = NOW + timedelta(days=31)
    await cole.type("20")
    assert "You began this form on Mon 23 Nov" in cole.text
    assert cole.labels == ["Begin again", "Cancel"]
    await cole.go("goon")
    assert "Begin again" in cole.labels


async def test_an_old_form_whose_day_is_still_to_come_can_be_gone_on_with(cole: Chat) -> None:
    await to_step(cole, "day")
    await cole.type("29 Jan")
    cole.now = NOW + timedelta(days=31)
    await cole.type("12:30")
    await cole.press("Go on")
    await cole.type("12:30")
    assert cole.screen.asks == "fill:minutes"


async def test_who_loses_the_role_while_posting_posts_nothing(town: Town, cole: Chat) -> None:
    await cole.go("post", LINE)
    async with town.database.transaction() as tx:
        (holder,) = await crew.of_role(tx, Role.INSTRUCTOR)
        await crew.remove(tx, holder.id, "test", NOW)
    await cole.press("Post it")
    assert "doesn't work here" in cole.text
    for address in ("post", "posting", "fill:title", "classes", "goon"):
        assert "Shoulder" not in (await cole.go(address)).text
    assert "Shoulder reset" not in await titles(town)


@pytest.mark.parametrize(
    "address",
    [
        "fill",
        "fill:nothing:x",
        "fill:speakers:x",
        "toggle",
        "toggle:x",
        "toggle:x:-1",
        "posting:x:y:z",
        "postit",
        "postit:x",
    ],
)
async def test_invented_addresses_are_harmless(town: Town, cole: Chat, address: str) -> None:
    await to_step(cole, "places")
    await cole.go(address)
    assert cole.screen.rows
    assert await titles(town) == BEFORE


async def test_the_seal_changes_with_each_answer_and_not_with_time(cole: Chat) -> None:
    draft = posting.begin(COLE, NOW)
    assert posting.seal(draft) == posting.seal(posting.touched(draft, NOW + timedelta(days=1)))
    assert posting.seal(draft) != posting.seal(posting.with_answers(draft, ("title", "x")))
