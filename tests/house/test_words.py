"""The product's files speak of the product: no private paths, no registry hosts, no issue numbers."""

import re

import pytest

from tests.house import tree

PRIVATE_PATHS = re.compile(r"(?<![\w.~])/(?:work|root|home/\w+|Users/\w+)/|(?<![\w.])/tmp/[a-z]\w*[./]")
REGISTRY_HOSTS = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", r"npm" + r"js\.(?:org|com)", r"\bregistry\.[a-z]+\.[a-z]+"))
)
ISSUES = re.compile(r"\b(?:issue|ticket|pull request|PR)s? ?#?\d+\b|\bGH-\d+|\((?:see )?#\d+\)", re.IGNORECASE)
LEFT_OVERS = re.compile(r"(?:#|//|/\*|<!--).*\b(?:TODO|FIXME|XXX|HACK)\b")
NO_MODULES = {"utils", "util", "helpers", "helper", "managers", "common", "constants", "signals", "misc"}


@pytest.mark.parametrize(
    "pattern", [PRIVATE_PATHS, REGISTRY_HOSTS, ISSUES, LEFT_OVERS], ids=["path", "host", "issue", "left over"]
)
def test_no_file_names(pattern):
    found = [
        f"{path}: {match.group()}"
        for path in tree.files()
        if str(path) != "tests/house/test_words.py"
        for match in pattern.finditer(tree.text(path))
    ]

    tree.expect_none(found)


def test_no_module_is_a_drawer():
    tree.expect_none(
        [str(path) for path in tree.python_files() if path.stem in NO_MODULES or NO_MODULES & set(path.parts[:-1])]
    )


def test_no_refusal_ends_in_error():
    named = re.compile(r"^class (\w+Error)\(", re.MULTILINE)
    root = "DomainError"  # the tree's root, never raised itself

    tree.expect_none(
        [f"{path}: {name}" for path in tree.python_files() for name in named.findall(tree.text(path)) if name != root]
    )


def test_locks_hold_hashes_and_no_addresses():
    for name in ("requirements/base.txt", "requirements/dev.txt"):
        lock = (tree.ROOT / name).read_text()
        pins = re.findall(r"^[\w.\[\],-]+==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[\w.\[\],-]+==", lock, re.MULTILINE)) > 0
        assert "://" not in lock

    assert '"resolved"' not in (tree.ROOT / "package-lock.json").read_text()
