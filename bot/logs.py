"""The log: one line an event, the update's number running through, and no secret in it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

current_update: ContextVar[int | None] = ContextVar("current_update", default=None)

QUIET = (
    "telegram",
    "aiohttp",
    "asyncio",
    "aiosqlite",
    "asyncpg",
    "apscheduler",
    "uvicorn",
    "httpx",
    "httpcore",
    "fontTools",
    "fpdf",
    "PIL",
)
"""Libraries that write addresses, parameters or statements (and with them tokens and names) below WARNING."""


@contextmanager
def about_update(update_id: int) -> Iterator[None]:
    """Everything logged inside carries the update's number."""
    token = current_update.set(update_id)
    try:
        yield
    finally:
        current_update.reset(token)


class Redacted(logging.Formatter):
    """Writes a record as text or JSON, on one line, with every secret replaced."""

    def __init__(self, secrets: tuple[str, ...], *, as_json: bool) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        text = spoken(record)
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        update = current_update.get()
        if self._as_json:
            fields = {"at": at, "level": record.levelname, "logger": record.name, "text": text}
            line = json.dumps(fields | ({"update": update} if update else {}) | ({"trace": trace} if trace else {}))
        else:
            number = f" [{update}]" if update else ""
            line = f"{at} {record.levelname:7} {record.name}{number} {one_line(text)}" + (f"\n{trace}" if trace else "")
        return self._redact(line)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """Where it happened and what kind of error it was; its text may hold what somebody typed."""
        return trace_without_values(ei)

    def _redact(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "…")
        return line


def trace_without_values(information: object) -> str:
    """File, line and function of each frame and the error's type, innermost last; never its message."""
    if not isinstance(information, tuple) or information[1] is None:
        return ""
    error, trace = information[1], information[2]
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join([type(error).__name__, *reversed(frames)])


def spoken(record: logging.LogRecord) -> str:
    """What the record says; asyncio's go on for lines with the values of whatever failed."""
    text = record.getMessage()
    return text.partition("\n")[0] if record.name == "asyncio" else text


def one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")


def set_up_logs(level: str, *, as_json: bool, secrets: tuple[str, ...]) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Redacted(secrets, as_json=as_json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # a tick that takes long skips others, by design
    logging.captureWarnings(capture=True)
    sys.excepthook = log_uncaught


def log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody caught goes to the log like everything else: without its text."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("it ended with an error of our own", exc_info=(kind, error, trace))
