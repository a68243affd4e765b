"""Shapes that every room's addresses share."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers


class Strict(serializers.Serializer[Any]):
    """Input that refuses fields which nobody reads."""

    def to_internal_value(self, data: Any) -> Any:
        """Check the names, then the values."""
        if isinstance(data, dict):
            unknown = sorted(str(name) for name in data.keys() - self.fields.keys())
            if unknown:
                sentence = "There is no such field here."
                raise serializers.ValidationError(
                    {name: [serializers.ErrorDetail(sentence, "unknown")] for name in unknown}
                )
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """An instant: read only with its zone, shown in UTC whatever zone the reader's pages use."""

    default_error_messages = {"zone": "This time has no zone. Add Z or an offset such as +08:00."}

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
    pin = serializers.CharField(
        max_length=300, required=False, allow_blank=True, default="", help_text="p.3, row 118, part 4, whole."
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
