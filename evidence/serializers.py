"""Shapes of exhibits and custody."""

from typing import Any

from rest_framework import serializers

from accounts.domain.markings import Marking
from rest.serializers import Done, Moment, Strict

MARKINGS = [item.value for item in Marking]


class ExhibitShape(serializers.Serializer[Any]):
    """An exhibit."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    number = serializers.CharField()
    parent: Any = serializers.UUIDField(source="parent_id", allow_null=True)
    title = serializers.CharField()
    description = serializers.CharField()
    source: Any = serializers.CharField()
    file_name = serializers.CharField(help_text="As received, made harmless for display.")
    safe_name = serializers.CharField()
    size_bytes = serializers.IntegerField()
    sha256 = serializers.CharField()
    declared_sha256 = serializers.CharField()
    media_type = serializers.CharField(help_text="As found in the bytes; empty until looked into.")
    acquired_at = Moment()
    acquired_by = serializers.CharField()
    marking = serializers.ChoiceField(choices=MARKINGS)
    is_walled = serializers.BooleanField()
    quarantine_reason = serializers.CharField(help_text="Empty when the exhibit can be cited.")
    successor = serializers.UUIDField(source="successor_id", allow_null=True)
    open_incidents = serializers.IntegerField()
    received_at = Moment()
    received_by = serializers.UUIDField()
    version = serializers.IntegerField()


class StepShape(serializers.Serializer[Any]):
    """What one step of processing found."""

    step = serializers.CharField()
    outcome = serializers.CharField(help_text="Empty while it waits.")
    reason = serializers.CharField()
    findings = serializers.JSONField()
    finished_at = Moment(allow_null=True)


class WholeExhibitShape(ExhibitShape):
    """An exhibit with its steps of processing as they stand now."""

    steps = StepShape(many=True)
    as_of_position = serializers.CharField()


class ExhibitsShape(serializers.Serializer[Any]):
    """A page of exhibits."""

    results = ExhibitShape(many=True)
    next = serializers.CharField(allow_null=True)
    as_of_position = serializers.CharField()


class ExhibitInput(Strict):
    """A file and where it comes from."""

    file = serializers.FileField(allow_empty_file=True, max_length=4000)
    title = serializers.CharField(max_length=300)
    source: Any = serializers.CharField(max_length=400)
    acquired_at = Moment()
    acquired_by = serializers.CharField(max_length=200)
    marking = serializers.ChoiceField(choices=MARKINGS, default=Marking.AMBER.value)
    declared_sha256 = serializers.CharField(max_length=64, required=False, allow_blank=True, default="")


class ExhibitDone(Done):
    """A file is taken in."""

    number = serializers.CharField()
    sha256 = serializers.CharField()
    quarantine_reason = serializers.CharField()


class HoldingShape(serializers.Serializer[Any]):
    """Who held an exhibit from when to when; no `until` means that they still do."""

    id = serializers.UUIDField()
    holder = serializers.CharField()
    until = Moment(source="held_until", allow_null=True)
    purpose = serializers.CharField()
    method = serializers.CharField()
    seal = serializers.CharField()
    acknowledged = serializers.BooleanField(source="is_acknowledged")

    def get_fields(self) -> Any:
        """`from` is no name in Python."""
        return {**super().get_fields(), "from": Moment(source="held_from")}


class BreakShape(serializers.Serializer[Any]):
    """A break of the chain: between two holdings, or of one."""

    since = Moment()
    until = Moment(allow_null=True)
    before = serializers.UUIDField(allow_null=True, help_text="The holding before.")
    after = serializers.UUIDField(help_text="The holding after, or the one in question.")


class CustodyShape(serializers.Serializer[Any]):
    """Custody of an exhibit in order of time, with its breaks."""

    results = HoldingShape(many=True)
    gaps = BreakShape(many=True)
    overlaps = BreakShape(many=True)
    unacknowledged = BreakShape(many=True)
    as_of_position = serializers.CharField()


class HoldingInput(Strict):
    """A holding."""

    holder = serializers.CharField(max_length=200)
    until = Moment(source="held_until", required=False, allow_null=True)
    purpose = serializers.CharField(max_length=400)
    acknowledged = serializers.BooleanField(source="is_acknowledged", required=False, default=False)
    method = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    seal = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")

    def get_fields(self) -> Any:
        """`from` is no name in Python."""
        return {**super().get_fields(), "from": Moment(source="held_from")}
