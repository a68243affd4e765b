"""Pages without collected static files, and crashes that are answers."""

import pytest
from django.test import Client


@pytest.fixture
def client(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    return Client(raise_request_exception=False)
