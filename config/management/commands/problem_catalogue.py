"""Write docs/api/problems.md from the exceptions of the product."""

import json
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.problems import Kind, kinds
from rest.problems import TYPES

PREFACE = """# Problems

Refusals are `application/problem+json` (RFC 9457). `type` is the address of a page that says what it means,
`detail` the refusal in one sentence, `instance` the request's id as in the logs (also `X-Request-ID`). Where a field is
wrong, `errors` points at it with a JSON pointer; a stale version carries `current_version`. 429 and 503 say in
`Retry-After` how many seconds to wait. This page is generated.
"""


class Command(BaseCommand):
    """The list is generated, so that none is forgotten."""

    help = "Write docs/api/problems.md, or with --check fail when it is out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the option."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write or compare."""
        path = Path(settings.BASE_DIR) / "docs" / "api" / "problems.md"
        if not options["check"]:
            path.write_text(page())
        elif not path.exists() or path.read_text() != page():
            raise CommandError("docs/api/problems.md is out of date: run `manage.py problem_catalogue`.")


def page() -> str:
    """All types by status, each status with an example."""
    groups = groupby(kinds().values(), key=lambda kind: kind.status)
    return PREFACE + "".join(_group(status, list(members)) for status, members in groups)


def _group(status: int, members: list[Kind]) -> str:
    rows = "".join(f"| `{kind.name}` | {kind.meaning} |\n" for kind in members)
    return f"\n## {status}\n\n```json\n{_example(members[0])}\n```\n\n| type | meaning |\n|---|---|\n{rows}"


def _example(kind: Kind) -> str:
    body = {
        "type": TYPES + kind.name,
        "title": kind.name.replace("-", " ").capitalize(),
        "status": kind.status,
        "detail": kind.meaning,
        "instance": "urn:uuid:5f0c4f5e-1c5e-4f0e-9a54-6a0a6f1c9a11",
    }
    return json.dumps(body, indent=2)
