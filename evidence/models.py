"""Read tables of evidence, and what processing draws from files. Others ask `queries`."""

from django.db import models


class Exhibit(models.Model):
    """An exhibit as of its last event."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    number = models.CharField(max_length=12)
    sort_key = models.CharField(max_length=16)
    parent_id = models.UUIDField(null=True, db_index=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=400)
    file_name = models.TextField()
    safe_name = models.CharField(max_length=255)
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    declared_sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    acquired_at = models.DateTimeField()
    acquired_precision = models.CharField(max_length=10)
    acquired_zone = models.CharField(max_length=60)
    acquired_by = models.CharField(max_length=200)
    method = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    releasability = models.CharField(max_length=400, blank=True)
    marking = models.CharField(max_length=16)
    marking_rank = models.PositiveSmallIntegerField()
    is_walled = models.BooleanField(default=False)
    quarantine_reason = models.TextField(blank=True)
    successor_id = models.UUIDField(null=True)
    open_incidents = models.PositiveSmallIntegerField(default=0)
    fixity_checked_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    received_by = models.UUIDField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_id", "number"], name="a_number_belongs_to_one_exhibit"),
        ]


class ExhibitReader(models.Model):
    """A person who may read a walled exhibit."""

    pk = models.CompositePrimaryKey("exhibit_id", "person_id")
    exhibit_id = models.UUIDField()
    case_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField(db_index=True)


class CustodyEntry(models.Model):
    """An interval in which somebody held an exhibit."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    exhibit_id = models.UUIDField(db_index=True)
    holder = models.CharField(max_length=200)
    held_from = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    purpose = models.CharField(max_length=400)
    method = models.CharField(max_length=400, blank=True)
    seal = models.CharField(max_length=100, blank=True)
    is_acknowledged = models.BooleanField()
    remark = models.TextField(blank=True)


class StepRun(models.Model):
    """The latest state of one step on one exhibit; no outcome means that it waits."""

    pk = models.CompositePrimaryKey("exhibit_id", "step")
    exhibit_id = models.UUIDField()
    case_id = models.UUIDField(db_index=True)
    step = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12, blank=True)
    reason = models.TextField(blank=True)
    isolation = models.CharField(max_length=20, blank=True)
    tools = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    wanted_limits = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)


class Incident(models.Model):
    """A failed check of the stored bytes."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    exhibit_id = models.UUIDField(db_index=True)
    found_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    explanation = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)


class Segment(models.Model):
    """A stretch of text with its pin; drawn from the file, remade by running the step again."""

    pk = models.CompositePrimaryKey("exhibit_id", "ordinal")
    exhibit_id = models.UUIDField()
    ordinal = models.PositiveIntegerField()
    pin = models.JSONField()
    text = models.TextField()
    tool = models.CharField(max_length=2100, blank=True)
    is_machine_reading = models.BooleanField(default=False)


class Derived(models.Model):
    """A file drawn from the original: "thumbnail" (240 or 960 pixels wide), "page" (its number), "entries"."""

    pk = models.CompositePrimaryKey("exhibit_id", "kind", "number")
    exhibit_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()


class FileRecord(models.Model):
    """What a file says of itself: EXIF, GPS, properties of a document. Its claims, remade by running the step again."""

    exhibit_id = models.UUIDField(primary_key=True)
    said = models.JSONField()
    extractors = models.JSONField()  # name -> version, of all that had a hand in it


class Download(models.Model):
    """An original about to be fetched from the host of files, for as long as the session lives."""

    id = models.UUIDField(primary_key=True)
    exhibit_id = models.UUIDField()
    person_id = models.UUIDField()
    session_key = models.CharField(max_length=40)
    granted_at = models.DateTimeField()


class Upload(models.Model):
    """A file that arrives in pieces; its bytes lie in quarantine up to `offset`. Its id becomes its exhibit's."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField()
    file_name = models.TextField()
    size_bytes = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    said = models.JSONField()  # what its collector says of it
    state = models.CharField(max_length=10, default="receiving")
    sentence = models.TextField(blank=True)  # why it was refused
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offset__gte=0, offset__lte=models.F("size_bytes")),
                name="an_upload_holds_no_more_than_was_announced",
            ),
        ]


class Chunk(models.Model):
    """SHA-256 of one stretch of 8 MiB of an upload, the last one shorter; it stays with the exhibit."""

    pk = models.CompositePrimaryKey("upload_id", "number")
    upload_id = models.UUIDField()
    number = models.PositiveIntegerField()  # from 0
    sha256 = models.CharField(max_length=64)
