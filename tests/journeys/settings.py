"""The product's settings for real processes, with the static files as they lie in the repository."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")

from config.settings import *

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
