"""Searches as they were asked: ordinary rows, for free text never stands in an address."""

from django.db import models


class Search(models.Model):
    """What somebody asked; with a name it is kept for them."""

    id = models.UUIDField(primary_key=True)
    owner_id = models.UUIDField(db_index=True)
    text = models.TextField()
    name = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
