"""The product's settings in a home of their own; flush is let through for tests that need it."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["INTERDICT_HOME"] = tempfile.mkdtemp(prefix="interdict-tests-")

from config.settings import *

LEDGER_ALLOWS_FLUSH = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
