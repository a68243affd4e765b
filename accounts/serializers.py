"""Shapes of people."""

from typing import Any

from rest_framework import serializers

from rest.serializers import Moment


class MeShape(serializers.Serializer[Any]):
    """The caller and what they may do everywhere."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    clearance = serializers.CharField()
    time_zone = serializers.CharField()
    scopes = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Scopes of the token; null for a session."
    )
    cases = serializers.ListField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="Cases that the token reaches: ids, and `*` for every case that is not walled; null for a session.",
    )
    token_expires_at = Moment(allow_null=True)
    as_of_position = serializers.CharField()
