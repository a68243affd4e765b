"""Addresses of exhibits."""

from django.urls import path

from evidence import file_views, tus, views

app_name = "evidence"
urlpatterns = [
    path("cases/<uuid:case_id>/evidence/", views.exhibits, name="list"),
    path("cases/<uuid:case_id>/evidence/new/", views.receive, name="receive"),
    path("exhibits/<uuid:exhibit_id>/", views.exhibit, name="exhibit"),
    path("exhibits/<uuid:exhibit_id>/original/", file_views.original, name="original"),
    path("exhibits/<uuid:exhibit_id>/derived/<slug:kind>/<int:number>/", file_views.derived, name="derived"),
    path("exhibits/<uuid:exhibit_id>/steps/<slug:step>/", views.retry, name="retry"),
    path("exhibits/<uuid:exhibit_id>/do/<slug:name>/", views.command, name="command"),
    path("exhibits/<uuid:exhibit_id>/do/<slug:name>/<uuid:item_id>/", views.command, name="item_command"),
    path("uploads/", tus.Uploads.as_view(), name="uploads"),
    path("uploads/<uuid:upload_id>/", tus.OneUpload.as_view(), name="upload"),
    path("files/<str:token>/", file_views.file, name="file"),
]
