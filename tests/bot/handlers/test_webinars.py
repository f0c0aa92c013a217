"""/webinars lists what the visitor may book, and leads to the card."""

from tests.bot.handlers.conftest import Town


async def test_only_webinars_are_listed_and_lead_to_their_card(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("webinars")
    assert "Menopause at work" in amira.text
    assert "Desk reset" not in amira.text
    await amira.press("Menopause")
    assert "Menopause at work" in amira.text
    assert "Book" in amira.labels
