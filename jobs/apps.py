"""Promised work as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Rooms register their kinds of work in `tasks.py`, which is loaded with the first job."""

    name = "jobs"
