"""Sending, editing, deleting: through the real client."""

import pytest
import telegram as ptb
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest

from playground import Person, Telegram

BOOK = InlineKeyboardMarkup([[InlineKeyboardButton("Book", callback_data="book:1")]])
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)


async def test_a_message_arrives_with_its_formatting_and_buttons(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "<b>Tuesday</b> 12:30", parse_mode="HTML", reply_markup=BOOK)
    seen = await amira.next()
    assert (seen.text, seen.html, seen.labels) == ("Tuesday 12:30", "<b>Tuesday</b> 12:30", ["Book"])
    assert sent.message_id == seen.message_id
    assert sent.reply_markup == BOOK


async def test_message_ids_rise_in_each_chat(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    ben = server.user("Ben")
    await ben.send("/start")
    ids = [(await bot.send_message(person.id, "x")).message_id for person in (amira, amira, ben)]
    assert ids == [2, 3, 2]


async def test_an_edit_is_seen_and_replaces_text_and_buttons(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Before", reply_markup=BOOK)
    await amira.next()
    await sent.edit_text("After")
    seen = await amira.next()
    assert (seen.text, seen.labels, seen.message_id) == ("After", [], sent.message_id)
    assert seen.edited is not None
    assert [message.text for message in amira.messages] == ["/start", "After"]


async def test_an_edit_that_changes_nothing_is_refused(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Same", reply_markup=BOOK)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("Same", reply_markup=BOOK)


async def test_buttons_alone_can_be_edited(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Session", reply_markup=BOOK)
    await sent.edit_reply_markup(None)
    with pytest.raises(LookupError):
        amira.screen()


async def test_what_is_not_there_cannot_be_edited(amira: Person, bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", amira.id, 99)


async def test_a_persons_message_cannot_be_edited(amira: Person, bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", amira.id, amira.messages[0].message_id)


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Choose", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await sent.edit_text("x")


async def test_a_document_is_kept_and_can_be_fetched(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_document(amira.id, b"BEGIN:VCALENDAR", filename="a.ics", caption="Yours")
    assert sent.document is not None
    assert sent.caption == "Yours"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"


async def test_a_documents_text_cannot_be_edited(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_document(amira.id, b"x", filename="a.txt")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("x")


async def test_a_picture_has_its_size(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_photo(amira.id, DOT)
    assert (sent.photo[0].width, sent.photo[0].height) == (1, 1)
    again = await bot.send_photo(amira.id, sent.photo[0].file_id)
    assert again.photo[0].file_unique_id == sent.photo[0].file_unique_id


async def test_what_is_no_picture_is_refused(amira: Person, bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(amira.id, b"<svg/>")


async def test_a_deleted_message_is_gone(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Oops")
    await sent.delete()
    assert [message.text for message in amira.messages] == ["/start"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_after_two_days_a_message_cannot_be_deleted(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Old")
    server.advance(49 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await sent.delete()


async def test_a_reply_shows_what_it_answers(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Yes?", reply_parameters=ptb.ReplyParameters(1))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"


async def test_a_message_can_be_pinned(amira: Person, bot: ptb.Bot) -> None:
    sent = await bot.send_message(amira.id, "Important")
    await bot.pin_chat_message(amira.id, sent.message_id)
    assert amira.chat.pinned == sent.message_id


async def test_commands_show_the_narrowest_scope(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    ben = server.user("Ben")
    await bot.set_my_commands([("timetable", "What is on")])
    await bot.set_my_commands([("digest", "The week")], scope=ptb.BotCommandScopeChat(amira.id))
    assert [command.name for command in amira.commands] == ["digest"]
    assert [command.name for command in ben.commands] == ["timetable"]
    assert [command.command for command in await bot.get_my_commands()] == ["timetable"]


async def test_the_bot_describes_itself(server: Telegram, bot: ptb.Bot) -> None:
    await bot.set_my_description("Move and stretch.")
    assert server.world.profile.descriptions == {"": "Move and stretch."}
    with pytest.raises(BadRequest, match="Bot short description is too long"):
        await bot.set_my_short_description("x" * 121)
