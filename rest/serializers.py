"""Shapes that every room's addresses share."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

INSTANT = "Give a time with its zone, such as 2025-03-01T09:00:00+08:00 or 2025-03-01T01:00:00Z."


class Strict(serializers.Serializer[Any]):
    """Input that refuses fields which nobody reads, and says which there are."""

    def to_internal_value(self, data: Any) -> Any:
        """Check the names, then the values."""
        if isinstance(data, dict):
            unknown = sorted(str(name) for name in data.keys() - self.fields.keys())
            if unknown:
                sentence = f"There is no such field here. There are: {', '.join(self.fields)}."
                raise serializers.ValidationError(
                    {name: [serializers.ErrorDetail(sentence, "unknown")] for name in unknown}
                )
            _refuse_numbers(data, self.fields)
        return super().to_internal_value(data)


def _refuse_numbers(data: Mapping[Any, Any], fields: Mapping[str, Any]) -> None:
    """A number is no text, though the framework would write it as one."""
    wrong = [name for name, field in fields.items() if not _is_text_where_it_must(data.get(name), field)]
    if wrong:
        sentence = serializers.ErrorDetail("Give a text, in quotation marks.", "invalid")
        raise serializers.ValidationError({name: [sentence] for name in wrong})


def _is_text_where_it_must(value: Any, field: Any) -> bool:
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        return all(_is_text_where_it_must(one, field.child) for one in value)
    return value is None or isinstance(value, str) or not isinstance(field, serializers.CharField)


class Choice(serializers.ChoiceField):
    """One of a few words; the refusal of any other names them."""

    def __init__(self, choices: Sequence[str], **options: Any) -> None:
        messages: dict[str, Any] = {"invalid_choice": f"Choose one of: {', '.join(choices)}."}
        super().__init__(choices, error_messages=messages, **options)


class OptionalText(serializers.CharField):
    """A text that may be left out, empty or null; all three mean the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, allow_blank=True, allow_null=True, default="", **options)

    def run_validation(self, data: Any = empty) -> Any:
        """The text, empty for null."""
        return "" if data is None else super().run_validation(data)


class Moment(serializers.DateTimeField):
    """An instant: read only with its zone, shown in UTC whatever zone the reader's pages use."""

    default_error_messages = {"invalid": INSTANT, "date": INSTANT, "zone": f"This time has no zone. {INSTANT}"}

    def enforce_timezone(self, value: datetime) -> datetime:
        """Refuse a time without zone; one that UTC cannot hold is refused too."""
        if value.tzinfo is None:
            self.fail("zone")
        try:
            return value.astimezone(UTC)
        except OverflowError:
            self.fail("overflow", timezone=UTC)


class CitationInput(Strict):
    """What something rests on."""

    exhibit = serializers.CharField(max_length=40, help_text="Id of an exhibit of the case, or its number.")
    pin = OptionalText(
        max_length=300,
        help_text="p.3, row 118, part 4, whole.",
        error_messages={"invalid": "Write the place as p.3, row 118, rows 4-9, part 4, or whole."},
    )


class CitationShape(serializers.Serializer[Any]):
    """What something rests on; an exhibit that is not for the caller is null."""

    exhibit = serializers.UUIDField(allow_null=True)
    number = serializers.CharField(allow_blank=True)
    pin = serializers.CharField(allow_blank=True)


class Done(serializers.Serializer[Any]):
    """What every command answers."""

    id = serializers.UUIDField(help_text="The thing that the command made or changed.")
    position = serializers.CharField(help_text="Where the log stands with this command: give it as `after`.")


class FieldProblem(serializers.Serializer[Any]):
    """What is wrong with one field."""

    pointer = serializers.CharField(help_text="JSON pointer (RFC 6901) into the request.")
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField(help_text="Address of the problem's page.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="The refusal in one sentence.")
    instance = serializers.CharField(help_text="The request's id, as in the logs.")
    errors: Any = FieldProblem(many=True, required=False)
    current_version = serializers.IntegerField(required=False)


def checked(kind: type[serializers.Serializer[Any]], data: Any) -> dict[str, Any]:
    """Validated values of a request's body.

    Raises:
        ValidationError: shape; the rules are the services' matter.
    """
    shape = kind(data=data)
    shape.is_valid(raise_exception=True)
    values: dict[str, Any] = dict(shape.validated_data)
    return values
