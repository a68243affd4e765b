"""Searches as they were asked: rows, for free text never stands in an address. Alerts, made from events."""

from django.db import models


class Search(models.Model):
    """What somebody asked; with a name it is kept for them, and watched when they want to be told of what is new."""

    id = models.UUIDField(primary_key=True)
    owner_id = models.UUIDField(db_index=True)
    text = models.TextField()
    name = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    understood = models.TextField(blank=True)  # when it was kept, by the parser of that time
    parser_version = models.PositiveSmallIntegerField(default=0)
    is_watched = models.BooleanField(default=False)
    watched_since = models.BigIntegerField(default=0)  # position of the log


class Alert(models.Model):
    """That a watched search found a thing; made from events."""

    id = models.UUIDField(primary_key=True)
    search_id = models.UUIDField(db_index=True)
    owner_id = models.UUIDField(db_index=True)
    thing = models.CharField(max_length=60)
    case_id = models.UUIDField()
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
