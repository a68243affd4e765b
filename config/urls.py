"""Who answers which path."""

from allauth.account import views as sign_in
from django.urls import include, path

from config import health

# Of allauth's pages those that need no mail: the house sends none, and an administrator hands out new passwords.
account = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("signup/", sign_in.signup, name="account_signup"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/set/", sign_in.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("api/v1/", include("config.api")),
    path("account/", include(account)),
    path("", include("pages.urls")),
    path("", include("accounts.urls")),
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
