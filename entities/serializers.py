"""Shapes of entities, links and the chronology."""

from typing import Any

from rest_framework import serializers

from entities.domain.catalogue import LinkKind
from entities.domain.chronology import MAX_DATE_TEXT, MAX_SUMMARY, MAX_ZONE
from entities.domain.grades import Confidence, Credibility, Reliability
from entities.domain.kinds import KINDS
from ledger.domain.when import Precision
from rest.serializers import Choice, CitationInput, CitationShape, Done, Moment, OptionalText, Strict

RELIABILITIES, CREDIBILITIES = [item.value for item in Reliability], [item.value for item in Credibility]
CONFIDENCES, PRECISIONS = [item.value for item in Confidence], [item.value for item in Precision]
PARTIAL_DATE = "A day, a month or a year: 2025-03-02, 2025-03, 2025."
LONGEST_VALUE, LONGEST_DATE, MOST_ITEMS = 20_000, 40, 500


class StatementInput(Strict):
    """A statement."""

    property = serializers.CharField(max_length=40)
    value = serializers.CharField(max_length=LONGEST_VALUE)
    citations: Any = serializers.ListSerializer(child=CitationInput(), required=False, max_length=MOST_ITEMS)
    reliability = Choice(RELIABILITIES, default=Reliability.F.value)
    credibility = Choice(CREDIBILITIES, default=Credibility.UNKNOWN.value)
    valid_from = OptionalText(max_length=LONGEST_DATE, help_text=PARTIAL_DATE)
    valid_to = OptionalText(max_length=LONGEST_DATE, help_text=PARTIAL_DATE)
    language = OptionalText(max_length=40)
    script = OptionalText(max_length=4)
    said_by = OptionalText(max_length=400)


class EntityInput(Strict):
    """An entity with what is stated of it."""

    kind = Choice(sorted(KINDS))
    statements: Any = serializers.ListSerializer(child=StatementInput(), required=False, max_length=MOST_ITEMS)
    number = OptionalText(max_length=12)


class MergeInput(Strict):
    """Which entity it is recognised as, and why."""

    into = serializers.UUIDField()
    reason = serializers.CharField(max_length=2000)


class ReasonInput(Strict):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class NumberedDone(Done):
    """A thing with a number is made."""

    number = serializers.CharField()


class CheckShape(serializers.Serializer[Any]):
    """What can be said about an identifier without asking any register; a wrong one is kept and flagged."""

    expected = serializers.CharField(help_text="The check digits that would be right, when they are not.")
    note = serializers.CharField(help_text="A sentence; empty when all is well.")
    possible_matches = serializers.ListField(child=serializers.CharField())

    def get_fields(self) -> dict[str, Any]:
        """`is_valid` is also what a serializer is asked about itself."""
        about = "Null: there is nothing to check it by."
        return {"is_valid": serializers.BooleanField(allow_null=True, help_text=about), **super().get_fields()}


class StatementShape(serializers.Serializer[Any]):
    """What somebody says of one property."""

    id = serializers.UUIDField()
    property = serializers.CharField()
    value = serializers.CharField()
    language = serializers.CharField()
    script = serializers.CharField()
    citations = CitationShape(many=True)
    reliability = serializers.CharField()
    credibility = serializers.CharField()
    valid_from = serializers.CharField()
    valid_to = serializers.CharField()
    said_by = serializers.CharField()
    made_by = serializers.UUIDField()
    made_at = Moment()
    is_withdrawn = serializers.BooleanField()
    check = CheckShape(allow_null=True, help_text="Null: it is no identifier.")


class EntityShape(serializers.Serializer[Any]):
    """An entity with its statements."""

    id = serializers.UUIDField()
    case = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.CharField()
    name = serializers.CharField()
    jurisdiction = serializers.CharField()
    description = serializers.CharField()
    merged_into = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()
    statements = StatementShape(many=True)


class WholeEntityShape(EntityShape):
    """An entity at a moment."""

    as_of_position = serializers.CharField()


class EntitiesShape(serializers.Serializer[Any]):
    """A page of entities."""

    results = EntityShape(many=True)
    next = serializers.CharField(allow_null=True)
    as_of_position = serializers.CharField()


class LinkInput(Strict):
    """A relation of two entities."""

    kind = Choice([item.value for item in LinkKind])
    source: Any = serializers.UUIDField()
    target = serializers.UUIDField()
    valid_from = OptionalText(max_length=LONGEST_DATE, help_text=PARTIAL_DATE)
    valid_to = OptionalText(max_length=LONGEST_DATE, help_text=PARTIAL_DATE)
    confidence = Choice(CONFIDENCES)
    properties = serializers.DictField(child=serializers.CharField(max_length=2000), required=False)
    citations: Any = serializers.ListSerializer(child=CitationInput(), required=False, max_length=MOST_ITEMS)
    remark = OptionalText(max_length=LONGEST_VALUE)


class LinkShape(serializers.Serializer[Any]):
    """A link."""

    id = serializers.UUIDField()
    case = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.CharField()
    target = serializers.UUIDField()
    valid_from = serializers.CharField()
    valid_to = serializers.CharField()
    confidence = serializers.ChoiceField(choices=CONFIDENCES)
    properties = serializers.DictField(child=serializers.CharField())
    citations = CitationShape(many=True)
    remark = serializers.CharField()
    is_withdrawn = serializers.BooleanField()
    reviewed_by = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()

    def get_fields(self) -> Any:
        """`source` has another meaning to a serializer."""
        return {**super().get_fields(), "source": serializers.UUIDField()}


class LinksShape(serializers.Serializer[Any]):
    """A page of links."""

    results = LinkShape(many=True)
    next = serializers.CharField(allow_null=True)
    as_of_position = serializers.CharField()


class EntryInput(Strict):
    """What happened."""

    date_text = serializers.CharField(max_length=MAX_DATE_TEXT, help_text="As written, such as 2025-03-30 02:30.")
    zone = OptionalText(max_length=MAX_ZONE, help_text="Such as Asia/Singapore, +08:00 or UTC; may stand in the text.")
    precision = Choice(PRECISIONS, required=False, allow_null=True, default=None)
    summary = serializers.CharField(max_length=MAX_SUMMARY)
    entities = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=MOST_ITEMS)
    citations: Any = serializers.ListSerializer(child=CitationInput(), required=False, max_length=MOST_ITEMS)


class EntryDone(NumberedDone):
    """An entry stands; `flags` name what is doubtful about its time."""

    utc = Moment()
    flags = serializers.ListField(child=serializers.CharField())


class EntryShape(serializers.Serializer[Any]):
    """An entry of the chronology."""

    id = serializers.UUIDField()
    case = serializers.UUIDField()
    number = serializers.CharField()
    date_text = serializers.CharField()
    zone = serializers.CharField()
    precision = serializers.ChoiceField(choices=PRECISIONS)
    utc = Moment()
    flags = serializers.ListField(child=serializers.CharField())
    summary = serializers.CharField()
    entities = serializers.ListField(child=serializers.UUIDField())
    citations = CitationShape(many=True)
    is_withdrawn = serializers.BooleanField()
    version = serializers.IntegerField()


class ChronologyShape(serializers.Serializer[Any]):
    """A page of the chronology, by instant."""

    results = EntryShape(many=True)
    next = serializers.CharField(allow_null=True)
    as_of_position = serializers.CharField()
