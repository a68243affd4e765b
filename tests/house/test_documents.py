"""What is documented is what there is."""

import ast
import re
from collections import Counter

from django.core.management import get_commands

from scripts.rooms import rooms
from tests.house import tree

ADR_NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
ADR_STATUS = re.compile(
    r"^(?:Status: |## Status\n+)(?:proposed|accepted|superseded by \d{4})\b", re.MULTILINE | re.IGNORECASE
)
ADR_LINES = 80
ENVIRONMENT = re.compile(r"""(?:environ(?:\.get|\.setdefault)?|getenv)[(\[]\s*["']([A-Z][A-Z0-9_]+)["']""")
OUR_OWN = {"DJANGO_SETTINGS_MODULE", "INTERDICT_PYTHON", "INTERDICT_WORKER", "DEBIAN_FRONTEND"}


def decisions():
    """The decision records."""
    return [path for path in tree.files(".md") if path.parts[:2] == ("docs", "adr") and path.name != "README.md"]


def operations() -> str:
    """The page for administrators; empty while there is none."""
    page = tree.ROOT / "docs" / "operations.md"
    return page.read_text() if page.is_file() else ""


def test_every_decision_has_a_number_of_its_own_a_status_and_one_page():
    paths = decisions()
    numbers = Counter(path.name[:4] for path in paths)

    tree.expect_none([str(path) for path in paths if not ADR_NAME.fullmatch(path.name) or numbers[path.name[:4]] > 1])
    tree.expect_none([str(path) for path in paths if not ADR_STATUS.search(tree.text(path))])
    tree.expect_none([str(path) for path in paths if tree.lines(path) > ADR_LINES])


def test_every_decision_tells_context_decision_and_consequences():
    wanted = ("## Context", "## Decision", "## Consequences")

    tree.expect_none([str(path) for path in decisions() if not all(word in tree.text(path) for word in wanted)])


def test_the_readme_shows_the_two_commands_that_ci_runs():
    blocks = re.findall(r"^```\w*\n(.*?)^```", (tree.ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    shown = {line.split("#")[0].strip() for block in blocks for line in block.splitlines()}

    assert {"make run", "make test"} <= shown
    assert "exec make test\n" in (tree.ROOT / ".ci" / "run").read_text()
    assert '["make", "run"]' in (tree.ROOT / "tests" / "house" / "running.py").read_text()


def test_the_makefile_offers_what_contributing_names_and_nothing_else():
    makefile = (tree.ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    contributing = (tree.ROOT / "CONTRIBUTING.md").read_text()

    assert targets == {"run", "test", "test-fast", "check", "fix", "docs", "bench", "worker", "demo", "lock"}
    tree.expect_none([target for target in sorted(targets) if f"`make {target}`" not in contributing])


def test_every_management_command_is_named_in_operations():
    ours = sorted(name for name, app in get_commands().items() if app in rooms())

    tree.expect_none([name for name in ours if f"manage.py {name}" not in operations()])


def test_every_setting_is_named_in_operations():
    tree.expect_none([name for name in sorted(settings_read()) if f"`{name}`" not in operations()])


def settings_read() -> set[str]:
    """Environment variables that settings, scripts and rooms read."""
    found = {name for path in sources() for name in ENVIRONMENT.findall(tree.text(path))}
    calls = [
        node
        for node in ast.walk(ast.parse((tree.ROOT / "config/settings.py").read_text()))
        if isinstance(node, ast.Call)
    ]
    through_env = {call.args[0].value for call in calls if ast.unparse(call.func).startswith("env.") and named(call)}
    return (found | through_env) - OUR_OWN


def named(call: ast.Call) -> bool:
    """True when the call's first argument is a literal name."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)


def sources():
    """Python that runs outside tests."""
    return [path for path in tree.python_files() if path.parts[0] in {*rooms(), "scripts"}]


def test_every_proof_of_the_security_page_is_a_test():
    page = (tree.ROOT / "docs" / "security.md").read_text()
    proofs = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    missing = [
        f"{path}::{name}"
        for path, name in proofs
        if not (tree.ROOT / path).is_file()
        or not re.search(rf"^\s*(?:def|class) {name}\b", (tree.ROOT / path).read_text(), re.M)
    ]

    tree.expect_none(missing)
    assert len(proofs) > 30
