"""What HR is given to put up: the code alone as a picture, and the poster as a PDF and as a picture."""

from __future__ import annotations

from content.posters import drawing, pdf, qr
from content.posters.layout import Poster
from content.screen import File
from content.words import Words

QR_NAME, PDF_NAME, PNG_NAME = "qr-code.png", "poster-a4.pdf", "poster-a4.png"


def files(words: Words, poster: Poster) -> tuple[File, ...]:
    """About half a second of work; the first time a second more."""
    scan = words.plain("A QR code that opens {link}", link=poster.link)
    return (
        File(QR_NAME, qr.picture(poster.link), picture=True, alt=scan),
        pdf_alone(words, poster),
        File(PNG_NAME, drawing.png(words, poster), caption=words.plain("The same poster as a picture")),
    )


def pdf_alone(words: Words, poster: Poster) -> File:
    return File(PDF_NAME, pdf.pdf(words, poster), caption=words.plain("A poster to print on A4"))
