"""Holly from HR looks at the figures: text first, then one picture, and a workbook when she asks for it."""

from io import BytesIO

from openpyxl import load_workbook

from content import chart
from tests.stage import Stage
from tests.story.test_monday import a_busy_day, monday_after

COUNCIL = "Essex County Council"


async def test_the_figures_come_as_text_then_as_a_picture_then_as_a_workbook(stage: Stage) -> None:
    await a_busy_day(stage)
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    holly.skip()
    stage.telegram.advance(monday_after(stage).total_seconds())
    text, pushed = await holly.next(), await holly.next()
    assert text.text.startswith("Your weekly summary is ready.")
    assert pushed.photo
    assert pushed.photo.width == chart.SENT_WIDTH
    assert "about 4" in pushed.text

    await holly.ask("/digest")
    asked = await holly.next()
    assert asked.photo
    assert asked.photo.content == pushed.photo.content
    assert asked.text == pushed.text

    await holly.press("As a workbook")
    await holly.next()
    document = (await holly.next()).document
    assert document
    sheet = load_workbook(BytesIO(document.content))["Figures"]
    assert sheet["D2"].value in range(35, 55, 5)
