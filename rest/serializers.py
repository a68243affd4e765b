"""Shapes that every room's addresses share."""

from datetime import UTC
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
    """An instant, shown in UTC whatever zone the reader's pages use."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)


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
    errors = FieldProblem(many=True, required=False)
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
