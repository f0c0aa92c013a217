"""The screens of what people may ask for about their data, for the gallery."""

from dataclasses import replace
from datetime import timedelta

from content import complaints, menus, refusals, retention, rights
from content.screen import Screen
from programme.model import Complaint, PersonalData, Portion
from programme.retention import retention as periods
from tests.content.cast import AMIRA, NOW, STRANGER, WORDS, ZONE

COMPLAINT = Complaint("ComplaintAAA", "You told my boss.", NOW)
DATA = PersonalData(AMIRA.id, NOW, (Portion("people", ("id", "display_name"), ((AMIRA.id, "Amira"),)),))


def screens(typed: str = "") -> list[Screen]:
    due = NOW + timedelta(days=30)
    contact = "privacy@example.org"
    return [
        rights.my_data(WORDS, DATA, "Active Essex", ZONE),
        *(rights.correct(WORDS, one) for one in (contact, "")),
        rights.ask_to_erase(WORDS),
        rights.erased(WORDS, tuple(menus.commands(WORDS, STRANGER)), 30),
        retention.screen(WORDS, periods().days()),
        *(complaints.ask(WORDS, one) for one in (contact, "")),
        *(complaints.unusable(WORDS, problem) for problem in ("missing", "too_long", "new")),
        *(complaints.enough(WORDS, one) for one in (contact, "")),
        *(complaints.received(WORDS, replace(COMPLAINT, text=typed or COMPLAINT.text), one, ZONE, due)
          for one in (contact, "")),
        refusals.too_much(WORDS),
    ]  # fmt: skip
