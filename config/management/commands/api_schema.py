"""Write docs/api/openapi.yaml from the addresses of the REST interface."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema


class Command(BaseCommand):
    """The description is generated, so it cannot lie."""

    help = "Write docs/api/openapi.yaml, or with --check fail when it is out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the option."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write or compare."""
        path, text = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.yaml", described()
        if not options["check"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            raise CommandError("docs/api/openapi.yaml is out of date: run `manage.py api_schema`.")


def described() -> str:
    """The OpenAPI 3.1 description as YAML.

    Raises:
        ValidationError: it is none.
    """
    schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    text: bytes = OpenApiYamlRenderer().render(schema, renderer_context={})
    return text.decode()
