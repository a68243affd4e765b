"""Who answers which address of the REST interface, all under `/api/v1/`."""

from typing import Any

from django.urls import path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import api as accounts
from cases import api as cases
from config.problems import kinds
from dossiers import api as dossiers
from entities import api as entities
from evidence import api as evidence
from jobs import api as jobs
from ledger.domain.errors import NotFound
from rest.endpoints import Endpoint
from rest.problems import body_of
from rest.serializers import Problem
from search import api as search


class ProblemPage(Endpoint):
    """What a problem's type means."""

    @extend_schema(operation_id="read_problem", responses={200: Problem})
    def get(self, request: Request, name: str) -> Response:
        """The sentence of a refusal, found by its type."""
        kind = kinds().get(name)
        if kind is None:
            raise NotFound
        return Response(body_of(request, name=name, status_code=kind.status, detail=kind.meaning))


class Nothing(Endpoint):
    """Every address that is not there."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Know the caller, then answer as for anything that is not for them."""
        super().initial(request, *args, **kwargs)
        raise NotFound


app_name = "api"
urlpatterns = [
    path("me", accounts.Me.as_view(), name="me"),
    path("cases", cases.Cases.as_view(), name="cases"),
    path("cases/<uuid:case_id>", cases.OneCase.as_view(), name="case"),
    path("cases/<uuid:case_id>/exhibits", evidence.Exhibits.as_view(), name="exhibits"),
    path("exhibits/<uuid:exhibit_id>", evidence.OneExhibit.as_view(), name="exhibit"),
    path("exhibits/<uuid:exhibit_id>/original", evidence.Original.as_view(), name="original"),
    path("exhibits/<uuid:exhibit_id>/custody", evidence.Custody.as_view(), name="custody"),
    path("cases/<uuid:case_id>/entities", entities.Entities.as_view(), name="entities"),
    path("entities/<uuid:entity_id>", entities.OneEntity.as_view(), name="entity"),
    path("entities/<uuid:entity_id>/merge", entities.Merge.as_view(), name="merge"),
    path("entities/<uuid:entity_id>/unmerge", entities.Unmerge.as_view(), name="unmerge"),
    path("cases/<uuid:case_id>/links", entities.Links.as_view(), name="links"),
    path("cases/<uuid:case_id>/chronology", entities.Chronology.as_view(), name="chronology"),
    path("cases/<uuid:case_id>/dossiers", dossiers.Dossiers.as_view(), name="dossiers"),
    path("dossiers/<uuid:dossier_id>", dossiers.OneDossier.as_view(), name="dossier"),
    path("dossiers/<uuid:dossier_id>/file", dossiers.File.as_view(), name="dossier_file"),
    path("dossiers/<uuid:dossier_id>/review", dossiers.Review.as_view(), name="review"),
    path("dossiers/<uuid:dossier_id>/approve", dossiers.Approve.as_view(), name="approve"),
    path("dossiers/<uuid:dossier_id>/release", dossiers.Release.as_view(), name="release"),
    path("search", search.Search.as_view(), name="search"),
    path("events", cases.Events.as_view(), name="events"),
    path("jobs/<uuid:job_id>", jobs.OneJob.as_view(), name="job"),
    path("problems/<slug:name>", ProblemPage.as_view(), name="problem"),
    path("schema", SpectacularAPIView.as_view(), name="schema"),
    path("docs", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("cases/<uuid:case_id>/<slug:transition>", cases.Move.as_view(), name="move"),
    re_path(r"^[\s\S]*$", Nothing.as_view(), name="nothing"),
]
