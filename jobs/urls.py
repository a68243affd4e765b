"""Addresses of promised work; included at `jobs/`."""

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("count", views.count, name="count"),
    path("<uuid:job_id>/", views.detail, name="detail"),
    path("<uuid:job_id>/progress", views.progress, name="progress"),
    path("<uuid:job_id>/cancel", views.cancel, name="cancel"),
    path("<uuid:job_id>/run-again", views.run_again, name="run_again"),
]
