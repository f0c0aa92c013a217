"""Calendar programs that are not ours: what ical.js and libical make of a file."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar

from tests.requirements import needs, needs_node_module

ICAL_JS = """
const ICAL = require("ical.js");
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
process.stdout.write(JSON.stringify([
  event.uid, event.sequence, event.component.getFirstPropertyValue("status"), event.summary,
  event.startDate.toUnixTime(), event.endDate.toUnixTime(), calendar.getFirstPropertyValue("method"),
]));
"""


@dataclass(frozen=True)
class Seen:
    """An entry as a program shows it."""

    uid: str
    sequence: int
    status: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    method: str


Read = Callable[[bytes], Seen]


def by_icalendar(content: bytes) -> Seen:
    calendar = Calendar.from_ical(content)
    (event,) = calendar.events
    starts, ends = event.start, event.end
    assert isinstance(starts, datetime)
    assert isinstance(ends, datetime)
    return Seen(
        str(event["UID"]), event.sequence, str(event["STATUS"]), str(event["SUMMARY"]),
        starts.astimezone(UTC), ends.astimezone(UTC), str(calendar["METHOD"]),
    )  # fmt: skip


def by_ical_js(content: bytes) -> Seen:
    node = needs_node_module("ical.js")
    read = subprocess.run([node, "-e", ICAL_JS], input=content, capture_output=True, check=True)
    uid, sequence, status, summary, starts, ends, method = json.loads(read.stdout)
    return Seen(
        uid, sequence, status, summary,
        datetime.fromtimestamp(starts, UTC), datetime.fromtimestamp(ends, UTC), method,
    )  # fmt: skip


class LibicalTime(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


def libical() -> ctypes.CDLL:
    name = needs("libical", ctypes.util.find_library("ical"), "apt install libical3")
    library = ctypes.CDLL(name)
    for function in ("icalparser_parse_string", "icalcomponent_get_first_component"):
        getattr(library, function).restype = ctypes.c_void_p
    for function in ("icalcomponent_get_dtstart", "icalcomponent_get_dtend"):
        getattr(library, function).restype = LibicalTime
    for function in ("icalcomponent_get_uid", "icalcomponent_get_summary", "icalproperty_status_to_string"):
        getattr(library, function).restype = ctypes.c_char_p
    library.icalproperty_method_to_string.restype = ctypes.c_char_p
    library.icaltime_as_timet.restype = ctypes.c_long
    return library


def by_libical(content: bytes) -> Seen:
    library = libical()
    calendar = ctypes.c_void_p(library.icalparser_parse_string(content))
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = ctypes.c_void_p(library.icalcomponent_get_first_component(calendar, kind))
    starts, ends = library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event)
    seen = Seen(
        library.icalcomponent_get_uid(event).decode(),
        library.icalcomponent_get_sequence(event),
        library.icalproperty_status_to_string(library.icalcomponent_get_status(event)).decode(),
        library.icalcomponent_get_summary(event).decode(),
        datetime.fromtimestamp(library.icaltime_as_timet(starts), UTC),
        datetime.fromtimestamp(library.icaltime_as_timet(ends), UTC),
        library.icalproperty_method_to_string(library.icalcomponent_get_method(calendar)).decode(),
    )
    library.icalcomponent_free(calendar)
    return seen


READERS: dict[str, Read] = {"icalendar": by_icalendar, "ical.js": by_ical_js, "libical": by_libical}
