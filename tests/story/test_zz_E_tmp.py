import asyncio, time
from tests.story.test_database_faults import *
from tests.story.conftest import stage

async def test_term(stage):
    async with running(stage) as bot:
        people = await before_booking(stage, 5)
        with locked(file_of(stage), "BEGIN IMMEDIATE"):
            for p in people: await p.press("Book")
            told = [(await p.next(timeout=30)).text for p in people]
            began = time.monotonic()
            code = await bot.terminate()
            print("ended after", time.monotonic()-began, code)
    print(await bot.said())
