"""The pages over HTTP: opening joins nothing, the button does; nothing from elsewhere; nothing said of one person."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from programme.model import Booking
from tests.programme.cast import AMIRA, BEN, CHARLIE, DESK_RESET, MENOPAUSE, STARTS, before_start
from tests.web.conftest import Site

HOSTILE = '<script>alert("x")</script> & "quotes" \'single\''


class Reader(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


async def booked(site: Site, **changes: object) -> Booking:
    await site.house.join(AMIRA)
    return await site.house.book(AMIRA, await site.house.add(DESK_RESET, **changes))


async def test_before_it_opens_the_page_says_when(site: Site) -> None:
    booking = await booked(site)
    answer, html = await site.get(site.page_of(booking))
    assert answer.status == 200
    assert "Open this page again from Tue 24 Nov 12:00 (UK time)" in html
    assert "<form" not in html
    answer, html = await site.ask("POST", site.page_of(booking))
    assert (answer.status, "Location" in answer.headers) == (409, False)
    assert await site.house.count("bookings", "joined_at IS NOT NULL") == 0


async def test_opening_however_often_is_not_joining(site: Site) -> None:
    booking = await booked(site)
    site.time[0] = before_start(minutes=30)
    for method in ("GET", "HEAD", "GET"):
        answer, html = await site.ask(method, site.page_of(booking))
        assert answer.status == 200
        assert DESK_RESET.link not in html
    assert await site.house.count("bookings", "joined_at IS NOT NULL") == 0


async def test_the_button_records_the_joining_and_leads_to_the_session(site: Site) -> None:
    booking = await booked(site)
    site.time[0] = before_start(minutes=5)
    _, html = await site.get(site.page_of(booking))
    assert re.search(r'<form method="post"><button type="submit">Join</button></form>', html)
    answer, _ = await site.ask("POST", site.page_of(booking))
    assert (answer.status, answer.headers["Location"]) == (303, DESK_RESET.link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert await site.house.count("bookings", "joined_at IS NOT NULL") == 1


async def test_afterwards_the_page_says_that_it_is_over(site: Site) -> None:
    booking = await booked(site)
    site.time[0] = STARTS + timedelta(minutes=10)
    assert "This session is over" in (await site.get(site.page_of(booking)))[1]
    assert (await site.ask("POST", site.page_of(booking)))[0].status == 409


async def test_only_whoever_is_booked_has_the_button(site: Site) -> None:
    session = await site.house.add(DESK_RESET, places=1)
    for chat in (AMIRA, BEN, CHARLIE):
        await site.house.join(chat)
    amira, ben, charlie = await site.house.book_all((AMIRA, BEN, CHARLIE), session)
    await site.house.cancel(AMIRA, session)
    site.time[0] = before_start(minutes=5)
    texts = [(await site.get(site.page_of(booking)))[1] for booking in (amira, ben, charlie)]
    assert ["<form" in text for text in texts] == [False, True, False]
    assert "You don&#39;t have a place here now" in texts[0]
    assert "waiting list" in texts[2]
    await site.house.call_off(session)
    assert "Sorry: this session is cancelled" in (await site.get(site.page_of(ben)))[1]
    assert (await site.ask("POST", site.page_of(ben)))[0].status == 409


@pytest.mark.parametrize("path", ["/b/", "/b/x", "/b/" + "A" * 36, "/b/%00", "/b/a/b", "/b/" + "A" * 4000, "/b/é"])
async def test_what_is_not_a_token_looks_like_what_never_was(site: Site, path: str) -> None:
    await booked(site)
    for method in ("GET", "POST"):
        answer, html = await site.ask(method, path)
        assert answer.status == 404
        assert "Desk reset" not in html


async def test_a_session_about_health_has_a_neutral_page(site: Site) -> None:
    await site.house.join(AMIRA, health=True)
    booking = await site.house.book(AMIRA, await site.house.add(MENOPAUSE))
    site.time[0] = before_start(minutes=5)
    answer, html = await site.get(site.page_of(booking))
    assert "<title>Find Your Active session</title>" in html
    assert "menopause" not in (html + str(answer.headers)).lower()


async def test_nothing_that_was_typed_breaks_a_page(site: Site) -> None:
    booking = await booked(site, title=HOSTILE[:80])
    for path in (site.page_of(booking), "/timetable"):
        _, html = await site.get(path)
        reader = Reader(html)
        assert "script" not in reader.tags
        assert "&lt;script&gt;" in html
        assert not [name for name, _ in reader.attributes if name.startswith("on") or name == "src"]


@pytest.mark.parametrize("path", ["/timetable", "own"])
async def test_pages_take_nothing_from_elsewhere_and_are_not_indexed(site: Site, path: str) -> None:
    booking = await booked(site)
    answer, html = await site.get(site.page_of(booking) if path == "own" else path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not {"script", "img", "link", "iframe"} & set(Reader(html).tags)
    assert "Set-Cookie" not in answer.headers


async def test_the_timetable_shows_what_is_for_all_in_words_and_no_link(site: Site) -> None:
    house = site.house
    await house.add(DESK_RESET)
    await house.add(DESK_RESET, title="Small one", places=1)
    await house.add(MENOPAUSE, places=2)
    await house.add(DESK_RESET, title="Only for the school", employer_ids=(house.school.id,))
    await house.call_off(await house.add(DESK_RESET, title="Called off"))
    await house.join(AMIRA)
    small = next(card.session for card in await house.upcoming(AMIRA) if card.session.title == "Small one")
    await house.book(AMIRA, small)
    answer, html = await site.get("/timetable")
    assert answer.status == 200
    rooms = dict(re.findall(r"<strong>(.*?)</strong>.*?<p class=\"quiet\">.*?\. (\w[\w ]*)</p>", html, re.DOTALL))
    assert rooms == {"Desk reset": "Places", "Small one": "Full", "Menopause and work": "Open"}
    assert "meet.example.org" not in html
    assert "Tomorrow, Tue 24 Nov" in html


async def test_many_who_ask_read_the_record_once(site: Site) -> None:
    first = (await site.get("/timetable"))[1]
    await site.house.add(DESK_RESET)
    assert (await site.get("/timetable"))[1] == first
    site.time[0] += timedelta(seconds=10)
    assert "Desk reset" in (await site.get("/timetable"))[1]
