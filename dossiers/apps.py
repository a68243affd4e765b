"""Dossiers as a Django app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Composes, makes and hands over dossiers."""

    name = "dossiers"
