"""The auditor: what can be worked out from what is published, and that nothing about fewer than ten people can."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from programme import periods
from programme.disclosure import view
from programme.disclosure.auditor import Pinned, audited, linked, pinned
from programme.disclosure.intervals import Bounds, Cell, Knowledge
from programme.disclosure.view import View, knowledge_of
from programme.model import Digest, Figures, Outcomes, OutcomeTable, Period, Times
from tests.programme.population import Population, behind
from tests.programme.years import is_broken, naive, ours, unaudited, year

Q4 = periods.by_name("2026-Q4")
F11, F12 = periods.by_name("2026-F11"), periods.by_name("2026-F12")
W47 = periods.by_name("2026-W47")
NOTHING = Figures(offered=8)


def exact(period: Period, **shown: int) -> Digest:
    return Digest("E", period, "naive", replace(NOTHING, **shown))  # type: ignore[arg-type] # none is `times`


def blurred(period: Period, **shown: int) -> Digest:
    return Digest("E", period, "3", replace(NOTHING, **shown))  # type: ignore[arg-type] # none is `times`


def cells(found: tuple[Pinned, ...]) -> dict[str, tuple[int, int]]:
    return {one.cell.name: (one.low, one.high) for one in found}


def test_what_a_part_leaves_over_is_worked_out() -> None:
    assert cells(pinned(View((exact(W47, took_part=30, first_timers=27),)))) == {"others than first_timers": (3, 3)}


def test_what_is_left_over_of_three_times_of_day_is_worked_out() -> None:
    digest = Digest("E", W47, "naive", replace(NOTHING, took_part=40, times=Times(20, 17, 3)))
    assert "afternoon" in cells(pinned(View((digest,))))


def test_a_block_taken_from_a_quarter_leaves_who_came_only_in_the_rest() -> None:
    found = pinned(View((exact(F11, took_part=40), exact(Q4, took_part=44))))
    assert cells(found) == {"others than took_part in 2026-F11": (4, 4)}


def test_first_timers_of_blocks_add_up_within_a_quarter() -> None:
    view = View((exact(F11, first_timers=20), exact(F12, first_timers=15), exact(Q4, first_timers=38)))
    assert cells(pinned(view))["others than first_timers in shorter periods"] == (3, 3)


def test_a_quarter_is_no_more_than_its_blocks_together() -> None:
    blocks = [periods.by_name(f"2026-F{number:02}") for number in (9, 10, 11, 12, 13)]
    hidden = [exact(one) for one in blocks[:-1]]
    known = knowledge_of(View((*hidden, exact(blocks[-1], took_part=20), exact(Q4))))
    assert known.bounds(Cell("2026-Q4", "took_part")) == Bounds(0, 4)
    shown = knowledge_of(View((*hidden[1:], exact(blocks[0]), exact(blocks[-1]), exact(Q4, took_part=18))))
    assert known.bounds(Cell("2026-F12", "took_part")).high == 4
    assert shown.bounds(Cell("2026-F10", "took_part")).low == 2


def test_elsewhere_is_what_ones_own_leaves_of_all_together() -> None:
    pooled = replace(exact(W47, took_part=50), employer_id=None)
    assert "elsewhere took_part" in cells(pinned(View((exact(W47, took_part=46),), (pooled,))))


def test_ones_own_quarter_is_taken_from_the_programmes_table_of_outcomes() -> None:
    table = OutcomeTable(Q4, "naive", Outcomes(rated=50))
    assert "elsewhere rated" in cells(pinned(View((exact(Q4, rated=47),), tables=(table,))))


def test_those_who_logged_and_have_no_challenge_are_worked_out() -> None:
    assert cells(pinned(View((exact(W47, logged=40, in_challenges=37),)))) == {"others than in_challenges": (3, 3)}


def test_who_took_up_a_challenge_after_a_block_is_worked_out_of_its_quarter() -> None:
    view = View((exact(F11, logged=50, in_challenges=30), exact(Q4, logged=70, in_challenges=34)))
    assert cells(pinned(view)) == {"others than in_challenges in 2026-F11": (4, 4)}
    pooled = replace(exact(W47, logged=60, in_challenges=40), employer_id=None)
    found = pinned(View((exact(W47, logged=45, in_challenges=33),), (pooled,)))
    assert "elsewhere in_challenges" in cells(found)


def test_control_an_auditor_that_does_not_relate_challenges_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = tuple(one for one in view.PARTS if "in_challenges" not in one)
    monkeypatch.setattr(view, "PARTS", parts)
    assert pinned(View((exact(W47, logged=40, in_challenges=37),))) == ()


def test_challenges_are_withheld_with_all_that_is_said_of_who_logged() -> None:
    fresh = exact(W47, logged=40, mean_minutes=60, in_challenges=37, took_part=30)
    kept = audited(fresh, View(()))
    assert kept.figures == replace(NOTHING, took_part=30)
    assert pinned(View((kept,))) == ()


@pytest.mark.parametrize("rules", ["1", "2", "3"])
def test_blurred_figures_leave_all_that_open(rules: str) -> None:
    digest = Digest("E", W47, rules, replace(NOTHING, took_part=30, first_timers=20, logged=30, reached_30=15))
    pooled = replace(digest, employer_id=None)
    later = [replace(digest, period=one) for one in (F12, Q4)]
    assert pinned(View((digest, *later), (pooled,))) == ()


def test_the_bounds_of_a_figure_are_what_the_rules_allow() -> None:
    known = knowledge_of(View((blurred(W47, took_part=40, first_timers=20, using=60),)))
    assert known.bounds(Cell("2026-W47", "took_part")) == Bounds(34, 46)
    assert known.bounds(Cell("2026-W47", "first_timers")) == Bounds(10, 30)
    assert known.bounds(Cell("2026-W47", "using")) == Bounds(54, 66)
    assert known.bounds(Cell("2026-W47", "logged")) == Bounds(0, 17)


def test_a_figure_that_was_kept_is_known_less_well() -> None:
    view = View((blurred(F11, using=60), blurred(F12, using=60)))
    assert knowledge_of(view).bounds(Cell("2026-F12", "using")) == Bounds(47, 73)


def test_what_would_pin_somebody_is_withheld_with_its_family() -> None:
    before = View((exact(F11, took_part=40),))
    fresh = replace(exact(Q4, took_part=44, first_timers=20, logged=30, rated=25), rules="naive")
    fresh = replace(fresh, figures=replace(fresh.figures, attended=90))
    kept = audited(fresh, before)
    assert kept.figures == replace(fresh.figures, took_part=None, first_timers=None, attended=None)
    assert pinned(View((*before.own, kept))) == ()


def test_what_is_pinned_already_costs_nothing_more() -> None:
    before = View((exact(W47, took_part=30, first_timers=27),))
    fresh = exact(periods.by_name("2026-W48"), took_part=33)
    assert audited(fresh, before) == fresh


def test_contradictions_teach_nothing() -> None:
    """Entries that came late and erasures: a block may end up with more people than its quarter."""
    known = knowledge_of(View((exact(F11, took_part=40), exact(Q4, took_part=30))))
    assert known.bounds(Cell("2026-Q4", "took_part")) == Bounds(30, 30)


def test_narrowing_is_sound_and_ends() -> None:
    chance = Random(4)
    for _ in range(300):
        sizes = [chance.randint(0, 30) for _ in range(4)]
        known = Knowledge()
        parts = [known.learn(Cell("", str(n)), Bounds(max(0, size - chance.randint(0, 9)))) for n, size in
                 enumerate(sizes)]  # fmt: skip
        whole = known.learn(Cell("", "whole"), Bounds(sum(sizes) - 2, sum(sizes) + 2))
        known.relate(whole, *parts)
        known.relate(known.learn(Cell("", "two"), Bounds(sizes[0] + sizes[1], sizes[0] + sizes[1])), *parts[:2])
        known.conclude()
        for part, size in zip(parts, sizes, strict=True):
            assert known.bounds(part).low <= size <= known.bounds(part).high


def test_a_digest_of_a_year_ago_is_not_in_the_way() -> None:
    old = Digest("E", Period("2024-W01", date(2024, 1, 1), date(2024, 1, 8)), "1", replace(NOTHING, took_part=20))
    assert audited(blurred(W47, took_part=20), View((old,))).figures.took_part == 20


# years


def test_over_years_of_everything_published_nothing_under_ten_is_recovered() -> None:
    chance = Random(1)
    assert not any(is_broken(year(chance, number, ours)) for number in range(12))


def test_the_truth_is_within_the_bounds_that_the_auditor_finds() -> None:
    """Otherwise it would find nothing because it looks in the wrong place."""
    chance, seen = Random(6), 0
    for number in range(4):
        truth: dict[str, Population] = {}

        def noted(asked: object, crowd: object, view: View, truth: dict[str, Population] = truth) -> Digest:
            digest = unaudited(asked, crowd)  # type: ignore[arg-type] # as `year` gives them
            truth[digest.period.name] = Population(asked, crowd)  # type: ignore[arg-type] # the same
            return digest

        known = knowledge_of(year(chance, number, noted))
        for period, one in truth.items():
            for name in (
                "using",
                "took_part",
                "first_timers",
                "logged",
                "reached_30",
                "in_challenges",
                "rated",
                "just_right",
            ):
                size = len(one.crowd.movers) - behind(one)[name][0] if name == "reached_30" else behind(one)[name][0]
                bounds = known.bounds(Cell(period, name))
                assert bounds.low <= size <= bounds.high, (period, name)
                seen += 1
    assert seen > 300


def test_control_the_same_auditor_breaks_the_naive_digest() -> None:
    chance = Random(1)
    broken = [is_broken(year(chance, number, naive)) for number in range(12)]
    assert sum(broken) >= len(broken) / 5


def test_of_what_came_long_before_only_how_many_use_the_bot_matters() -> None:
    """The auditor leaves the rest out; what it finds of the fresh digest is the same."""
    long_ago, fresh = blurred(periods.by_name("2026-W40"), using=60, took_part=30), blurred(W47, using=60, took_part=40)
    near = linked(fresh, View((long_ago,)))
    assert (near.own, near.last_using) == ((), 60)
    short, whole = knowledge_of(replace(near, own=(fresh,))), knowledge_of(View((long_ago, fresh)))
    for figure in ("using", "took_part", "logged"):
        assert short.bounds(Cell("2026-W47", figure)) == whole.bounds(Cell("2026-W47", figure))


def test_control_without_it_a_kept_number_would_be_taken_for_a_fresh_one() -> None:
    fresh = blurred(W47, using=60)
    kept, taken = (knowledge_of(View((fresh,), last_using=last)) for last in (60, None))
    assert kept.bounds(Cell("2026-W47", "using")) != taken.bounds(Cell("2026-W47", "using"))


@pytest.mark.parametrize(("whole", "part"), [("logged", "in_challenges"), ("took_part", "first_timers")])
def test_who_is_left_over_elsewhere_is_worked_out(whole: str, part: str) -> None:
    """85 and 60 of all, 60 and 40 of one's own: 25 elsewhere, 20 of them in the part."""
    own, of_all = exact(W47, **{whole: 60, part: 40}), exact(W47, **{whole: 85, part: 60})
    found = cells(pinned(View((own,), (replace(of_all, employer_id=None),))))
    assert found == {f"elsewhere others than {part}": (5, 5)}
