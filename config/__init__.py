"""The roof: wiring, no behaviour. Celery's app is made with the settings, so that every process can ring the bell."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
