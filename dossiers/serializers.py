"""Shapes of dossiers."""

from typing import Any

from rest_framework import serializers

from accounts.domain.markings import Marking
from rest.serializers import Choice, Done, Moment, OptionalText, Strict

MARKINGS = [item.value for item in Marking]
METHOD = "fetched over the programming interface"


class DossierShape(serializers.Serializer[Any]):
    """One version of a dossier."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    number = serializers.IntegerField()
    dossier_version = serializers.IntegerField()
    follows = serializers.UUIDField(source="follows_id", allow_null=True)
    title = serializers.CharField()
    recipient = serializers.CharField()
    organisation = serializers.CharField()
    authority = serializers.CharField()
    purpose = serializers.CharField()
    marking = serializers.ChoiceField(choices=MARKINGS)
    copy = serializers.CharField()
    bottom_line = serializers.CharField()
    summary = serializers.CharField()
    left_out = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField()
    edition = serializers.CharField()
    job = serializers.UUIDField(source="job_id", allow_null=True)
    sha256 = serializers.CharField(help_text="Of the PDF; empty until it is made.")
    size_bytes = serializers.IntegerField(allow_null=True)
    pages = serializers.IntegerField(allow_null=True)
    content_sha256 = serializers.CharField(help_text="Of what is said, whatever the edition.")
    warnings = serializers.JSONField()
    remark = serializers.CharField()
    prepared_by = serializers.UUIDField()
    reviewed_by = serializers.UUIDField(allow_null=True)
    approved_by = serializers.UUIDField(allow_null=True)
    requested_at = Moment()
    changed_at = Moment()
    version = serializers.IntegerField(help_text="Also the ETag.")


class WholeDossierShape(DossierShape):
    """A dossier at a moment."""

    as_of_position = serializers.CharField()


class DossiersShape(serializers.Serializer[Any]):
    """A page of dossiers."""

    results = DossierShape(many=True)
    next = serializers.CharField(allow_null=True)
    as_of_position = serializers.CharField()


class DossierInput(Strict):
    """What the preparer decides."""

    title = OptionalText(max_length=200, help_text="Empty: the title of the case.")
    recipient = serializers.CharField(max_length=200)
    authority = serializers.CharField(max_length=300)
    purpose = serializers.CharField(max_length=300)
    marking = Choice(MARKINGS, required=False, allow_null=True, default=None, help_text="Left out: that of the case.")
    organisation = OptionalText(max_length=200)
    copy = OptionalText(max_length=20)
    bottom_line = OptionalText(max_length=20_000)
    summary = OptionalText(max_length=20_000)
    left_out = serializers.ListField(child=serializers.CharField(max_length=12), required=False, max_length=1000)
    follows = serializers.UUIDField(required=False, allow_null=True, default=None)


class AgreeInput(Strict):
    """Agreement to the content that was read."""

    content_sha256 = OptionalText(
        max_length=64,
        help_text="Of the content that was read: another is refused. Empty: the content as it stands, which the"
        " answer names.",
    )
    remark = OptionalText(max_length=2000)


class ReleaseInput(Strict):
    """To whom a copy goes, and how."""

    recipient = OptionalText(max_length=200, help_text="Empty: the recipient that the dossier was made for.")
    organisation = OptionalText(max_length=200)
    copy = OptionalText(max_length=20)
    method = serializers.CharField(max_length=200, default=METHOD)
    receipt = OptionalText(max_length=300)


class DossierDone(Done):
    """A command on a dossier is done."""

    job = serializers.UUIDField(allow_null=True, help_text="The work that makes the PDF.")
    state = serializers.CharField()
    content_sha256 = serializers.CharField(help_text="Of what was agreed to; empty until it is made.")
    version = serializers.IntegerField()
