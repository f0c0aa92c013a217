"""What one catalogue has and another has not, by the names that people read."""

from __future__ import annotations

from programme.catalogue.body import rows
from programme.catalogue.rules import NAMED_BY
from programme.model import Catalogue, Sensitivity, Sheet, SheetChange, SheetRow, WebinarSeries
from programme.text import key


def changes(before: Catalogue, after: Catalogue) -> tuple[SheetChange, ...]:
    """For each sheet; a row is the same one as long as its id is."""
    return tuple(of_sheet(sheet, rows(before), rows(after)) for sheet in Sheet)


def of_sheet(sheet: Sheet, before: tuple[SheetRow, ...], after: tuple[SheetRow, ...]) -> SheetChange:
    old = {row.cell("id"): row for row in before if row.sheet is sheet}
    new = {row.cell("id"): row for row in after if row.sheet is sheet}
    kept = [id for id in new if id in old]
    same = [id for id in kept if dict(old[id].cells) == dict(new[id].cells)]
    moved = [id for id in old if id in new] != kept
    return SheetChange(
        sheet,
        added=names(new, [id for id in new if id not in old]),
        changed=names(new, [id for id in kept if id not in same]),
        removed=names(old, [id for id in old if id not in new]),
        same=len(same),
        is_reordered=moved,
    )


def names(found: dict[str, SheetRow], ids: list[str]) -> tuple[str, ...]:
    return tuple(found[id].cell(NAMED_BY[found[id].sheet]) for id in ids)


def newly_about_health(before: Catalogue, after: Catalogue) -> tuple[WebinarSeries, ...]:
    """The series that were not about health and now are; a new one among them."""
    known = {key(one.title) for one in before.webinars if one.sensitivity is Sensitivity.HEALTH}
    return tuple(one for one in after.webinars if is_health(one) and key(one.title) not in known)


def no_longer_about_health(before: Catalogue, after: Catalogue) -> tuple[WebinarSeries, ...]:
    """The series that were about health and are there still, but not as such."""
    now = {key(one.title): one for one in after.webinars}
    return tuple(one for one in before.webinars if is_health(one) and is_ordinary(now.get(key(one.title))))


def is_health(series: WebinarSeries) -> bool:
    return series.sensitivity is Sensitivity.HEALTH


def is_ordinary(series: WebinarSeries | None) -> bool:
    return series is not None and not is_health(series)
