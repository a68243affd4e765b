"""Read tables of dossiers. Made from events; others ask `queries`."""

from django.db import models


class Dossier(models.Model):
    """One version of a dossier as of its last event."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    dossier_version = models.PositiveIntegerField()  # `version` is that of the stream
    follows_id = models.UUIDField(null=True)
    title = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300)
    marking = models.CharField(max_length=16)
    marking_rank = models.PositiveSmallIntegerField()
    copy = models.CharField(max_length=20, blank=True)
    bottom_line = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    left_out = models.JSONField(default=list)
    position = models.BigIntegerField()  # of the log, at which the case is taken
    state = models.CharField(max_length=12)
    edition = models.CharField(max_length=8, blank=True)
    job_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.BigIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    blocked = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    compared_at = models.DateTimeField(null=True)  # when the recorded file was last made once more
    is_reproducible = models.BooleanField(null=True)  # whether the same bytes came out
    remark = models.TextField(blank=True)
    prepared_by = models.UUIDField()
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "number", "dossier_version"], name="a_number_belongs_to_one_dossier"
            ),
        ]


class Disclosure(models.Model):
    """A copy that was handed over: who received which hash, when."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    dossier_id = models.UUIDField(db_index=True)
    sha256 = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    recipient = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300)
    copy = models.CharField(max_length=20, blank=True)
    method = models.CharField(max_length=200)
    receipt = models.CharField(max_length=300, blank=True)
    released_by = models.UUIDField()
    released_at = models.DateTimeField()
