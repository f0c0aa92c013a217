"""What was frozen by earlier rules is said as it always was, whatever figures have been added since.

Beside each period's JSON, as the record has it, stands what is made of it: the first 16 digits of the SHA-256 of each.
A file's parts are taken for it before they are packed, since a packer of another version packs the same otherwise.
Whoever rewords old figures on purpose puts the new ones here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from content import digest
from content.digest import picture
from content.digest.rows import left_out
from content.digest.workbook import workbook
from programme.model import Digest
from programme.periods import by_name
from programme.store.digests import figures_from
from tests.content.cast import WORDS, ZONE
from tests.content.digest.frozen import FULL, monday

FIRST = '{"first_timers":15,"logged":20,"mean_minutes":35,"offered":8,"took_part":40}'
FEW = '{"first_timers":null,"logged":null,"mean_minutes":null,"offered":8,"took_part":null}'
SECOND = (
    '{"at_webinars":20,"attended":125,"first_timers":15,"just_right":30,"logged":40,"mean_minutes":60,"offered":32,'
    '"rated":35,"reached_150":10,"reached_30":25,"times":{"afternoon":15,"lunch":25,"morning":10},"took_part":45,'
    '"using":65,"webinars":4}'
)
SOME = (
    '{"at_webinars":null,"attended":80,"first_timers":null,"just_right":null,"logged":20,"mean_minutes":45,"offered":30,'
    '"rated":null,"reached_150":null,"reached_30":null,"times":null,"took_part":30,"using":65,"webinars":1}'
)
NOBODY = (
    '{"at_webinars":null,"attended":null,"first_timers":null,"just_right":null,"logged":null,"mean_minutes":null,'
    '"offered":0,"rated":null,"reached_150":null,"reached_30":null,"times":null,"took_part":null,"using":null,'
    '"webinars":0}'
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the record, and what it has always become: text, e-mail, picture, workbook."""

    rules: str
    period: str
    figures: str
    made: tuple[str, ...]
    employer_id: str | None = "EmployerAAAA"

    @property
    def digest(self) -> Digest:
        return Digest(self.employer_id, by_name(self.period), self.rules, figures_from(self.figures))


RECORD = (
    Kept("1", "2026-W30", FIRST, ("f6ee17656ca63f05", "1c817ef623ae315d", "42d5362fb9cf72ef", "4ffd973281e4b864")),
    Kept("1", "2026-W31", FEW, ("0b44d8eaf6f3c915", "4bf736417e7819bb", "2027b407bdaf93ce", "4185ffadc945642d")),
    Kept("2", "2026-W32", SECOND, ("acdd864216b90f2a", "a3cd1036b13b56df", "b048ac70b6a82bea", "b56f1561a2f74997")),
    Kept("2", "2026-W33", SOME, ("a14ef3fea6b2855a", "5b7577180b90d4eb", "4efef392469b898a", "3e781878448828fa")),
    Kept("2", "2026-W34", NOBODY, ("d40c3e05e9ee7b2d", "c1c829bbe59a7801", "be6f5d758895c2f3", "54978f9fb3fb1f36")),
    Kept(
        "2",
        "2026-F08",
        SECOND,
        ("86062691203a8c57", "7e139f7d3a1eb8a1", "06abf4fcbfedf5a4", "b820b6d2c436fc7d"),
        employer_id=None,
    ),
    Kept("2", "2026-Q3", SECOND, ("8612e556920958df", "f2ac80a5d0a0f0fe", "af15678ce729837b", "58413aaf1be632fd")),
)


AROUND = {
    "Your weekly summary is ready.": "Your Monday summary is ready.",
    "It's free, and your employer never sees what you book.": "It's free, and only you see what you book.",
    "\nNew? Ask HR for the joining link, or scan the poster in the kitchen.": "",
}
"""What the message says beside the figures, as it is now and as it was: that is of the day on which it goes out."""


def history(last: Kept) -> tuple[Digest, ...]:
    """All that was published up to it, oldest first."""
    return tuple(one.digest for one in RECORD[: RECORD.index(last) + 1])


def everything(shown: Digest, known: tuple[Digest, ...]) -> Iterator[bytes]:
    summary = replace(monday(*known), digests=(shown,), is_pooled=shown.employer_id is None)
    mail = digest.by_mail(WORDS, summary, ZONE)
    assert mail.letter
    yield str(digest.latest(WORDS, summary, ()).text).encode()
    yield as_it_was(str(mail.text) + str(mail.letter.html) + "".join(file.alt for file in mail.files)).encode()
    yield picture.svg(WORDS, [one for one in known if one.employer_id == shown.employer_id][-8:]).encode()
    yield b"".join(parts(workbook(WORDS, known).content)) + b"".join(parts(mail.letter.files[0].content))


def as_it_was(said: str) -> str:
    for now, then in AROUND.items():
        assert said.count(now) == 2, now
        said = said.replace(now, then)
    return said


def parts(file: bytes) -> Iterator[bytes]:
    with ZipFile(BytesIO(file)) as archive:
        for name in sorted(archive.namelist()):
            yield name.encode() + archive.read(name)


def fingerprints(shown: Digest, known: tuple[Digest, ...]) -> tuple[str, ...]:
    return tuple(sha256(one).hexdigest()[:16] for one in everything(shown, known))


@pytest.mark.parametrize("kept", RECORD, ids=lambda kept: f"{kept.rules} {kept.period}")
def test_what_was_published_by_earlier_rules_is_said_as_it_was(kept: Kept) -> None:
    assert fingerprints(kept.digest, history(kept)) == kept.made


@pytest.mark.parametrize("kept", RECORD, ids=lambda kept: f"{kept.rules} {kept.period}")
def test_it_has_no_word_and_no_column_for_a_figure_that_its_rules_did_not_have(kept: Kept) -> None:
    assert b"challenge" not in b"".join(everything(kept.digest, history(kept))).lower()


def test_control_taken_for_newer_ones_the_same_figures_are_said_otherwise() -> None:
    """Withheld and not part of the rules are two things: only the first is missed."""
    kept = RECORD[2]
    new = replace(kept.digest, rules="3")
    said = fingerprints(new, (*history(RECORD[1]), new))
    text, mail, drawn, book = (here != there for here, there in zip(said, kept.made, strict=True))
    assert (text, mail, drawn, book) == (True, True, False, True)
    assert (left_out(WORDS, kept.digest), left_out(WORDS, new)) == ((), ("challenges",))


def test_in_one_workbook_with_newer_ones_the_older_have_an_empty_cell_and_miss_nothing() -> None:
    new = Digest("EmployerAAAA", by_name("2026-W47"), "3", FULL)
    sheet = load_workbook(BytesIO(workbook(WORDS, (RECORD[2].digest, new)).content))["Figures"]
    headings = [cell.value for cell in sheet[1]]
    place = headings.index("In challenges")
    assert [sheet[row][place].value for row in (2, 3)] == [None, FULL.in_challenges]
    assert [sheet[row][len(headings) - 1].value for row in (2, 3)] == ["none", "none"]
