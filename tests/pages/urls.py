"""The product's addresses and the gallery's."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler429, handler500
from config.urls import urlpatterns as product
from tests.pages import gallery, tus

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

_frame = {
    "cases": [path("worklist", gallery.peek, name="worklist"), path("cases/new", gallery.peek, name="open")],
    "search": [path("search", gallery.peek, name="ask")],
    "jobs": [path("jobs", gallery.peek, name="list"), path("jobs/count", gallery.count, name="count")],
}

# The first of two equal namespaces wins: the frame of the gallery leads to the gallery.
urlpatterns = [
    *[path("gallery/", include((patterns, name))) for name, patterns in _frame.items()],
    path("palette", gallery.palette),
    *product,
    path("gallery/", gallery.components),
    path("gallery/form", gallery.form),
    path("gallery/past", gallery.past),
    path("gallery/peek", gallery.peek),
    path("gallery/tus", tus.create),
    path("gallery/tus/<int:number>", tus.upload),
    path("gallery/trap", gallery.trap),
    path("gallery/refuse/<str:kind>", gallery.refuse),
]
