"""Who answers which path."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
