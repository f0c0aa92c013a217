"""When the activity question is asked: after the first booking, every twelve weeks, and never of who says never."""

from programme import people, questions
from programme.nudges import QUESTION
from tests.programme.cast import AMIRA, NOW, House, later
from tests.programme.test_nudges import plan, told


async def test_the_question_comes_after_the_first_booking_and_never_before(house: House) -> None:
    await house.join(AMIRA)
    assert await plan(house, later(hours=15.2)) == 0
    await house.book(AMIRA, await house.add())
    await house.ask_nothing_afterwards()
    assert await plan(house, later(hours=15.2)) == 1
    assert await told(house, AMIRA) == [(QUESTION, later(hours=25))]
    assert await plan(house, later(days=1, hours=15.2)) == 0


async def test_it_comes_again_after_twelve_weeks(house: House) -> None:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    await plan(house, later(hours=15.2))
    async with house.database.transaction() as tx:
        await tx.run("UPDATE notices SET state = 'sent' WHERE kind = 'activity_question'")
    assert await plan(house, later(days=83, hours=15.2)) == 0
    assert await plan(house, later(days=84, hours=15.2)) == 1


async def test_one_that_the_machine_slept_through_is_asked_another_day(house: House) -> None:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    await plan(house, later(hours=15.2))
    async with house.database.transaction() as tx:
        await tx.run("UPDATE notices SET state = 'dropped', reason = 'expired' WHERE kind = 'activity_question'")
    assert await plan(house, later(days=1, hours=15.2)) == 1
    assert await house.count("activity_answers") == 1


async def test_who_says_never_is_never_asked(house: House) -> None:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    async with house.database.transaction() as tx:
        await questions.set_asked(tx, await people.visitor(tx, AMIRA), NOW, on=False)
    assert await plan(house, later(hours=15.2)) == 0
