"""Addresses of dossiers."""

from django.urls import path

from dossiers import views

app_name = "dossiers"
urlpatterns = [
    path("cases/<uuid:case_id>/dossiers/", views.dossiers, name="list"),
    path("cases/<uuid:case_id>/dossiers/new/", views.request_dossier, name="request"),
    path("dossiers/<uuid:dossier_id>/", views.dossier, name="dossier"),
    path("dossiers/<uuid:dossier_id>/file/", views.file, name="file"),
    path("dossiers/<uuid:dossier_id>/revise/", views.revise, name="revise"),
    path("dossiers/<uuid:dossier_id>/next/", views.next_version, name="next"),
    path("dossiers/<uuid:dossier_id>/order/", views.order, name="order"),
    path("dossiers/<uuid:dossier_id>/compare/", views.compare, name="compare"),
    *(path(f"dossiers/<uuid:dossier_id>/{name}/", views.step, {"name": name}, name=name) for name in views.STEPS),
]
