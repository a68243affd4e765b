"""Triggers that keep the log append-only."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.apps.registry import Apps

from ledger import protection


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    protection.install(editor.connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    protection.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_tree")]
    operations = [migrations.RunPython(install, remove)]
