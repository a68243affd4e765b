"""Who answers which path."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("pages.urls")),
    path("jobs/", include("jobs.urls")),
    path("", include("cases.urls")),
    path("", include("evidence.urls")),
    path("", include("entities.urls")),
]

handler400 = "pages.errors.bad_request"
handler403 = "pages.errors.permission_denied"
handler404 = "pages.errors.page_not_found"
handler429 = "pages.errors.too_many_requests"
handler500 = "pages.errors.server_error"
