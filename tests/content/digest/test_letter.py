"""Monday's message as an e-mail: a table, the picture with its words, the workbook; the same bytes each time."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from content import digest, notices
from content.digest.rows import rows
from content.mail import Mail, cid_of, mail
from programme.model import Channel, Facts
from tests.content.cast import NOW, STRANGER, WORDS, ZONE, told_of
from tests.content.digest.frozen import EIGHT, FULL, monday, of, past, summary
from tests.content.digest.test_picture import EIGHT_IN_WORDS


def letter(controller: str = "Active Essex") -> Mail:
    return mail(WORDS, digest.by_mail(WORDS, monday(*EIGHT), ZONE), controller, "privacy@example.org")


class Cells(HTMLParser):
    """The header cells by their scope, the pictures' words, and what was opened and not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scopes: list[str | None] = []
        self.alts: list[str | None] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope"))
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))
        if tag not in ("img", "br", "hr", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_figures_are_a_table_with_headings() -> None:
    cells = Cells(letter().html)
    assert cells.scopes == ["col", "col", *["row"] * len(rows(WORDS, EIGHT[-1]))]
    assert cells.open == []
    assert "about 45, up from about 30 in the four weeks before</td>" in letter().html


def test_with_pictures_off_the_same_is_said() -> None:
    made = letter()
    assert Cells(made.html).alts == [EIGHT_IN_WORDS]
    assert EIGHT_IN_WORDS in made.text
    (picture,) = made.inline
    assert f'src="cid:{cid_of(picture)}"' in made.html


def test_the_workbook_is_attached_where_there_are_new_figures() -> None:
    assert [file.name for file in letter().attached] == ["figures.xlsx"]
    assert "The workbook that is attached" in letter().text
    quiet = mail(WORDS, digest.by_mail(WORDS, summary(), ZONE), "Active Essex", "")
    assert (quiet.inline, quiet.attached) == ((), ())
    assert "attached" not in quiet.text


def test_everything_the_text_says_the_html_says() -> None:
    for row in rows(WORDS, EIGHT[-1], EIGHT):
        assert f"{row.name}: {row.value}" in letter().text
        assert f"{row.name}</th>" in letter().html
        assert f"{row.value}</td>" in letter().html


def test_what_is_withheld_is_said_once_and_pooled_figures_say_so() -> None:
    small = mail(WORDS, digest.by_mail(WORDS, summary(of(replace(FULL, times=None), None)), ZONE), "Active Essex", "")
    for said in (small.text, small.html):
        assert said.count("could point at somebody") == 1
    assert "all workplaces together</caption>" in small.html


def test_dark_or_light_is_the_readers_choice_and_nothing_is_small() -> None:
    assert '<meta name="color-scheme" content="light dark">' in letter().html
    assert not re.search(r"[ ;\"](?:background|color):", letter().html)
    assert {int(size) for size in re.findall(r"font-size: (\d+)px", letter().html)} == {16}
    assert '<html lang="en">' in letter().html


def test_markup_of_others_stays_text() -> None:
    made = letter("Active <Essex>")
    assert "Active &lt;Essex&gt;" in made.html
    assert "Active <Essex>" in made.text


def test_the_same_figures_are_the_same_mail() -> None:
    assert letter() == letter()
    assert letter() != mail(
        WORDS, digest.by_mail(WORDS, monday(*past(20, 45)), ZONE), "Active Essex", "privacy@example.org"
    )


def test_only_an_address_is_sent_a_letter() -> None:
    chat = told_of("digest", NOW)
    address = replace(
        chat, contact=replace(chat.contact, channel=Channel.EMAIL, chat_id=None, email="holly@example.org")
    )
    facts = Facts(STRANGER, summary=monday(*EIGHT))
    assert notices.screen(WORDS, chat, facts, NOW, ZONE).letter is None
    assert notices.screen(WORDS, address, facts, NOW, ZONE).letter is not None


def test_a_screen_without_a_letter_shows_its_pictures_after_its_text() -> None:
    made = mail(WORDS, replace(digest.by_mail(WORDS, monday(*EIGHT), ZONE), letter=None), "Active Essex", "")
    assert made.html.index("ready.") < made.html.index("<img")
    assert made.subject == "Your weekly summary is ready"
