"""Two people with something of theirs in every table, each value easy to find again, wherever it has gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from programme.store.engine import Database

AT = "2026-11-23T09:00:00.000000Z"
LATER = "2026-11-24T12:30:00.000000Z"


@dataclass(frozen=True, slots=True)
class Planted:
    """One person's canaries. *chat* is wide enough to be found in a file."""

    name: str
    person: str
    chat: int

    def of(self, table: str) -> str:
        return f"{self.name}-{table}"

    @property
    def marks(self) -> tuple[bytes, ...]:
        """What must be findable while they are there, and nowhere once they are erased."""
        words = (*TYPED, *BY_ID)
        return (*(self.of(table).encode() for table in words), self.chat.to_bytes(6, "big"))


AMIRA = Planted("amira", "AmirasNumber", 0x0A11CE5EED01)
BEN = Planted("benny", "BennysNumber", 0x0B0B5EED0202)

TYPED = ("people", "contacts", "minutes", "challenge_entries", "notices", "inbox", "drafts", "shown", "complaints")
"""Tables in which the canary is a value that people get with "Send me my data"."""
BY_ID = ("email_confirmations", "memberships", "roles", "consents", "code_attempts", "bookings")
"""Tables in which the canary is an id or a seed."""

HOUSE = """
INSERT INTO employers (id, name, name_key, headcount, created_at)
        VALUES ('work', 'Work', 'work', 500, '{at}');
INSERT INTO kinds (id, category, intensity, sensitivity)
        VALUES ('sitting', 'movement', 'light', 'ordinary');
"""
PERSON = """
INSERT INTO people (id, display_name, created_at)
        VALUES ('{person}', '{n}-people', '{at}');
INSERT INTO contacts (id, person_id, channel, chat_id, created_at)
        VALUES ('{n}1', '{person}', 'telegram', {chat}, '{at}');
INSERT INTO contacts (id, person_id, channel, email, created_at)
        VALUES ('{n}2', '{person}', 'email', '{n}-contacts@example.org', '{at}');
INSERT INTO email_confirmations (contact_id, seed, mailed_since, expires_at)
        VALUES ('{n}2', '{n}-email_confirmations', '{at}', '{later}');
INSERT INTO memberships (id, person_id, employer_id, started_at)
        VALUES ('{n}-memberships', '{person}', 'work', '{at}');
INSERT INTO roles (id, person_id, role, granted_at)
        VALUES ('{n}-roles', '{person}', 'instructor', '{at}');
INSERT INTO consents (id, person_id, purpose, version, given_at)
        VALUES ('{n}-consents', '{person}', 'joining', 1, '{at}');
INSERT INTO code_attempts (id, chat_id, at)
        VALUES ('{n}-code_attempts', {chat}, '{at}');
INSERT INTO series (id, title, kind, sensitivity, instructor_id, weekdays, local_time, zone, minutes, places,
    link, audience, bank_holidays, first_on, created_at)
        VALUES ('{n}series', 'Weekly', 'sitting', 'ordinary', '{person}', 'tue', '12:30', 'Europe/London', 10,
    20, 'https://x.example', 'all', 'skip', '2026-11-24', '{at}');
INSERT INTO sessions (id, title, kind, sensitivity, starts_at, ends_at, zone, minutes, places, link, audience,
    instructor_id, created_at)
        VALUES ('{n}session', 'Once', 'sitting', 'ordinary', '{later}', '2026-11-24T12:40:00.000000Z',
    'Europe/London', 10, 20, 'https://x.example', 'all', '{person}', '{at}');
INSERT INTO series_bookings (person_id, series_id, weekday, started_at)
    VALUES ('{person}', '{n}series', 1, '{at}');
INSERT INTO bookings (id, session_id, person_id, employer_id, state, created_at)
        VALUES ('{n}-bookings', '{n}session', '{person}', 'work', 'booked', '{at}');
INSERT INTO first_visits (person_id, came_at) VALUES ('{person}', '{at}');
INSERT INTO minutes (id, person_id, booking_id, on_date, minutes, activity, intensity, created_at)
        VALUES ('{n}min', '{person}', '{n}-bookings', '2026-11-23', 10, '{n}-minutes', 'light', '{at}');
INSERT INTO rhythms (person_id, look_back_at) VALUES ('{person}', '{at}');
INSERT INTO time_off (person_id, first_on, last_on) VALUES ('{person}', '2026-11-20', '2026-11-27');
INSERT INTO movement_breaks (person_id, weekday, local_time) VALUES ('{person}', 0, '10:30');
INSERT INTO activity_answers (person_id, wave, asked_on, days, answered_at)
        VALUES ('{person}', 0, '2026-11-23', 2, '{at}');
INSERT INTO ratings (booking_id, person_id, asked_at, rating, rated_at)
        VALUES ('{n}-bookings', '{person}', '{at}', 3, '{at}');
INSERT INTO challenge_entries (person_id, challenge, started_on, ends_on)
        VALUES ('{person}', '{n}-challenge_entries', '2026-11-23', '2026-12-22');
INSERT INTO instructor_ratings (instructor_id, month, rules, rated, just_right, published_at)
        VALUES ('{person}', '2026-10', '2', 25, 15, '{at}');
INSERT INTO notices (id, kind, contact_id, session_id, booking_id, facts, lane, must_arrive, due_at, state,
    created_at)
        VALUES ('{n}not', 'reminder_near', '{n}1', '{n}session', '{n}-bookings', '{n}-notices', 'near', 1,
    '{later}', 'waiting', '{at}');
INSERT INTO inbox (bot_id, update_id, arrival, chat_id, received_at, state, raw, settled_at)
        VALUES (1, {chat}, {chat}, {chat}, '{at}', 'quarantined', '{n}-inbox', '{at}');
INSERT INTO drafts (chat_id, form, step, fields, updated_at)
        VALUES ({chat}, 'log', 'asked', '[["a", "{n}-drafts"]]', '{at}');
INSERT INTO shown (chat_id, choices, updated_at)
        VALUES ({chat}, '[["{n}-shown", "help"]]', '{at}');
INSERT INTO complaints (id, person_id, text, made_at)
        VALUES ('{n}com', '{person}', '{n}-complaints', '{at}');
INSERT INTO digest_wishes (person_id, employer_id, weekday, local_time, way)
        VALUES ('{person}', 'work', 1, '09:00', 'email');
INSERT INTO reader_requests (contact_id, employer_id, asked_at)
        VALUES ('{n}2', 'work', '{at}');
INSERT INTO audit (id, at, actor, action, subject)
        VALUES ('{n}aud', '{at}', '{person}', 'named', '{person}');
"""


def statements(text: str) -> list[str]:
    return [one for one in text.split(";\n") if one.strip()]


async def plant(database: Database, *people: Planted) -> None:
    async with database.transaction() as tx:
        for sql in statements(HOUSE):
            await tx.run(sql.format(at=AT))
        for one in people or (AMIRA, BEN):
            for sql in statements(PERSON):
                await tx.run(sql.format(n=one.name, person=one.person, chat=one.chat, at=AT, later=LATER))


def found_in(folder: Path, marks: tuple[bytes, ...]) -> set[bytes]:
    """Those of *marks* that are in the raw bytes of any file under *folder*."""
    contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return {mark for mark in marks if any(mark in content for content in contents)}
