"""Shapes of promised work."""

from typing import Any

from rest_framework import serializers

from rest.serializers import Moment


class JobShape(serializers.Serializer[Any]):
    """A job and how far it is."""

    id = serializers.UUIDField(source="job_id")
    kind = serializers.CharField()
    label: Any = serializers.CharField()
    state = serializers.CharField(help_text="queued, running, parked, or how it ended.")
    step = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    attempt = serializers.IntegerField()
    error = serializers.CharField()
    result = serializers.CharField(source="result_ref")
    case = serializers.UUIDField(source="scope_id", allow_null=True)
    created_at = Moment()
    started_at = Moment(allow_null=True)
    ended_at = Moment(allow_null=True)


class WholeJobShape(JobShape):
    """A job at a moment."""

    as_of_position = serializers.CharField()
