"""The team's screens of resources, webinars and challenges, for the gallery."""

from dataclasses import replace

from content import built_in, catalogues
from content.catalogue_problems import FILE, REASONS
from content.screen import Screen
from programme.model import CatalogueVersion, Sheet, SheetChange, SheetProblem
from tests.content.cast import NOW, WORDS, ZONE

CAME = built_in.catalogue()
THIRD = replace(CAME, version=3, published_at=NOW)
DETAILS = tuple((name, "7") for name in ("limit", "length", "least", "most", "other"))


def screens(name: str = "Able Like Mabel") -> list[Screen]:
    broken = [SheetProblem(reason) for reason in FILE]
    wrong = [SheetProblem(reason, Sheet.RESOURCES, 5, name, DETAILS) for reason in REASONS]
    changes = tuple(SheetChange(sheet, (name,), (name,) * 4, (name,) * 9, 12, is_reordered=True) for sheet in Sheet)
    small = catalogues.Effect((SheetChange(Sheet.RESOURCES, added=(name,), same=13),))
    all_at_once = catalogues.Effect(changes, (name,), 2, (name,), loses_challenge=True, is_outdated=True)
    large = all_at_once if len(name) > 40 else replace(all_at_once, changes=changes[:1], is_outdated=False)
    nothing = catalogues.Effect(tuple(SheetChange(sheet, same=3) for sheet in Sheet))
    kept = [CatalogueVersion(n, "", NOW) for n in range(12, 0, -1)]
    return [
        catalogues.screen(WORDS, CAME, None, b"PK", ZONE),
        catalogues.screen(WORDS, THIRD, wrong[0], b"PK", ZONE),
        catalogues.screen(WORDS, THIRD, broken[0], b"PK", ZONE),
        catalogues.ask_again(WORDS),
        *(catalogues.problems(WORDS, [one], 0) for one in (*broken, *wrong)),
        catalogues.problems(WORDS, wrong[5:13], 40),
        *(catalogues.preview(WORDS, effect, "0badcafe", 999_999_999) for effect in (small, large, nothing)),
        catalogues.published(WORDS, THIRD, ZONE),
        catalogues.dropped(WORDS),
        catalogues.moved(WORDS),
        *(catalogues.older(WORDS, some, now, ZONE) for some, now in (([], CAME), (kept[-1:], CAME), (kept, THIRD))),
        *(catalogues.version(WORDS, n, effect, 12) for n in (0, 3) for effect in (small, large, nothing)),
    ]
