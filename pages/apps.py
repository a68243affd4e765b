"""The base of web pages: frame, fragments, forms, tags, error pages and their headers."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Owns no table; every room above writes its pages with it."""

    name = "pages"
