"""Keyboards under messages: one action per inline button, within Telegram's limits."""

from collections.abc import Mapping
from typing import Any

from playground.links import check_button_url
from playground.refusals import Refusal, bad_request
from playground.values import Button

PLAIN = {"text", "icon_custom_emoji_id", "style"}
STYLES = {"danger", "success", "primary"}
NOT_HERE = {"pay", "callback_game", "login_url"}
MOST_BUTTONS = 100
MOST_DATA_BYTES = 64
LONGEST_COPY = 256

Keyboard = tuple[tuple[Button, ...], ...]


def inline_keyboard(markup: Mapping[str, Any] | None) -> Keyboard:
    """The rows of buttons of an InlineKeyboardMarkup; nothing for other markups or none."""
    rows = (markup or {}).get("inline_keyboard", [])
    keyboard = tuple(tuple(map(_button, row)) for row in rows if row)
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def other_markup(markup: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A reply keyboard, its removal or a forced reply."""
    if markup is None or "inline_keyboard" in markup:
        return None
    for row in markup.get("keyboard", []):
        for key in row:
            _check_label(key)
    return markup


def _button(given: Mapping[str, Any]) -> Button:
    _check_label(given)
    actions = [name for name in given if name not in PLAIN]
    if not actions:
        raise _bad_button("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _bad_button(f"exactly one action is allowed, not {actions}")
    if given.get("style") not in {None, *STYLES}:
        raise _bad_button("invalid button style specified")
    _check_action(actions[0], given[actions[0]])
    return Button(given["text"], actions[0], given[actions[0]], given.get("style"))


def _check_label(given: Mapping[str, Any]) -> None:
    if not given["text"].strip():
        raise bad_request("can't parse keyboard button: button text must be non-empty")


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data" and not 1 <= len(value.encode()) <= MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        check_button_url(value)
    if action == "copy_text" and not 1 <= len(value["text"]) <= LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "web_app" and not value["url"].startswith("https://"):
        raise _bad_button(f"Web App URL '{value['url']}' is invalid: Only HTTPS links are allowed")
    if action in NOT_HERE:
        raise bad_request(f"{action} buttons are not supported by this server")


def _bad_button(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def keyboard_json(keyboard: Keyboard) -> dict[str, Any]:
    return {"inline_keyboard": [[_button_json(button) for button in row] for row in keyboard]}


def _button_json(button: Button) -> dict[str, Any]:
    made = {"text": button.label, button.action: button.value}
    return made | ({"style": button.style} if button.style else {})
