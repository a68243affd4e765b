"""Addresses of the frame itself; included at the root."""

from django.urls import path

from pages import views
from pages.policy import REPORT_PATH

app_name = "pages"
urlpatterns = [
    path(REPORT_PATH.removeprefix("/"), views.csp_report, name="csp_report"),
    path("display", views.display, name="display"),
    path("palette", views.palette, name="palette"),
    path("keys", views.keys, name="keys"),
]
