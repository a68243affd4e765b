"""The rooms of the house, read from the one list of them: what coverage measures."""

import tomllib

from scripts.environment import ROOT


def rooms() -> list[str]:
    """Names of the top-level packages that hold the product."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        names: list[str] = tomllib.load(file)["tool"]["coverage"]["run"]["source"]
    return sorted(names)
