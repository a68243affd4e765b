"""Logs: one JSON object a line on standard error, whichever library speaks."""

import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

LONGEST_CHARS = 2_000
FORGOTTEN = frozenset({"user_agent", "color_message"})

_shared: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
]


def without_content(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop the browser's name and what was asked after an address; cut what is long."""
    if "request" in event:
        event["request"] = event["request"].partition("?")[0]
    kept = {name: value for name, value in event.items() if name not in FORGOTTEN}
    return {name: value[:LONGEST_CHARS] if isinstance(value, str) else value for name, value in kept.items()}


def where_it_broke(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Name an error by its class and lines of code; its message and its variables may hold content."""
    caught = event.pop("exc_info", None)
    error = caught[1] if isinstance(caught, tuple) else sys.exception() if caught else None
    if error is not None:
        event["error"] = type(error).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return event


def configure(level: str) -> dict[str, Any]:
    """Set up structlog; the answer is Django's `LOGGING`."""
    structlog.configure(
        processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": structlog.stdlib.ProcessorFormatter, **_formatter()}},
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {"axes.apps": {"level": "WARNING"}},  # greets at every start
    }


def _formatter() -> dict[str, Any]:
    rendered = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        where_it_broke,
        without_content,
        structlog.processors.JSONRenderer(),
    ]
    return {"processors": rendered, "foreign_pre_chain": _shared}
