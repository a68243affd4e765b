"""The product's settings in a home of their own; flush is let through for tests that need it."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["INTERDICT_HOME"] = tempfile.mkdtemp(prefix="interdict-tests-")

from config import settings as product
from config.settings import *

LEDGER_ALLOWS_FLUSH = True
STORAGES = {
    **product.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
Path(product.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
