"""Watch again: for those who might have come; about health only after agreement; and nothing of it is kept."""

from dataclasses import replace
from datetime import timedelta

from programme import corrections, sessions
from programme.model import Session
from tests.bot.handlers.conftest import Chat, Town, new_session
from tests.content.cast import NOW
from tests.content.reading import plain_text

URL = "https://video.example.org/watch/1"


async def recorded(town: Town, session: Session, url: str = URL) -> None:
    async with town.database.transaction() as tx:
        await corrections.keep_recording(tx, session.id, url, "test", session.ends_at)


async def another(town: Town, title: str, *employer_ids: str) -> Session:
    async with town.database.transaction() as tx:
        new = replace(new_session(title, kind="webinar"), employer_ids=employer_ids)
        return await sessions.add(tx, new, "test", NOW)


async def member(town: Town, chat_id: int = 101) -> Chat:
    chat = await town.member(chat_id)
    chat.now = town.menopause.ends_at + timedelta(days=1)
    return chat


async def test_an_ordinary_recording_opens_at_once_and_names_its_host(town: Town) -> None:
    backs = await another(town, "Happy backs")
    await recorded(town, backs)
    amira = await member(town)
    await amira.go("webinars")
    await amira.press("Watch again")
    assert "Happy backs" in amira.text
    assert URL not in amira.text
    await amira.press("Happy backs")
    assert "It opens on video.example.org." in amira.text
    assert [(choice.label, choice.url) for choice in amira.screen.choices if choice.url] == [
        ("Open video.example.org", URL)
    ]


async def test_one_about_health_needs_agreement_first(town: Town) -> None:
    await recorded(town, town.menopause)
    amira = await member(town)
    await amira.go("watch")
    await amira.press("Menopause at work")
    assert amira.labels == ["I agree", "No thanks"]
    await amira.press("No thanks")
    await amira.press("Menopause at work")
    assert not [choice for choice in amira.screen.choices if choice.url]
    await amira.press("I agree")
    assert "Open video.example.org" in amira.labels
    await amira.go("withdraw:yes")
    await amira.go(f"rec:{town.menopause.id}")
    assert amira.labels == ["I agree", "No thanks"]


async def test_without_recordings_nothing_is_offered(town: Town) -> None:
    amira = await member(town)
    await amira.go("webinars")
    assert "Watch again" not in amira.labels
    await amira.go("watch")
    assert "no recordings yet" in amira.text


async def test_charlie_may_not_what_was_for_bakers_only(town: Town) -> None:
    private = await another(town, "Dough and backs", town.bakery.id)
    await recorded(town, private)
    charlie = await member(town, 103)
    assert "Dough" not in (await charlie.go("watch")).text
    never_was = plain_text(await charlie.go("rec:NeverWasHere"))
    for address in (f"rec:{private.id}", f"watchhealth:{private.id}", "rec", "watchhealth:x"):
        assert plain_text(await charlie.go(address)) == never_was
    async with town.database.reading() as reading:
        assert not await reading.all("SELECT * FROM consents WHERE purpose = 'health'")


async def test_a_cancelled_or_unrecorded_one_is_not_there(town: Town) -> None:
    await recorded(town, town.menopause)
    async with town.database.transaction() as tx:
        await corrections.remove_recording(tx, town.menopause.id, "test", NOW)
    amira = await member(town)
    assert "can't find" in plain_text(await amira.go(f"rec:{town.menopause.id}"))


async def test_many_are_shown_some_at_a_time(town: Town) -> None:
    for n in range(9):
        await recorded(town, await another(town, f"Talk number {n}"))
    amira = await member(town)
    await amira.go("watch")
    assert sum("Talk" in label for label in amira.labels) == 7
    await amira.press("Older")
    assert sum("Talk" in label for label in amira.labels) == 2
    for invented in ("watch:-1", "watch:99999", "watch:x", "watch:9"):
        assert sum("Talk" in choice.label for choice in (await amira.go(invented)).choices) == 7
