"""Addresses of people; included at the root."""

from django.urls import path

from accounts import audit_views, people_views, views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path("profile/sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("profile/tokens/new/", views.make_token, name="make_token"),
    path("profile/tokens/<slug:token_id>/end/", views.revoke_token, name="revoke_token"),
    path("people/", people_views.people, name="list"),
    path("people/new/", people_views.open_account, name="open"),
    path("people/<uuid:person_id>/", people_views.person, name="person"),
    path("people/<uuid:person_id>/do/<slug:name>/", people_views.command, name="command"),
    path("audit/", audit_views.audit, name="audit"),
    path("audit/verify/", audit_views.verify, name="verify"),
]
