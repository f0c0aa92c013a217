"""The Bot API's methods: what each does to the world and what it answers."""

from collections.abc import Awaitable, Callable
from typing import Any

from playground.checking import Asked
from playground.methods import answers, delivery, information, messages
from playground.world import World

Handler = Callable[[World, Asked], Any | Awaitable[Any]]

HANDLERS: dict[str, Handler] = {
    "getMe": information.get_me,
    "getChat": information.get_chat,
    "getFile": information.get_file,
    "leaveChat": information.leave_chat,
    "setMyCommands": information.set_my_commands,
    "deleteMyCommands": information.delete_my_commands,
    "getMyCommands": information.get_my_commands,
    "setMyDescription": information.set_my_description,
    "setMyShortDescription": information.set_my_short_description,
    "setChatMenuButton": information.set_chat_menu_button,
    "getUpdates": delivery.get_updates,
    "setWebhook": delivery.set_webhook,
    "deleteWebhook": delivery.delete_webhook,
    "getWebhookInfo": delivery.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendDocument": messages.send_document,
    "sendPhoto": messages.send_photo,
    "editMessageText": messages.edit_message_text,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "pinChatMessage": messages.pin_chat_message,
    "answerCallbackQuery": answers.answer_callback_query,
    "sendChatAction": answers.send_chat_action,
}
