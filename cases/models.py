"""Read tables of cases. Made from events; others ask `queries`."""

from django.db import models


class Case(models.Model):
    """A case as of its last event."""

    id = models.UUIDField(primary_key=True)
    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    stage = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, blank=True)
    marking = models.CharField(max_length=16)
    marking_rank = models.PositiveSmallIntegerField()
    is_walled = models.BooleanField(default=False)
    is_under_hold = models.BooleanField(default=False)
    priority = models.PositiveSmallIntegerField(null=True)
    priority_inputs = models.JSONField(default=dict)
    legal_basis = models.TextField(blank=True)
    authority = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["stage", "reference"], name="cases_of_a_stage")]


class Member(models.Model):
    """A person in a role of a case's team."""

    pk = models.CompositePrimaryKey("case_id", "person_id", "role")
    case_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    role = models.CharField(max_length=20)
    since = models.DateTimeField()


class Recusal(models.Model):
    """A declared conflict of interest."""

    pk = models.CompositePrimaryKey("case_id", "person_id")
    case_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)


class WallReader(models.Model):
    """A person who may read a walled case."""

    pk = models.CompositePrimaryKey("case_id", "person_id")
    case_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)


class Question(models.Model):
    """A key question with its present answer."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)


class Task(models.Model):
    """Something to do."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    title = models.CharField(max_length=300)
    owner_id = models.UUIDField(null=True, db_index=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10)
    remark = models.TextField(blank=True)
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)


class Note(models.Model):
    """A note in cleaned HTML."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    html = models.TextField()
    author_id = models.UUIDField()
    written_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)


class Deadline(models.Model):
    """A date by which something must have happened."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    legal_basis = models.TextField()
    counted_from = models.DateField()
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    due_on = models.DateField()
    rule_key = models.CharField(max_length=60, blank=True)
    rule_version = models.PositiveSmallIntegerField(null=True)
    zone = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10)
    remark = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)


class Proposal(models.Model):
    """A decision that takes three people."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    subject = models.CharField(max_length=30)
    target_id = models.UUIDField()
    terms = models.JSONField()
    reason = models.TextField()
    state = models.CharField(max_length=12)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    settled_by = models.UUIDField(null=True)
    remark = models.TextField(blank=True)
