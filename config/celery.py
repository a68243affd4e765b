"""Celery: rings the bell for promised work (jobs/). Start a worker with `celery -A config.celery worker`."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.add_defaults(lambda: settings.CELERY)
app.autodiscover_tasks()
app.steps["worker"].add("jobs.beat:Sweeping")
