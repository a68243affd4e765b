"""Shapes of cases."""

from typing import Any

from rest_framework import serializers

from accounts.domain.markings import Marking
from cases.domain.case import MAX_SUMMARY, MAX_TITLE, REFERENCE
from cases.domain.roles import CaseRole
from cases.domain.stages import Outcome, Stage
from rest.serializers import Choice, Done, Moment, OptionalText, Strict

MARKINGS, ROLES = [item.value for item in Marking], [item.value for item in CaseRole]
STAGES, OUTCOMES = [item.value for item in Stage], [item.value for item in Outcome]


class MemberShape(serializers.Serializer[Any]):
    """A person in a role of the team."""

    person_id = serializers.UUIDField()
    role = serializers.ChoiceField(choices=ROLES)
    since = Moment()


class CaseShape(serializers.Serializer[Any]):
    """A case."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    stage = serializers.ChoiceField(choices=STAGES)
    outcome = serializers.CharField(help_text="Empty until the case is closed.")
    marking = serializers.ChoiceField(choices=MARKINGS)
    is_walled = serializers.BooleanField()
    is_under_hold = serializers.BooleanField()
    priority = serializers.IntegerField(allow_null=True, help_text="1 most urgent, 4 least.")
    legal_basis = serializers.CharField()
    authority = serializers.CharField()
    review_on = serializers.DateField(allow_null=True)
    opened_at = Moment()
    opened_by = serializers.UUIDField()
    changed_at = Moment()
    version = serializers.IntegerField(help_text="Also the ETag.")


class WholeCaseShape(CaseShape):
    """A case with its team and the ways on."""

    team = MemberShape(many=True)
    transitions = serializers.ListField(child=serializers.CharField())
    as_of_position = serializers.CharField()


class CasesShape(serializers.Serializer[Any]):
    """A page of cases."""

    results = CaseShape(many=True)
    next = serializers.CharField(allow_null=True)
    as_of_position = serializers.CharField()


class OpenCaseInput(Strict):
    """What opens a case."""

    reference = serializers.RegexField(
        rf"^{REFERENCE.pattern}$",
        max_length=20,
        help_text="Letters, year, number: PL-2025-001.",
        error_messages=dict.fromkeys(("required", "invalid"), "Give letters, year and number, such as PL-2025-001."),
    )
    title = serializers.CharField(max_length=MAX_TITLE)
    summary = OptionalText(max_length=MAX_SUMMARY)
    marking = Choice(MARKINGS, default=Marking.AMBER.value)
    lead_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class MoveInput(Strict):
    """What a transition takes; which fields it needs is the lifecycle's matter."""

    reason = serializers.CharField(max_length=MAX_SUMMARY)
    outcome = Choice(OUTCOMES, required=False)
    legal_basis = serializers.CharField(max_length=MAX_SUMMARY, required=False)
    authority = serializers.CharField(max_length=MAX_SUMMARY, required=False)
    review_on = serializers.DateField(required=False)


class CaseDone(Done):
    """A command on a case is done."""

    version = serializers.IntegerField()


class EventShape(serializers.Serializer[Any]):
    """An event as CloudEvents 1.0 JSON, with the extensions position, case and actor."""

    id = serializers.UUIDField()
    source: Any = serializers.CharField()
    specversion = serializers.CharField()
    type = serializers.CharField()
    subject = serializers.CharField()
    time = serializers.CharField()
    datacontenttype = serializers.CharField()
    dataschema = serializers.CharField()
    data: Any = serializers.DictField()
    position = serializers.CharField()
    case = serializers.UUIDField()
    actor = serializers.UUIDField(allow_null=True, help_text="Null for `access.ended`.")
    erasedfields = serializers.CharField(required=False, help_text="Fields whose values were erased, with commas.")


class EventsShape(serializers.Serializer[Any]):
    """A page of the feed; ask again with `after` set to `next`."""

    events = EventShape(many=True)
    next = serializers.CharField()
    is_end = serializers.BooleanField(help_text="True when nothing more was written up to now.")
    as_of_position = serializers.CharField()
