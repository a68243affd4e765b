"""The tail is guarded: a raised limit is a line here, with its reason. Complexity is ruff's (pyproject.toml)."""

from pathlib import Path

import pytest

from tests.house import tree

FUNCTION_LINES, FILE_LINES, TEST_FILE_LINES, TEMPLATE_LINES, SCRIPT_LINES = 40, 400, 600, 120, 100
POSITIONAL_ARGUMENTS = 2
RIGHTS_ARGUMENTS = 3  # rights are asked as subject, verb, object

RAISED_FUNCTIONS: dict[str, str] = {}
RAISED_FILES: dict[str, str] = {}
MORE_ARGUMENTS: dict[str, str] = {
    "ledger/verify.py:root": "a program of few lines for people who read it alone",
    "ledger/verify.py:is_signed": "a program of few lines for people who read it alone",
    "ledger/verify.py:signer_of": "a program of few lines for people who read it alone",
    "ledger/verify.py:check_record": "a program of few lines for people who read it alone",
    "config/logs.py:where_it_broke": "structlog calls a processor with logger, method and event",
    "config/logs.py:without_content": "structlog calls a processor with logger, method and event",
    "ledger/canonical.py:commitment": "a formula reads in the order of the standard: salt, field, value",
    "ledger/canonical.py:event_hash": "a formula reads in the order of the standard: header, fields, previous",
    "ledger/codec.py:decode": "what a row holds, in the order of its columns: name, version, data",
    "pages/respond.py:respond": "the framework's own order: request, template, context",
    "pages/richtext.py:_only_plain_links": "nh3 calls its filter with tag, attribute and value",
}
FREE_DECORATORS = {
    "project": "the log calls projections with event, meta and rows",
    "pytest.fixture": "pytest passes fixtures by name",
    "given": "hypothesis passes what it draws by name",
    "rule": "hypothesis passes what it draws by name",
    "initialize": "hypothesis passes what it draws by name",
    "st.composite": "hypothesis passes draw first",
    "register.simple_tag": "templates pass what a tag takes by place or by name",
    "register.inclusion_tag": "templates pass what a tag takes by place or by name",
    "register.simple_block_tag": "templates pass what a tag takes by place or by name",
    "register.filter": "templates pass what a filter takes by place",
    "override": "the framework fixes the signature",
}


def limit_of(path: Path) -> int:
    """How long a Python file may become."""
    return TEST_FILE_LINES if path.parts[0] == "tests" else FILE_LINES


def length_of(function: tree.Function) -> int:
    """Lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def positional_of(function: tree.Function, *, is_method: bool) -> list[str]:
    """Names of the arguments that may be given by place, without self and cls."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if is_method and "staticmethod" not in tree.decorators(function) else names


def takes_what_it_likes(path: Path, function: tree.Function, *, positional: list[str]) -> bool:
    """Views take request and ids, rights subject, verb and object; tests and frameworks are not ours to shape."""
    is_view = positional[0] == "request" and (path.stem.endswith(("views", "api")) or "views" in path.parts)
    is_question = path.name == "permissions.py" and len(positional) <= RIGHTS_ARGUMENTS
    is_pythons = function.name.startswith("__") and function.name != "__init__"
    is_test = path.parts[0] == "tests" and function.name.startswith("test_")
    return is_view or is_question or is_pythons or is_test or not tree.decorators(function).isdisjoint(FREE_DECORATORS)


def test_no_python_file_is_too_long():
    long = [f"{path}: {tree.lines(path)}" for path in tree.python_files() if tree.lines(path) > limit_of(path)]

    tree.expect_none([entry for entry in long if entry.split(":")[0] not in RAISED_FILES])


def test_no_function_is_too_long():
    long = [
        f"{path}:{name}: {length_of(function)}"
        for path in tree.python_files()
        for name, function, _ in tree.functions(path)
        if length_of(function) > FUNCTION_LINES and f"{path}:{name}" not in RAISED_FUNCTIONS
    ]

    tree.expect_none(long)


def test_no_function_takes_more_than_two_arguments_by_place():
    greedy = []
    for path in tree.python_files():
        for name, function, is_method in tree.functions(path):
            positional = positional_of(function, is_method=is_method)
            allowed = len(positional) <= POSITIONAL_ARGUMENTS or f"{path}:{name}" in MORE_ARGUMENTS
            if not allowed and not takes_what_it_likes(path, function, positional=positional):
                greedy.append(f"{path}:{name}({', '.join(positional)})")

    tree.expect_none(greedy)


@pytest.mark.parametrize(("ending", "limit"), [(".html", TEMPLATE_LINES), (".js", SCRIPT_LINES)])
def test_no_template_and_no_module_of_the_browser_is_too_long(ending, limit):
    long = [f"{path}: {tree.lines(path)}" for path in tree.files(ending) if tree.lines(path) > limit]

    tree.expect_none([entry for entry in long if entry.split(":")[0] not in RAISED_FILES])


def test_every_template_says_first_what_it_expects():
    silent = [str(path) for path in tree.files(".html") if "templates" in path.parts and not opens_with_comment(path)]

    tree.expect_none(silent)


def opens_with_comment(path: Path) -> bool:
    """True when a comment stands first, or right after what the template extends or loads."""
    return tree.text(path).lstrip().startswith(("{#", "{% comment", "{% extends", "{% load")) and "{#" in tree.text(
        path
    )


def test_a_raised_limit_names_something_that_is_there_and_a_reason():
    names = {f"{path}:{name}" for path in tree.python_files() for name, _, _ in tree.functions(path)}
    known = names | {str(path) for path in tree.files()}
    raised = RAISED_FUNCTIONS | RAISED_FILES | MORE_ARGUMENTS

    tree.expect_none([name for name, reason in raised.items() if name not in known or len(reason) < 20])
