"""The Bot API's methods and types that this server knows, as tables.

Source: core.telegram.org/bots/api, Bot API 10.1 of 11 June 2026.

A field is `name:Kind`, `name!:Kind` when required; `A|B` allows either, `[A]` is an array of A.
A kind that has no row here is known by name and refused as not supported by this server.
"""

from dataclasses import dataclass
from functools import cache

_SENT = """
    business_connection_id:String chat_id!:Integer|String message_thread_id:Integer
    direct_messages_topic_id:Integer disable_notification:Boolean protect_content:Boolean
    allow_paid_broadcast:Boolean message_effect_id:String suggested_post_parameters:SuggestedPostParameters
    reply_parameters:ReplyParameters parse_mode:String
    reply_markup:InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply
"""
_EDITED = """
    business_connection_id:String chat_id:Integer|String message_id:Integer inline_message_id:String
    reply_markup:InlineKeyboardMarkup
"""

METHODS = {
    "getMe": "",
    "getUpdates": "offset:Integer limit:Integer timeout:Integer allowed_updates:[String]",
    "setWebhook": """
        url!:String certificate:InputFile ip_address:String max_connections:Integer
        allowed_updates:[String] drop_pending_updates:Boolean secret_token:String
    """,
    "deleteWebhook": "drop_pending_updates:Boolean",
    "getWebhookInfo": "",
    "sendMessage": _SENT + "text!:String entities:[MessageEntity] link_preview_options:LinkPreviewOptions",
    "sendDocument": _SENT
    + """
        document!:InputFile|String thumbnail:InputFile|String caption:String
        caption_entities:[MessageEntity] disable_content_type_detection:Boolean
    """,
    "sendPhoto": _SENT
    + """
        photo!:InputFile|String caption:String caption_entities:[MessageEntity]
        show_caption_above_media:Boolean has_spoiler:Boolean
    """,
    "editMessageText": _EDITED
    + """
        text:String parse_mode:String entities:[MessageEntity] link_preview_options:LinkPreviewOptions
        rich_message:InputRichMessage
    """,
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": "chat_id!:Integer|String message_id!:Integer",
    "pinChatMessage": """
        business_connection_id:String chat_id!:Integer|String message_id!:Integer
        disable_notification:Boolean
    """,
    "answerCallbackQuery": """
        callback_query_id!:String text:String show_alert:Boolean url:String cache_time:Integer
    """,
    "sendChatAction": """
        business_connection_id:String chat_id!:Integer|String message_thread_id:Integer action!:String
    """,
    "setMyCommands": "commands!:[BotCommand] scope:BotCommandScope language_code:String",
    "deleteMyCommands": "scope:BotCommandScope language_code:String",
    "getMyCommands": "scope:BotCommandScope language_code:String",
    "setMyDescription": "description:String language_code:String",
    "setMyShortDescription": "short_description:String language_code:String",
    "getChat": "chat_id!:Integer|String",
    "setChatMenuButton": "chat_id:Integer menu_button:MenuButton",
    "getFile": "file_id!:String",
    "leaveChat": "chat_id!:Integer|String",
}

TYPES = {
    "InlineKeyboardMarkup": "inline_keyboard!:[[InlineKeyboardButton]]",
    "InlineKeyboardButton": """
        text!:String icon_custom_emoji_id:String style:String url:String callback_data:String
        web_app:WebAppInfo login_url:LoginUrl switch_inline_query:String
        switch_inline_query_current_chat:String switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat
        copy_text:CopyTextButton callback_game:CallbackGame pay:Boolean
    """,
    "WebAppInfo": "url!:String",
    "LoginUrl": "url!:String forward_text:String bot_username:String request_write_access:Boolean",
    "SwitchInlineQueryChosenChat": """
        query:String allow_user_chats:Boolean allow_bot_chats:Boolean allow_group_chats:Boolean
        allow_channel_chats:Boolean
    """,
    "CopyTextButton": "text!:String",
    "ReplyKeyboardMarkup": """
        keyboard!:[[KeyboardButton]] is_persistent:Boolean resize_keyboard:Boolean
        one_time_keyboard:Boolean input_field_placeholder:String selective:Boolean
    """,
    "KeyboardButton": """
        text!:String icon_custom_emoji_id:String style:String request_users:KeyboardButtonRequestUsers
        request_chat:KeyboardButtonRequestChat request_managed_bot:KeyboardButtonRequestManagedBot
        request_contact:Boolean request_location:Boolean request_poll:KeyboardButtonPollType
        web_app:WebAppInfo
    """,
    "KeyboardButtonPollType": "type:String",
    "ReplyKeyboardRemove": "remove_keyboard!:Boolean selective:Boolean",
    "ForceReply": "force_reply!:Boolean input_field_placeholder:String selective:Boolean",
    "LinkPreviewOptions": """
        is_disabled:Boolean url:String prefer_small_media:Boolean prefer_large_media:Boolean
        show_above_text:Boolean
    """,
    "ReplyParameters": """
        message_id!:Integer chat_id:Integer|String allow_sending_without_reply:Boolean quote:String
        quote_parse_mode:String quote_entities:[MessageEntity] quote_position:Integer
        checklist_task_id:Integer poll_option_id:String
    """,
    "MessageEntity": """
        type!:String offset!:Integer length!:Integer url:String user:User language:String
        custom_emoji_id:String unix_time:Integer date_time_format:String
    """,
    "BotCommand": "command!:String description!:String",
    "BotCommandScopeDefault": "type!:String",
    "BotCommandScopeAllPrivateChats": "type!:String",
    "BotCommandScopeAllGroupChats": "type!:String",
    "BotCommandScopeAllChatAdministrators": "type!:String",
    "BotCommandScopeChat": "type!:String chat_id!:Integer|String",
    "BotCommandScopeChatAdministrators": "type!:String chat_id!:Integer|String",
    "BotCommandScopeChatMember": "type!:String chat_id!:Integer|String user_id!:Integer",
    "MenuButtonCommands": "type!:String",
    "MenuButtonDefault": "type!:String",
    "MenuButtonWebApp": "type!:String text!:String web_app!:WebAppInfo",
}

# Kinds that stand for one of several types, told apart by their "type" field.
VARIANTS = {
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
        "chat": "BotCommandScopeChat",
        "chat_administrators": "BotCommandScopeChatAdministrators",
        "chat_member": "BotCommandScopeChatMember",
    },
    "MenuButton": {
        "commands": "MenuButtonCommands",
        "default": "MenuButtonDefault",
        "web_app": "MenuButtonWebApp",
    },
}

# Fields of the real API for things that do not exist here: business accounts, topics, paid messages.
UNSUPPORTED = frozenset(
    {
        "business_connection_id",
        "message_thread_id",
        "direct_messages_topic_id",
        "inline_message_id",
        "message_effect_id",
    }
)

# What Telegram says when a required field is missing (others: "field X is required").
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    required: bool
    kinds: tuple[str, ...]


def method_named(name: str) -> str | None:
    """The method's proper name; Telegram does not mind its case."""
    return _methods_by_lower_name().get(name.lower())


@cache
def _methods_by_lower_name() -> dict[str, str]:
    return {name.lower(): name for name in METHODS}


@cache
def fields_of(name: str) -> dict[str, Field]:
    """The fields of a method or a type, by name; KeyError when this server does not know it."""
    row = METHODS[name] if name in METHODS else TYPES[name]
    return {field.name: field for field in map(_field, row.split())}


def _field(word: str) -> Field:
    name, _, kinds = word.partition(":")
    return Field(name.rstrip("!"), name.endswith("!"), tuple(kinds.split("|")))
