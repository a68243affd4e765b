"""Tables of the log. Only the modules of this app touch them."""

from django.db import models


class StoredEvent(models.Model):
    """One event as written; append-only by triggers."""

    position = models.BigIntegerField(primary_key=True)
    id = models.UUIDField(unique=True)
    stream_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    schema_version = models.PositiveSmallIntegerField()
    scope_id = models.UUIDField(null=True)
    actor_id = models.UUIDField()
    command_id = models.UUIDField()
    correlation_id = models.UUIDField()
    causation_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    occurred_precision = models.CharField(max_length=8)
    recorded_at = models.DateTimeField()
    data = models.JSONField()
    salts = models.JSONField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream_id", "version"], name="one_event_per_stream_version"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="positions_start_at_one"),
        ]
        indexes = [
            models.Index(fields=["scope_id", "position"], name="events_of_a_scope"),
            models.Index(fields=["type", "position"], name="events_of_a_type"),
            models.Index(fields=["recorded_at"], name="events_by_time"),
        ]


class LogHead(models.Model):
    """One row: the append lock, the counter and the clock of the log."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    position = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_log_head")]


class Command(models.Model):
    """A request with a key: the same key takes effect once."""

    id = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    first_position = models.BigIntegerField(null=True)
    last_position = models.BigIntegerField(null=True)
    answer = models.JSONField(null=True)
    recorded_at = models.DateTimeField()


class Checkpoint(models.Model):
    """How far a consumer has read, and where it stands still."""

    name = models.CharField(primary_key=True, max_length=60)
    position = models.BigIntegerField(default=0)
    stuck_position = models.BigIntegerField(null=True)
    stuck_reason = models.TextField(blank=True)
    stuck_since = models.DateTimeField(null=True)


class ParkedEvent(models.Model):
    """An event that a consumer was told to pass over, by whom and why."""

    consumer = models.CharField(max_length=60)
    position = models.BigIntegerField()
    reason = models.TextField()
    parked_by = models.UUIDField()
    parked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "position"], name="parked_once_per_consumer")]


class TreeNode(models.Model):
    """Root of the full subtree of `2 ** level` leaves that starts at leaf `index * 2 ** level`."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)


class ScopeRoot(models.Model):
    """Root over the ends of a scope's streams as of `size` events; `key` is empty for what has no scope."""

    key = models.CharField(primary_key=True, max_length=36)
    root = models.BinaryField(max_length=32)
    size = models.BigIntegerField()


class TreeHead(models.Model):
    """What the log was when it had `size` events, as a signed note; append-only by triggers."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    scopes_root = models.BinaryField(max_length=32)
    note = models.TextField()
    sealed_at = models.DateTimeField()
