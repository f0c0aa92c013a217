"""Where a booking's calendar entry leads: the chat, and with PUBLIC_URL the booking's own page."""

from __future__ import annotations

from bot.tap import House
from content.calendar import Ways
from programme import entries
from programme.model import Booking


def ways_to(house: House, booking: Booking) -> Ways:
    chat = f"https://t.me/{house.bot_username}?start=s_{booking.session_id}"
    if not (house.public_url and house.page_key):
        return Ways(chat)
    return Ways(chat, f"{house.public_url}/b/{entries.token(house.page_key, booking.id)}")
