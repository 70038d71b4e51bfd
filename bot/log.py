"""Logs as JSON lines. They hold ids, codes and places in our code; never a person's words."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any, Final

OWN: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
TOKENS: Final = re.compile(r"x(?:ox[abeprs]|app)-[\w-]+")


class JsonLines(logging.Formatter):
    """One JSON object a record; tokens are masked, an error is its type and where it arose."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in record.__dict__.items() if key not in OWN}
        if record.exc_info and record.exc_info[1]:
            line["fault"] = where(record.exc_info[1])
        return TOKENS.sub("[token]", json.dumps(line, ensure_ascii=False, default=str))


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
    """Send every log line through one door; the libraries' chatter stays below warning."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("slack_bolt", "slack_sdk", "apscheduler", "aiohttp", "websockets", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
