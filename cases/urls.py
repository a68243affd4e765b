"""Addresses of cases."""

from django.urls import path, re_path

from cases import bulk_views, event_views, history_views, list_views, proposal_views, views, worklist_views
from cases.worklist import View

app_name = "cases"
urlpatterns = [
    path("", worklist_views.worklist, name="worklist"),
    re_path(f"^waits/(?P<view>{'|'.join(View)})/$", worklist_views.waits, name="waits"),
    path("cases/", list_views.cases, name="list"),
    path("cases/views/new/", list_views.keep_view, name="keep_view"),
    path("cases/views/<uuid:view_id>/", list_views.view, name="view"),
    path("cases/views/<uuid:view_id>/forget/", list_views.forget_view, name="forget_view"),
    path("cases/bulk/", bulk_views.bulk, name="bulk"),
    path("cases/new/", views.open_case, name="open"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/agenda/", views.agenda, name="agenda"),
    path("cases/<uuid:case_id>/team/", views.team, name="team"),
    path("cases/<uuid:case_id>/history/", history_views.history, name="history"),
    path("cases/<uuid:case_id>/history/<int:number>/", event_views.event, name="event"),
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
