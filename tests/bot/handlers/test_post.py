"""Posting a session: step by step or on one line, back and forth, half-way and much later."""

from datetime import timedelta

import pytest

from programme import crew, people, posting, sessions
from programme.model import Role
from programme.store.employers import mark_closed
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW

COLE = 104
LINK = "https://zoom.us/j/99"
BEFORE = ["Desk reset", "Menopause at work"]
"""What Amira sees on the timetable without Dr Cole."""
LINE = f"seated 24 Nov 12:30 10 min 20 places {LINK} Shoulder reset"


@pytest.fixture
async def cole(town: Town) -> Chat:
    """Dr Cole teaches."""
    chat = await town.member(COLE, role=Role.INSTRUCTOR)
    await chat.type("Dr Cole")
    return chat


async def titles(town: Town) -> list[str]:
    async with town.database.reading() as reading:
        listed = await sessions.upcoming(reading, await people.visitor(reading, 101), NOW)
    return [card.session.title for card in listed]


async def to_step(cole: Chat, step: str) -> None:
    """Answer by pressing and typing until *step* is asked."""
    answers = {
        "kind": "Seated",
        "title": "",
        "day": "Tue 24",
        "time": "12:30",
        "minutes": "10 min",
        "places": "20 places",
    }
    answers |= {"link": "", "audience": "All workplaces", "health": "No"}
    typed = {"title": "Shoulder reset", "link": LINK}
    await cole.go("post")
    for one, label in answers.items():
        if one == step:
            return
        await (cole.type(typed[one]) if one in typed else cole.press(label))


async def test_dr_cole_posts_step_by_step(town: Town, cole: Chat) -> None:
    await to_step(cole, "preview")
    assert "This is what people will see" in cole.text
    assert "Shoulder reset" in cole.text
    assert "with Dr Cole" in cole.text
    assert "People will go to zoom.us" in cole.text
    assert "Shoulder reset" not in await titles(town)
    await cole.press("Post it")
    assert "It's on the timetable" in cole.text
    assert "https://t.me/FindYourActiveBot?start=s_" in cole.text
    assert "Shoulder reset" in await titles(town)


async def test_every_step_can_be_typed(town: Town, cole: Chat) -> None:
    await cole.go("post")
    for typed in ("seated", "Shoulder reset", "24/11", "12.30", "10", "20", LINK, "Essex County Council"):
        await cole.type(typed)
    await cole.press("Done")
    await cole.type("no")
    assert "Who may come: Essex County Council" in cole.text
    assert "Places: 20" in cole.text


async def test_one_line_leads_straight_to_the_preview(cole: Chat) -> None:
    await cole.go("post", LINE)
    assert "Shoulder reset" in cole.text
    assert "Tue 24 Nov 12:30 (UK time)" in cole.text
    assert cole.labels == ["Post it", "Change something", "Cancel"]


@pytest.mark.parametrize(
    ("line", "asks", "said"),
    [
        ("seated 24 Nov 12:30 10 min 20 places https://zoom.us/j/1", "title", "What's it called?"),
        ("seated 24 Nov 12:30 10 20 https://zoom.us/j/1 Reset", "minutes", "I didn't use this: 10 20"),
        ("seated 30 Feb 12:30 Reset", "day", "I don't know that day"),
        ("seated 24 Nov 25 hours Reset", "time", "What time"),
        ("seated 23 Nov 08:30 Reset", "time", "That time has gone"),
        ("Reset", "kind", "What kind"),
    ],
)
async def test_what_a_line_lacks_is_asked(cole: Chat, line: str, asks: str, said: str) -> None:
    await cole.go("post", line)
    assert cole.screen.asks == f"fill:{asks}"
    assert said in cole.text


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("kind", "swimming", "I don't know that one"),
        ("title", "x" * 10_000, "keep it to 80 letters"),
        ("title", "\u202e\u200b", "I can't see any letters"),
        ("day", "30 February", "I don't know that day"),
        ("day", "22 Nov", "That day has gone"),
        ("day", "next Tuesday", "more than one day"),
        ("time", "25:00", "I don't know that time"),
        ("minutes", "0", "1 minute to 8 hours"),
        ("minutes", "25 hours", "1 minute to 8 hours"),
        ("places", "0", "1 to 5,000"),
        ("places", "10,000", "1 to 5,000"),
        ("link", "zoom.us/j/1", "It should start with https://"),
        ("link", "ftp://zoom.us", "It should start with https://"),
        ("link", "https://zoom.us@evil.example/", "It should start with https://"),
        ("audience", "Nowhere Ltd", "I don't know a workplace"),
        ("health", "perhaps", "Yes or No"),
    ],
)
async def test_what_cannot_be_used_is_asked_again(cole: Chat, step: str, typed: str, said: str) -> None:
    await to_step(cole, step)
    await cole.type(typed)
    assert cole.screen.asks == f"fill:{step}"
    assert said in cole.text


async def test_a_time_that_the_clocks_skip_is_refused(cole: Chat) -> None:
    await to_step(cole, "day")
    await cole.type("28 Mar 2027")
    await cole.type("01:30")
    assert "clocks go forward" in cole.text
    await cole.type("02:30")
    assert cole.screen.asks == "fill:minutes"


async def test_a_time_that_comes_twice_is_refused(cole: Chat) -> None:
    await to_step(cole, "day")
    await cole.type("31 Oct 2027")
    await cole.type("1:30")
    assert "comes twice" in cole.text
    await cole.type("2:30")
    assert cole.screen.asks == "fill:minutes"


async def test_a_new_day_that_its_time_cannot_be_on_asks_the_time_again(cole: Chat) -> None:
    await cole.go("post", LINE.replace("12:30", "01:30"))
    await cole.go("posting:day")
    await cole.type("28 Mar 2027")
    assert "clocks go forward" in cole.text
    assert cole.screen.asks == "fill:time"
    await cole.type("9:30")
    assert "2027, next year" in cole.text


async def test_markup_in_a_title_is_only_text(cole: Chat) -> None:
    await to_step(cole, "title")
    await cole.type("<b>Bold & {name} 🧘🏽‍♀️")
    await cole.go("post")
    assert "&lt;b&gt;Bold &amp; {name} 🧘🏽‍♀️" in cole.screen.text


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


async def test_a_webinar_asks_for_speakers_and_series_and_is_about_health(cole: Chat) -> None:
    await cole.go("post", "webinar 24 Nov 12:30 45 min 100 places https://zoom.us/j/1 Menopause at work")
    assert cole.screen.asks == "fill:speakers"
    await cole.type("Dr Katherine Cole and Sarah Tyler")
    await cole.press("Essex Health Series")
    assert "Dr Katherine Cole and Sarah Tyler" in cole.text
    assert "About a health condition: yes" in cole.text


async def test_another_kind_asks_about_health_afresh(cole: Chat) -> None:
    await cole.go("post", LINE)
    await cole.go("fill:kind:webinar")
    assert cole.screen.asks == "fill:health"
    assert [label for label in cole.labels if label in {"Yes", "No"}] == ["Yes", "No"]


async def test_chosen_workplaces_are_the_only_ones_that_see_it(town: Town, cole: Chat) -> None:
    await to_step(cole, "audience")
    await cole.press("Basildon Bakery")
    assert "Chosen so far: Basildon Bakery" in cole.text
    await cole.press("Done")
    await cole.press("No")
    await cole.press("Post it")
    assert "Shoulder reset" not in (await (await town.member(101)).go("timetable")).text
    baker = await town.member(102, town.bakery)
    assert "Shoulder reset" in baker.text


async def test_an_audience_taken_apart_is_never_everybody(cole: Chat, town: Town) -> None:
    await to_step(cole, "audience")
    await cole.press("Basildon Bakery")
    await cole.press("Done")
    await cole.press("No")
    await cole.go(f"toggle:{town.bakery.id}:0")
    assert "Done" not in cole.labels
    await cole.go("posting")
    assert cole.screen.asks == "fill:audience"
    await cole.go("fill:audience:chosen")
    assert "No workplace is chosen" in cole.text


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


async def test_the_last_link_is_offered(cole: Chat) -> None:
    await cole.go("post", LINE)
    await cole.press("Post it")
    await cole.press("Post another")
    await to_step(cole, "link")
    assert "Last time people went to zoom.us" in cole.text
    await cole.press("Same link as last time")
    assert cole.screen.asks == "fill:audience"


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


async def test_an_employee_may_not_post(town: Town) -> None:
    amira = await town.member(101)
    for address in ("post", "posting", "fill:kind:seated", "postit:x", "classes", "class:x", "again:x", "calledoff:x"):
        assert "New session" not in (await amira.go(address)).text


async def test_the_seal_changes_with_each_answer_and_not_with_time(cole: Chat) -> None:
    draft = posting.begin(COLE, NOW)
    assert posting.seal(draft) == posting.seal(posting.touched(draft, NOW + timedelta(days=1)))
    assert posting.seal(draft) != posting.seal(posting.with_answers(draft, ("title", "x")))
