"""A strict Telegram Bot API server on this machine, its chat page, and the handle that tests drive it by."""

from playground.clock import BackInTime, Clock
from playground.control import Hooks
from playground.faults import Fault
from playground.gestures import Impossible
from playground.limits import Limits
from playground.person import NothingCame, Person
from playground.serve import Phone, Telegram, play
from playground.values import Button, Call, Entity, Mail, Message, Query, StoredFile, Toast, Upload

__all__ = [
    "BackInTime",
    "Button",
    "Call",
    "Clock",
    "Entity",
    "Fault",
    "Hooks",
    "Impossible",
    "Limits",
    "Mail",
    "Message",
    "NothingCame",
    "Person",
    "Phone",
    "Query",
    "StoredFile",
    "Telegram",
    "Toast",
    "Upload",
    "play",
]
