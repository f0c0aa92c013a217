"""Whether what is published is of any use to HR of a small workplace: often enough there, near the truth, possible."""

import pytest

from tests.programme.usefulness import BLOCK, QUARTER, Found, found, is_impossible, weeks_in


def of(headcount: int, offered: int | None = None) -> list[Found]:
    return [found(number, headcount, BLOCK, offered) for number in range(150)]


@pytest.mark.parametrize(("headcount", "offered"), [(30, 2), (60, 2), (60, None), (120, None)])
def test_what_is_said_of_visits_is_possible_and_near_the_truth(headcount: int, offered: int | None) -> None:
    shown = [one for one in of(headcount, offered) if one.said.attended is not None]
    assert len(shown) > 5
    assert not any(is_impossible(one.said) for one in shown)
    assert within_half(sorted(abs((one.said.attended or 0) / one.truth.visits - 1) for one in shown))


def within_half(errors: list[float]) -> bool:
    """Nineteen in twenty."""
    return errors[len(errors) * 19 // 20] <= 0.5


def test_at_sixty_staff_visits_and_minutes_are_said_in_most_periods_in_which_enough_took_part() -> None:
    enough = [one for one in of(60) if one.said.took_part is not None]
    assert sum(one.said.attended is not None for one in enough) > 0.8 * len(enough)
    logged = [one for one in enough if one.said.logged is not None]
    minutes = [one for one in logged if one.said.mean_minutes is not None]
    assert len(minutes) > 0.6 * len(logged)
    assert within_half(sorted(abs((one.said.mean_minutes or 0) / one.truth.mean_minutes - 1) for one in minutes))


def test_where_fifteen_take_part_there_is_something_to_read_each_month() -> None:
    """Two sessions were on; with one each day their visits are often too uncertain, and how many took part is not."""
    few, daily = ([found(number, 60, BLOCK, on, 15) for number in range(200)] for on in (2, None))
    for blocks in (few, daily):
        assert sum(one.said.took_part is not None for one in blocks) > 130
    assert all((one.said.attended is None) == (one.said.took_part is None) for one in few)
    assert sum(one.said.attended is not None for one in daily) > 50


def test_over_a_quarter_it_is_no_worse() -> None:
    quarters = [found(number, 60, QUARTER) for number in range(100)]
    assert sum(one.said.attended is not None for one in quarters) > 60
    assert weeks_in(QUARTER) > 13
