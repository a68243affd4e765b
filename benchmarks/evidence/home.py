"""A home of its own for an empty installation, set up by being imported."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

HOME = Path(tempfile.mkdtemp(prefix="interdict-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "INTERDICT_HOME": str(HOME),
    "LOG_LEVEL": "ERROR",
    "SECRET_KEY": "bench",
}
django.setup()
