"""Addresses of cases."""

from django.urls import path

from cases import proposal_views, views

app_name = "cases"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("cases/", views.cases, name="list"),
    path("cases/new/", views.open_case, name="open"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/agenda/", views.agenda, name="agenda"),
    path("cases/<uuid:case_id>/team/", views.team, name="team"),
    path("cases/<uuid:case_id>/history/", views.history, name="history"),
    path("cases/<uuid:case_id>/move/<slug:transition>/", views.move, name="move"),
    path("cases/<uuid:case_id>/proposals/new/", proposal_views.propose, name="propose"),
    path("cases/<uuid:case_id>/proposals/<uuid:proposal_id>/", proposal_views.proposal, name="proposal"),
    *(
        path(
            f"cases/<uuid:case_id>/proposals/<uuid:proposal_id>/{step}/",
            proposal_views.step,
            {"name": step},
            name=f"proposal_{step.replace('-', '_')}",
        )
        for step in proposal_views.STEPS
    ),
    path("cases/<uuid:case_id>/do/<slug:name>/", views.command, name="command"),
    path("cases/<uuid:case_id>/do/<slug:name>/<uuid:item_id>/", views.command, name="item_command"),
]
