"""Plugin of pytest: domain packages are covered to the last branch; the floor of the rest stands in pyproject.toml."""

import io

import coverage
import pytest
from coverage.exceptions import NoDataError

FLOOR_PER_CENT = 100.0
DOMAIN = "*/domain/*"
_told = pytest.StashKey[str]()


def domain_report() -> tuple[float, str]:
    """Per cent of lines and branches covered in domain packages, and the table that says where not."""
    measured = coverage.Coverage()
    measured.load()
    table = io.StringIO()
    try:
        return measured.report(include=[DOMAIN], file=table, show_missing=True, skip_covered=True), table.getvalue()
    except NoDataError:
        return 0.0, "No domain package was measured."


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a domain package is not covered whole."""
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    total, table = domain_report()
    if total < FLOOR_PER_CENT:
        session.config.stash[_told] = f"Domain packages are covered to {total:.1f} %, not whole:\n{table}"
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say where, above pytest's own summary."""
    if _told in config.stash:
        terminalreporter.write_line(config.stash[_told])
