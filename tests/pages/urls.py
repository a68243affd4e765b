"""The product's addresses and the gallery's."""

from django.urls import path

from config.urls import handler400, handler403, handler404, handler429, handler500
from config.urls import urlpatterns as product
from tests.pages import gallery

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [
    *product,
    path("gallery/", gallery.components),
    path("gallery/form", gallery.form),
    path("gallery/past", gallery.past),
    path("gallery/peek", gallery.peek),
    path("gallery/trap", gallery.trap),
    path("gallery/refuse/<str:kind>", gallery.refuse),
]
