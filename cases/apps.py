"""Investigations as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Tells the jobs room whose work a person may see."""

    name = "cases"

    def ready(self) -> None:
        """Register the rights in jobs."""
        from cases.permissions import may_steer_jobs, reaches_scope, scopes_of_jobs
        from jobs import permissions as jobs

        jobs.register(readable_scopes=scopes_of_jobs, may_steer=may_steer_jobs, reaches=reaches_scope)
