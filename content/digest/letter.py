"""Monday's message for an e-mail: a table of figures, the picture where it belongs, and the workbook attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from content import mail
from content.digest.rows import rows
from content.digest.text import blurred, withheld
from content.digest.trend import known_by, named
from content.digest.workbook import workbook
from content.screen import Letter, Screen
from content.words import Words, paragraphs
from programme.model import Digest

TABLE = Markup(
    '<table style="border-collapse: collapse; width: 100%; margin-bottom: 1em">\n'
    '<caption style="text-align: left; font-weight: bold; padding: 0.5em 0">{caption}</caption>\n'
    "<thead><tr>{what}{number}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
)
CELL = "border-bottom: 1px solid #8a8a8a; padding: 0.4em 0.5em 0.4em 0; text-align: left; vertical-align: top"
HEAD = Markup('<th scope="{scope}" style="{cell}; font-weight: {weight}">{said}</th>')
LINE = Markup('<tr>{head}<td style="{cell}">{value}</td></tr>')


@dataclass(frozen=True, slots=True)
class Body:
    """What the message is made of, before it is put in order."""

    shown: Sequence[Digest]
    history: Sequence[Digest]
    around: tuple[Markup | None, ...]
    """Why there are none, when the next come."""
    note: Markup


def letter(words: Words, screen: Screen, body: Body) -> Letter:
    """The message as HTML; *screen* is the same for a chat, and has the first line and the picture."""
    first = str(screen.text).partition("\n")[0]
    parts = [
        mail.html(Markup(first)),  # noqa: S704 - the screen's own first line
        *(table(words, digest, body.history) for digest in body.shown),
        *(mail.shown(file) for file in screen.files if file.picture),
        mail.html(paragraphs(withheld(words, body.shown), blurred(words, body.shown), *body.around)),
        mail.html(body.note),
        mail.html(brings(words)) if body.shown else None,
    ]
    files = (workbook(words, known_by(body.shown[-1], body.history)),) if body.shown else ()
    return Letter(Markup("\n").join(part for part in parts if part), files)


def brings(words: Words) -> Markup:
    return words.say("The workbook that is attached has all figures so far, and says what each of them means.")


def table(words: Words, digest: Digest, history: Sequence[Digest]) -> Markup:
    days = named(words, digest.period)
    return TABLE.format(
        caption=words.plain("{days}, all workplaces together", days=days) if digest.employer_id is None else days,
        what=head("col", words.plain("What"), "bold"),
        number=head("col", words.plain("Number"), "bold"),
        lines=Markup("\n").join(
            LINE.format(head=head("row", row.name, "normal"), cell=CELL, value=row.value)
            for row in rows(words, digest, history)
        ),
    )


def head(scope: str, said: str, weight: str) -> Markup:
    return HEAD.format(scope=scope, cell=CELL, weight=weight, said=said)
