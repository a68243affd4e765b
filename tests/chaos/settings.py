"""The product's settings for real processes: short leases, and kinds of work whose effects can be counted."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")

from config.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.chaos.effects"]
JOBS_TIMING = {"lease": 1.5, "heartbeat": 0.4, "sweep": 0.5, "ring_cap": 2.0, "back_off": 0.2, "back_off_cap": 1.0}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
