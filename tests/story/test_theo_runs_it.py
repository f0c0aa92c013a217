"""Theo of the team opens the first link, adds a workplace, lets people in, and never learns who they are."""

import re

import pytest

from bot.__main__ import main
from playground import Message, Person
from programme import codes
from tests.stage import LINK, Stage
from tests.story.scenes import ECC, JOIN_LINK, add_session, press, tomorrow_at

ENDING = {"crewend", "wpclosed", "tsflag", "post", "leave", "linkstop", "crewstop"}
ROOMS_OF_ALL = {"timetable", "bookings", "settings", "privacy", "help", "s", "book"}
CODE = re.compile(r"code: (\S{4}-\S{4})")


async def first_of_the_team(stage: Stage) -> Person:
    """Whoever opens the link that `run` prints while there is nobody."""
    stage.printed()
    await stage.start()
    found = LINK.search(stage.printed())
    assert found, "run printed no link"
    theo = stage.telegram.user("Theo")
    await theo.ask(f"/start {found.group(1)}")
    await press(theo, "I agree")
    return theo


def link_in(person: Person) -> str:
    found = LINK.search(person.last().text)
    assert found, person.last().text
    return found.group(1)


async def test_a_workplace_from_nothing_to_somebody_in_it(stage: Stage) -> None:
    theo = await first_of_the_team(stage)
    await theo.ask("/programme")
    await press(theo, "Workplaces")
    await press(theo, "Add a workplace")
    await theo.ask("Harlow Library")
    assert "Headcount: 40" in (await theo.ask("40")).text
    await press(theo, "Links")
    await press(theo, "Make a link")
    token = link_in(theo)
    amira = stage.telegram.user("Amira")
    assert "Harlow Library" in (await amira.ask(f"/start {token}")).text
    await press(amira, "I agree")
    await press(theo, "Back")
    assert "used 1 time" in theo.last().text
    assert not stage.telegram.refused


async def test_after_rotation_the_old_link_is_refused_and_its_code_too(stage: Stage) -> None:
    theo = await first_of_the_team(stage)
    await theo.ask("/programme")
    await press(theo, "Workplaces")
    await press(theo, "1 · Essex County Council")
    await press(theo, "Links")
    await press(theo, "Make a link")
    old, code = link_in(theo), CODE.search(theo.last().text)
    assert code
    await press(theo, "Back")
    await press(theo, "Replace them all")
    await press(theo, "Yes, replace them")
    new = link_in(theo)
    amira = stage.telegram.user("Amira")
    assert "doesn't work" in (await amira.ask(f"/start {old}")).text
    assert "doesn't work" in (await amira.ask(code.group(1))).text
    assert "Essex County Council" in (await amira.ask(f"/start {new}")).text


async def test_a_form_half_way_survives_a_restart(stage: Stage) -> None:
    theo = await first_of_the_team(stage)
    await theo.ask("/programme")
    await press(theo, "Workplaces")
    await press(theo, "Add a workplace")
    await theo.ask("Harlow Library")
    await stage.end()
    await stage.start()
    assert "whole number" in (await theo.ask("lots")).text
    assert "Harlow Library" in (await theo.ask("40")).text


async def test_closing_tells_those_who_lose_a_place_without_naming_anything(stage: Stage) -> None:
    await add_session(stage, tomorrow_at(stage, 12, 30), "--employer", "Essex County Council", title="Secret reset")
    theo = await first_of_the_team(stage)
    amira = await stage.join("Amira", *ECC)
    await press(amira, "1 · Mon 12:30 Secret reset")
    await press(amira, "Book")
    amira.skip()
    await theo.ask("/programme")
    for label in ("Workplaces", "1 · Essex County Council", "Close this workplace", "Yes, close it"):
        await press(theo, label)
    assert "is closed" in theo.last().text
    told = await amira.next()
    assert "has ended" in told.text
    assert "Secret" not in told.text
    assert "Essex" not in told.text


async def test_no_message_to_the_team_shows_who_takes_part(stage: Stage) -> None:
    """Canaries: everything that a participant has, looked for in everything that Theo ever got."""
    health = await add_session(stage, tomorrow_at(stage, 12, 30), "--health", title="Menopause at work")
    theo = await first_of_the_team(stage)
    amira = await stage.join("Canary Amira", *ECC)
    await amira.press_data(f"health:{health}")
    await amira.next()
    pressed = {address.partition(":")[0] for address in await walk(theo)}
    assert {"workplaces", "wp", "links", "linkmake", "crew", "allsessions", "ts", "recordings", "safety"} <= pressed
    said = "\n".join(f"{message.text} {message.labels}" for message in theo.chat.done_by_bot)
    internal = await ids_of_participants(stage, amira.id)
    for canary in ("Canary", "Amira", str(amira.id), JOIN_LINK, *internal):
        assert canary not in said
    assert re.search(r"\b1 (person|people|booking|booked|member)", said) is None
    assert "Menopause at work" in said, "the control: it is Theo's screens that were looked at"


async def walk(theo: Person) -> set[str]:
    """Press everything there is, as far as it leads, except what would end or change what others have."""
    shown = await theo.ask("/programme")
    pressed: set[str] = set()
    waiting = addresses(shown)
    while waiting:
        address = waiting.pop()
        if address not in pressed and not changes(address):
            pressed.add(address)
            theo.skip()
            await theo.press_data(address)
            waiting += addresses(await theo.next())
    return pressed


def addresses(message: Message) -> list[str]:
    return [button.data for row in message.keyboard or () for button in row if button.data]


def changes(data: str) -> bool:
    """Whether pressing it would change the programme."""
    return data.split(":", maxsplit=1)[0] in ENDING | ROOMS_OF_ALL


async def ids_of_participants(stage: Stage, chat_id: int) -> list[str]:
    from programme.record import opened_record  # noqa: PLC0415 - only here

    url = stage.settings.database_url.get_secret_value()
    async with opened_record(url, stage.telegram.now) as database, database.reading() as reading:
        row = await reading.one("SELECT id, person_id FROM contacts WHERE chat_id = $1", chat_id)
    assert row
    return [row["id"], row["person_id"]]


async def test_the_same_from_the_command_line(stage: Stage) -> None:
    await stage.command("employer", "rename", "Essex County Council", "The Council")
    await stage.command("employer", "headcount", "the council", "8,000")
    assert "The Council  (headcount 8,000)" in await stage.command("employer", "list")
    first = LINK.search(await stage.command("invitations", "rotate", "--employer", "The Council"))
    assert first
    assert "used 0 times" in await stage.command("invitations", "list", "--employer", "The Council")
    assert "Ended: 1" in await stage.command("invitations", "revoke", "--employer", "The Council")
    assert "None can be used" in await stage.command("invitations", "list", "--employer", "The Council")
    session = await add_session(stage, tomorrow_at(stage, 12, 30), "--employer", "The Council")
    assert f"{session}  " in await stage.command("session", "list")
    assert "is about health" in await stage.command("session", "health", session, "yes")
    assert "Cancelled Desk reset" in await stage.command("session", "cancel", session, "--note", "Snow")
    assert "There are none" in await stage.command("session", "list", "--past-webinars")
    assert "stop if anything hurts" in await stage.command("safety-line", "show")
    assert "Take care." in await stage.command("safety-line", "set", "Take care.")
    assert "Closed The Council" in await stage.command("employer", "close", "The Council")
    audit = await stage.command("audit", "--last", "3", "--since", f"{stage.telegram.now:%Y-%m-%d}")
    assert [line.split("  ")[2] for line in audit.splitlines()] == [
        "session cancelled",
        "safety line changed",
        "employer closed",
    ]


async def test_a_recording_and_a_role_from_the_command_line(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30), "--kind", "webinar", title="Sleep well")
    theo = await first_of_the_team(stage)
    await stage.join("Tess", "team")
    await stage.end()
    stage.pass_by(days=2)
    assert "https://video.example.org/1" in await stage.command(
        "session", "recording", session, "https://video.example.org/1"
    )
    assert "has a recording" in await stage.command("session", "list", "--past-webinars")
    ids = [line.split("  ")[0] for line in (await stage.command("role", "list")).splitlines()]
    assert len(ids) == 2
    assert "Removed" in await stage.command("role", "remove", ids[0])
    await stage.start()
    assert "doesn't work here" in (await theo.ask("/programme")).text or "didn't get that" in theo.last().text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("employer", "rename", "Nowhere", "Somewhere"), "no open workplace"),
        (("employer", "headcount", "Essex County Council", "lots"), "whole number"),
        (("employer", "headcount", "Essex County Council", "-5"), "whole number"),
        (("employer", "rename", "Essex County Council", ""), "name is empty"),
        (("session", "cancel", "NeverWasHere"), "none with that id"),
        (("session", "recording", "NeverWasHere", "https://x.example"), "none with that id"),
        (("role", "remove", "NeverWasHere"), "none with that id"),
        (("safety-line", "set", "x" * 201), "too long"),
        (("audit", "--since", "yesterday"), "not a date"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    command: tuple[str, ...],
    said: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("record")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder}/bot.db")
    assert main(["employer", "add", "Essex County Council", "--headcount", "7500"]) == 0
    assert main(list(command)) == 1
    printed = capsys.readouterr().err
    assert said in printed
    assert len(printed.strip().splitlines()) == 1


def test_a_code_in_an_address_is_the_code_that_is_shown() -> None:
    code = codes.new_code()
    assert codes.folded(codes.displayed(code)) == code
