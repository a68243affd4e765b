"""The promise: one row a job, written in the transaction of what needs it."""

import uuid

from django.db import models
from django.db.models.functions import Now


class State(models.TextChoices):
    """Queued and running are open; parked waits for a person; done and cancelled are ended."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"
    CANCELLED = "cancelled"


class Queue(models.TextChoices):
    """Queues differ in the length of the work that waits in them."""

    FAST = "fast"
    INGEST = "ingest"
    RENDER = "render"


OPEN = (State.QUEUED, State.RUNNING)
ENDED = (State.DONE, State.CANCELLED)


class Job(models.Model):
    """A piece of promised work. Times but `promised_at` and `due_at` are the database's clock.

    `attempt` is the fence: it rises with every claim and never falls; at `last_attempt` a failure parks.
    `deaths` counts the processes that ended without a word while they held the job.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    queue = models.CharField(max_length=12, choices=Queue.choices)
    args = models.JSONField(default=dict)
    scope_id = models.UUIDField(null=True)
    requested_by = models.UUIDField(null=True)
    correlation_id = models.UUIDField(default=uuid.uuid4)
    dedupe_key = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())

    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    last_attempt = models.PositiveIntegerField(default=5)
    deaths = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(db_default=Now())
    rings = models.PositiveIntegerField(default=0)
    rung_at = models.DateTimeField(null=True)
    ring_again_at = models.DateTimeField(db_default=Now())

    step = models.CharField(max_length=200, blank=True)
    done_count = models.PositiveBigIntegerField(default=0)
    total_count = models.PositiveBigIntegerField(null=True)
    error = models.TextField(blank=True)
    result_ref = models.CharField(max_length=200, blank=True)
    changed_by = models.UUIDField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=models.Q(state__in=["queued", "running"]) & ~models.Q(dedupe_key=""),
                name="one_open_job_per_order",
            ),
            models.UniqueConstraint(fields=["kind", "due_at"], name="one_job_per_kind_and_due_time"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="job_state_is_known"),
            models.CheckConstraint(condition=models.Q(queue__in=Queue.values), name="job_queue_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
                name="running_jobs_have_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "queue", "created_at"], name="jobs_to_do"),
            models.Index(fields=["scope_id", "created_at"], name="jobs_of_a_scope"),
            models.Index(fields=["requested_by", "created_at"], name="jobs_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Tally(models.Model):
    """How often something happened that costs time but no work, such as a bell that could not be rung."""

    name = models.CharField(primary_key=True, max_length=60)
    number = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
