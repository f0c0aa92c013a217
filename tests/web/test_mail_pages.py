"""The pages of e-mails over HTTP: opening changes nothing; the button, or a mail program's one click, does."""

from collections.abc import Mapping

import pytest

from programme import emails, mail_codes, mail_pages
from programme.model import Role
from tests.programme.cast import HOLLY, NOW, later
from tests.web.conftest import KEY, Site
from tests.web.test_pages import Reader

ADDRESS = "holly@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


async def asked(site: Site) -> tuple[str, str]:
    """The paths that confirm and that stop."""
    holly = await site.house.join_as(HOLLY, Role.HR, site.house.council)
    assert holly.person
    async with site.house.database.transaction() as tx:
        await emails.request(tx, holly.person.id, ADDRESS, NOW)
        held = await emails.of(tx, holly.person.id)
        assert held
        code = await mail_codes.open_code(tx, held.contact_id, NOW) or ""
    confirming = mail_pages.confirm_token(KEY, held.contact_id, code)
    return f"/confirm/{confirming}", f"/u/{mail_pages.stop_token(KEY, held.contact_id, ADDRESS)}"


async def confirmed(site: Site) -> int:
    return await site.house.count("contacts", "channel = 'email' AND confirmed_at IS NOT NULL")


async def status(site: Site, method: str, path: str, data: Mapping[str, str] | None = None) -> int:
    return (await site.ask(method, path, data=data))[0].status


async def test_only_the_button_confirms(site: Site) -> None:
    confirming, _ = await asked(site)
    for method in ("GET", "HEAD", "GET"):
        assert await status(site, method, confirming) == 200
    assert await confirmed(site) == 0
    answer, html = await site.ask("POST", confirming)
    assert (answer.status, "It&#39;s confirmed" in html) == (200, True)
    assert await confirmed(site) == 1
    assert await status(site, "POST", confirming) == 404
    assert await status(site, "GET", confirming) == 404


async def test_only_a_post_stops_and_one_is_enough(site: Site) -> None:
    confirming, stopping = await asked(site)
    await site.ask("POST", confirming)
    for method in ("GET", "HEAD"):
        assert await status(site, method, stopping) == 200
    assert await confirmed(site) == 1
    assert await status(site, "POST", stopping, ONE_CLICK) == 200
    assert await confirmed(site) == 0
    assert await status(site, "POST", stopping, ONE_CLICK) == 200


async def test_a_mail_programs_click_needs_nothing_and_is_sent_nowhere_else(site: Site) -> None:
    """Source: RFC 8058, 3.1 and 3.2: no cookies, no login, no redirect, in either encoding of a form."""
    _, stopping = await asked(site)
    for more in ({"data": ONE_CLICK}, {"data": b""}, {"headers": {"Origin": "https://mail.example"}}):
        answer, _ = await site.ask("POST", stopping, **more)
        assert answer.status == 200
        assert not {"Set-Cookie", "Location", "WWW-Authenticate"} & set(answer.headers)


@pytest.mark.parametrize("path", ["/u/", "/confirm/"])
@pytest.mark.parametrize("token", ["x", "A" * 36, "A" * 44, "%00", "a/b", "A" * 4000, "é"])
async def test_what_is_not_a_token_looks_like_what_never_was(site: Site, path: str, token: str) -> None:
    await asked(site)
    for method in ("GET", "POST"):
        assert await status(site, method, path + token) == 404


async def test_a_day_later_there_is_nothing_to_confirm(site: Site) -> None:
    confirming, _ = await asked(site)
    site.time[0] = later(hours=25)
    answer, html = await site.ask("POST", confirming)
    assert answer.status == 404
    assert "nothing to confirm here" in html
    assert await confirmed(site) == 0


async def test_the_pages_say_no_address_and_take_nothing_from_elsewhere(site: Site) -> None:
    for path in await asked(site):
        answer, html = await site.get(path)
        assert ADDRESS not in html
        assert site.house.council.name not in html
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not {"script", "img", "link", "iframe"} & set(Reader(html).tags)
        assert Reader(html).tags.count("button") == 1


async def test_the_pages_of_one_thing_do_not_open_the_other(site: Site) -> None:
    confirming, stopping = await asked(site)
    assert await status(site, "POST", confirming.replace("/confirm/", "/u/")) == 404
    assert await status(site, "POST", stopping.replace("/u/", "/confirm/")) == 404
    assert await confirmed(site) == 0
