"""Shapes of exhibits and custody."""

import re
from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from accounts.domain.markings import Marking
from ledger.domain.when import Precision
from rest.serializers import Choice, Done, Moment, OptionalText, Strict

MARKINGS = [item.value for item in Marking]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OFFSET = re.compile(r"(?:[zZ]|[+-]\d{2}:?\d{2})$", re.ASCII)


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
    acquired_precision = serializers.CharField()
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


class Acquired(Moment):
    """When a file was acquired: an instant with its zone, or a day, which is then known to the day in UTC."""

    def to_internal_value(self, value: Any) -> Any:
        """The fields of the origin that a time as written stands for."""
        text = value.strip() if isinstance(value, str) else ""
        if _DAY.fullmatch(text):
            midnight = super().to_internal_value(f"{text}T00:00:00Z")
            return {"acquired_at": midnight, "acquired_precision": Precision.DAY, "acquired_zone": "UTC"}
        offset = _OFFSET.search(text)
        zone = offset[0].upper() if offset and offset[0] not in "zZ" else "UTC"
        return {"acquired_at": super().to_internal_value(value), "acquired_zone": zone}


class OriginInput(Strict):
    """Where a file comes from."""

    title = OptionalText(max_length=300, help_text="Empty: the name of the file.")
    source: Any = serializers.CharField(max_length=400)
    acquired_at = Acquired(source="*", help_text="An RFC 3339 time with its zone, or a day: 2025-03-02.")
    acquired_by = serializers.CharField(max_length=200)
    marking = Choice(MARKINGS, default=Marking.AMBER.value)
    declared_sha256 = OptionalText(
        validators=[RegexValidator(r"^\s*([0-9A-Fa-f]{64})?\s*$", "A SHA-256 is 64 hexadecimal digits.")]
    )
    readers = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        default=list,
        help_text="People for whom alone it is, from its first moment on; a lead of the case among them.",
    )

    def said(self, file_name: str) -> dict[str, Any]:
        """What the collector says of the file, as the services take it."""
        values: dict[str, Any] = dict(self.validated_data)
        readers = values.pop("readers")
        return {
            **values,
            "title": values["title"] or file_name,
            "marking": Marking(values["marking"]),
            "declared_sha256": values["declared_sha256"] or None,
            "reader_ids": tuple(readers),
        }


class ExhibitInput(OriginInput):
    """A file and where it comes from."""

    file = serializers.FileField(allow_empty_file=True, max_length=4000)


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
    method = OptionalText(max_length=400)
    seal = OptionalText(max_length=100)

    def get_fields(self) -> Any:
        """`from` is no name in Python."""
        return {**super().get_fields(), "from": Moment(source="held_from")}
