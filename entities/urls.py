"""Addresses of entities, links and the chronology."""

from django.urls import path

from entities import graph_views, identifier_views, match_views, timeline_views, views

app_name = "entities"
CASE = "cases/<uuid:case_id>"
urlpatterns = [
    path(f"{CASE}/entities/", views.entities, name="list"),
    path(f"{CASE}/entities/new/", views.create, name="create"),
    path(f"{CASE}/entities/<uuid:entity_id>/", views.entity, name="entity"),
    path(f"{CASE}/entities/<uuid:item_id>/do/<slug:name>/", views.entity_act, name="entity_act"),
    path(f"{CASE}/statements/<uuid:item_id>/do/<slug:name>/", views.statement_act, name="statement_act"),
    path(f"{CASE}/matches/", match_views.matches, name="matches"),
    path(f"{CASE}/matches/<uuid:entity_id>/<uuid:other_id>/", match_views.match, name="match"),
    path(f"{CASE}/identifiers/", identifier_views.identifiers, name="identifiers"),
    path("exhibits/<uuid:exhibit_id>/identifiers/", identifier_views.of_exhibit, name="exhibit_identifiers"),
    path(f"{CASE}/links/", views.links, name="links"),
    path(f"{CASE}/links/new/", views.create_link, name="create_link"),
    path(f"{CASE}/links/<uuid:link_id>/", views.link, name="link"),
    path(f"{CASE}/links/<uuid:item_id>/do/<slug:name>/", views.link_act, name="link_act"),
    path(f"{CASE}/timeline/", timeline_views.timeline, name="timeline"),
    path(f"{CASE}/graph/", graph_views.graph, name="graph"),
    path(f"{CASE}/graph/svg/", graph_views.drawn, name="graph_svg"),
    path(f"{CASE}/graph/graphml/", graph_views.exported, name="graph_graphml"),
    path(f"{CASE}/graph/paths/", graph_views.paths, name="paths"),
    path(f"{CASE}/chronology/", views.chronology, name="chronology"),
    path(f"{CASE}/chronology/new/", views.create_entry, name="create_entry"),
    path(f"{CASE}/chronology/<uuid:entry_id>/", views.entry, name="entry"),
    path(f"{CASE}/chronology/<uuid:item_id>/do/<slug:name>/", views.entry_act, name="entry_act"),
]
