"""Logs as JSON lines. They hold ids, codes and places in our code; never a person's words."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import Any, Final

log = logging.getLogger(__name__)

OWN: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
TOKENS: Final = re.compile(r"x(?:ox[abeprs]|app)-[\w-]+")


OURS: Final = frozenset({"bot", "handlers", "storage", "scheduler", "sandbox"})
"""The rooms whose messages are fixed words, and whose values are ids and codes."""


class JsonLines(logging.Formatter):
    """One JSON object a record; an error is its type and where it arose, with a reference.

    What a library says may quote a person or a token: only its fixed words are kept, and the place.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        own = record.name.partition(".")[0] in OURS
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if own else _fixed(record),
        }
        if own:
            line |= {key: value for key, value in record.__dict__.items() if key not in OWN}
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            line["fault"] = where(fault)
        if record.levelno >= logging.ERROR:
            line.setdefault("reference", secrets.token_hex(4))
        return TOKENS.sub("[token]", json.dumps(line, ensure_ascii=False, default=_kind))


def _fixed(record: logging.LogRecord) -> str:
    """Return a library's words as they stand in its source, or else only where that is."""
    place = f"{record.filename}:{record.lineno}"
    known = isinstance(record.msg, str) and bool(record.args)
    return f"{record.msg} ({place})" if known else place


def _kind(value: object) -> str:
    """Return what kind of thing cannot be written as JSON; its own words are its own."""
    return type(value).__name__


def where(fault: BaseException) -> str:
    """Return an error's type and the place it arose, without its text, which may quote a person."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(fault).__name__}{place}"


def quiet_logger(name: str) -> logging.Logger:
    """Return a logger for a library that would print payloads: errors only, a clean end is none.

    https://docs.slack.dev/tools/bolt-python: below that level the SDK prints every parameter.
    """
    logger = logging.getLogger(name)
    logger.setLevel(logging.ERROR)
    if not logger.filters:
        logger.addFilter(lambda record: "ConnectionClosedOK" not in record.getMessage())
    return logger


def unheard_logger(name: str) -> logging.Logger:
    """Return a logger for a server that would quote what strangers send: it says nothing."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.CRITICAL + 1)
    return logger


def set_up_logging(level: int = logging.INFO) -> None:
    """Send every line through one door, what nobody caught too; libraries warn at least."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for noisy in ("slack_bolt", "slack_sdk", "apscheduler", "aiohttp", "websockets", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    sys.excepthook = lambda _kind, fault, _trace: _uncaught(fault)
    sys.unraisablehook = lambda left: _uncaught(left.exc_value)
    threading.excepthook = lambda left: _uncaught(left.exc_value)


def _uncaught(fault: BaseException | None) -> None:
    """Log what nobody caught as its type and place: its text, and Python's page, may quote."""
    if isinstance(fault, KeyboardInterrupt):
        return
    extra = {"fault": where(fault) if fault else "unknown"}
    log.critical("something was caught by nobody", extra=extra)
