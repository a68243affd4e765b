"""Who answers which path."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("api/v1/", include("config.api")),
    path("account/", include("allauth.urls")),
    path("", include("pages.urls")),
    path("jobs/", include("jobs.urls")),
    path("search/", include("search.urls")),
    path("", include("cases.urls")),
    path("", include("evidence.urls")),
    path("", include("entities.urls")),
    path("", include("dossiers.urls")),
]

handler400 = "pages.errors.bad_request"
handler403 = "pages.errors.permission_denied"
handler404 = "pages.errors.page_not_found"
handler429 = "pages.errors.too_many_requests"
handler500 = "pages.errors.server_error"
