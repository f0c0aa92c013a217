"""An A4 poster that lets colleagues in, to be printed: a QR code, three steps, a code to type, and who sees what."""

from content.posters.files import files, pdf_alone
from content.posters.layout import Poster

__all__ = ["Poster", "files", "pdf_alone"]
