"""Posting a session: step by step or on one line, with what it needs and nothing else."""

import pytest

from tests.bot.handlers.cole import LINE, LINK, titles, to_step
from tests.bot.handlers.conftest import Chat, Town


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


@pytest.mark.parametrize("typed", ["Tuesday 24 Nov 10:30", "24 Nov at 10.30", "10:30 on 24 Nov", "Tomorrow 10:30am"])
async def test_the_day_may_be_typed_with_its_time(cole: Chat, typed: str) -> None:
    await to_step(cole, "day")
    await cole.type(typed)
    assert "How long is it?" in cole.text
    await cole.press("Back")
    await cole.press("Back")
    assert "Which day is it?" in cole.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Wed 24 Nov 10:30", "That date isn't on that day of the week"),
        ("today 00:05", "That day has gone"),
        ("24 Nov 10:30 or 11:30", "I don't know that day"),
        ("24 Nov 10:30 Reset", "I don't know that day"),
        ("Reset 24 Nov 10:30 at my place", "I don't know that day"),
    ],
)
async def test_a_day_and_time_that_are_not_surely_meant_are_asked_again(cole: Chat, typed: str, said: str) -> None:
    await to_step(cole, "day")
    await cole.type(typed)
    assert said in cole.text
    assert "Which day is it?" in cole.text


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


async def test_the_last_link_is_offered(cole: Chat) -> None:
    await cole.go("post", LINE)
    await cole.press("Post it")
    await cole.press("Post another")
    await to_step(cole, "link")
    assert "Last time people went to zoom.us" in cole.text
    await cole.press("Same link as last time")
    assert cole.screen.asks == "fill:audience"


async def test_an_employee_may_not_post(town: Town) -> None:
    amira = await town.member(101)
    for address in ("post", "posting", "fill:kind:seated", "postit:x", "classes", "class:x", "again:x", "calledoff:x"):
        assert "New session" not in (await amira.go(address)).text
