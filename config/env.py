"""Typed readers of the environment that fail loudly and name the variable."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """Value of a variable; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment (docs/operations.md lists every variable).")
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off."""
    value = os.environ.get(name, str(int(default))).strip().lower()
    if value in _YES | _NO:
        return value in _YES
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """An absolute folder."""
    return Path(os.environ.get(name, str(default))).expanduser().resolve()


def made_folder(path: Path) -> Path:
    """The folder, made when it is not there.

    Raises:
        ImproperlyConfigured: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be made: {error.strerror}. Set INTERDICT_HOME elsewhere.") from error
    return path


def secret(name: str) -> str:
    """A secret from the variable or from the file that <name>_FILE names."""
    if name in os.environ:
        return os.environ[name]
    try:
        return Path(text(f"{name}_FILE")).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error
