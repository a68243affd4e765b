"""Entities, links and chronology as a Django app."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    """Parties, places and things of a case, and how they are related."""

    name = "entities"
