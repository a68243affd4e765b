"""Read tables of entities, links and chronology. Made from events; others ask `queries`.

Citations are stored as `[{"exhibit": id, "pin": "p.3"}]`, partial dates as written (`2025-03`), empty when not known.
"""

from django.db import models


class Entity(models.Model):
    """An entity as of its last event."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    name = models.TextField()
    jurisdiction = models.CharField(max_length=2, blank=True)
    description = models.TextField(blank=True)
    stated = models.JSONField(default=list)  # [statement, property, value] of those that stand; values of names only
    preferred = models.JSONField(default=dict)  # property -> statement
    merged_into = models.UUIDField(null=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case_id", "number"], name="entities_of_a_case")]


class Statement(models.Model):
    """What somebody says of one property of an entity."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    entity_id = models.UUIDField(db_index=True)
    property = models.CharField(max_length=40)
    value = models.TextField()
    language = models.CharField(max_length=40, blank=True)
    script = models.CharField(max_length=4, blank=True)
    citations = models.JSONField(default=list)
    reliability = models.CharField(max_length=1)
    credibility = models.CharField(max_length=1)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    said_by = models.TextField(blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    position = models.PositiveBigIntegerField()
    is_withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # why it was withdrawn


class MergeStep(models.Model):
    """A merge or the undoing of one."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    entity_id = models.UUIDField(db_index=True)
    other_id = models.UUIDField(db_index=True)
    is_undone = models.BooleanField()
    reason = models.TextField()
    grounds = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()
    position = models.PositiveBigIntegerField()


class MatchAnswer(models.Model):
    """What a person held when asked whether two entities are one; of two answers about a pair the later counts."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    one_id = models.UUIDField()  # of the two ids the smaller as text
    other_id = models.UUIDField()
    answer = models.CharField(max_length=6)
    reason = models.TextField(blank=True)
    grounds = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()
    position = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["one_id", "other_id", "position"], name="answers_about_a_pair")]


class Link(models.Model):
    """A relation of two entities."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=30)
    source_id = models.UUIDField(db_index=True)
    target_id = models.UUIDField(db_index=True)
    confidence = models.CharField(max_length=10)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    properties = models.JSONField(default=dict)
    citations = models.JSONField(default=list)
    remark = models.TextField(blank=True)
    is_withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # of the last correction, withdrawal or restoration
    asserted_by = models.UUIDField()
    asserted_at = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case_id", "number"], name="links_of_a_case")]


class Entry(models.Model):
    """An entry of a case's chronology."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    number = models.CharField(max_length=12)
    date_text = models.CharField(max_length=60)
    zone = models.CharField(max_length=60, blank=True)
    precision = models.CharField(max_length=10)
    utc = models.DateTimeField()
    flags = models.JSONField(default=list)
    candidates = models.JSONField(default=list)  # both instants of a doubtful local time, as RFC 3339
    summary = models.TextField()
    party_ids = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    is_withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case_id", "utc"], name="entries_of_a_case")]


class Sighting(models.Model):
    """A key under which an entity can be found again; kept by a consumer, not as of the past."""

    pk = models.CompositePrimaryKey("key", "entity_id")
    key = models.CharField(max_length=500)
    entity_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField(db_index=True)
    property = models.CharField(max_length=40)
    value = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["key"], name="sightings_of_a_key")]


class NameBlock(models.Model):
    """A code that similar names share; kept by a consumer, not as of the past."""

    pk = models.CompositePrimaryKey("code", "entity_id")
    code = models.CharField(max_length=500)
    entity_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField(db_index=True)


class Candidate(models.Model):
    """Two entities of a case that may be one; kept by a consumer, not as of the past."""

    pk = models.CompositePrimaryKey("one_id", "other_id")
    one_id = models.UUIDField()  # of the two ids the smaller as text
    other_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField(db_index=True)
    grounds = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField()
    newest = models.PositiveBigIntegerField()  # position at which the last of the grounds was complete


class FoundIdentifier(models.Model):
    """An identifier in the text of an exhibit, once for each key; kept by a consumer, not as of the past."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    exhibit_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=500, db_index=True)
    value = models.TextField()  # as first written
    is_valid = models.BooleanField(null=True)  # None: there is nothing to check it by
    note = models.TextField(blank=True)
    near = models.JSONField(default=list)  # sound identifiers one slip away
    pin = models.JSONField(default=dict)  # of the first place
    ordinal = models.PositiveIntegerField()  # of the stretch of text with the first place
    count = models.PositiveIntegerField()
