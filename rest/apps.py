"""The base of the REST interface as a Django app."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    """Owns no table; every room above answers its addresses under `/api/v1/` with it."""

    name = "rest"
