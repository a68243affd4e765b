"""The product's addresses, with those of jobs whatever the product's list holds by now."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler429, handler500
from config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [path("jobs/", include("jobs.urls")), *product]
