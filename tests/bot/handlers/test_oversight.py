"""Sessions as the team sees and corrects them, and the safety line."""

from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import theo


async def test_the_health_flag_is_corrected(town: Town) -> None:
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    chat = await theo(town)
    await chat.press("Sessions")
    await chat.press("Desk reset")
    await chat.press("It's about health")
    await chat.press("Yes, about health")
    assert "About health: yes" in chat.text
    assert "no bookings" in (await amira.go("bookings")).text
    await amira.go(f"book:{town.desk_reset.id}")
    assert amira.labels == ["I agree", "No thanks"]
    await chat.press("It isn't about health")
    assert "About health: no" in chat.text


async def test_a_recording_is_added_to_a_past_webinar(town: Town) -> None:
    chat = await theo(town)
    chat.now = town.menopause.ends_at
    await chat.press("Past webinars")
    await chat.press("Menopause at work")
    await chat.press("Add the recording")
    await chat.type("ftp://nowhere")
    assert "isn't a web link" in chat.text
    await chat.type("https://video.example.org/1")
    assert "https://video.example.org/1" in chat.text
    await chat.press("Remove the recording")
    assert "none yet" in chat.text


async def test_the_team_sees_a_session_without_who_is_booked(town: Town) -> None:
    chat = await theo(town)
    before = (await chat.go(f"ts:{town.desk_reset.id}")).text
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    assert (await chat.go(f"ts:{town.desk_reset.id}")).text == before


async def test_what_the_team_posts_has_no_instructor_and_shows_no_count(town: Town) -> None:
    chat = await theo(town)
    await chat.go("post", "seated 26 Nov 12:30 10 min 20 places https://meet.example.org/1 Desk stretch")
    await chat.press("Post it")
    assert chat.screen.toast == "Posted."
    assert "No instructor is named." in chat.text
    await chat.go("classes")
    assert "Desk stretch" not in chat.text


async def test_the_teams_own_safety_line_is_what_people_read(town: Town) -> None:
    chat = await theo(town)
    await chat.press("Safety line")
    await chat.type("x" * 300)
    assert "too long" in chat.text
    await chat.type("Mind <your> back.")
    amira = await town.member(101)
    await amira.press("Desk reset")
    assert "Mind <your> back." in amira.text
    await chat.press("Use the usual line")
    await amira.go(f"s:{town.desk_reset.id}")
    assert "stop if anything hurts" in amira.text


async def test_a_recording_that_is_not_secure_is_asked_for_again(town: Town) -> None:
    chat = await theo(town)
    chat.now = town.menopause.ends_at
    await chat.go(f"tsrec:{town.menopause.id}")
    await chat.type("http://video.example.org/1")
    assert "starts with http://" in chat.text
    await chat.type("HTTPS://video.example.org/1")
    assert "Recording: HTTPS://video.example.org/1" in chat.text
