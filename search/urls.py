"""Addresses of search; what was asked never stands in them."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("alerts/", views.found_since, name="alerts"),
    path("<uuid:search_id>/", views.results, name="results"),
    path("<uuid:search_id>/keep/", views.keep, name="keep"),
    path("<uuid:search_id>/forget/", views.forget, name="forget"),
]
