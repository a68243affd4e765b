"""Shapes of searches."""

from typing import Any

from rest_framework import serializers

from rest.serializers import OptionalText, Strict
from search.services import LONGEST


class SearchInput(Strict):
    """What is asked."""

    query = serializers.CharField(max_length=LONGEST, allow_blank=True)
    kinds = serializers.ListField(
        child=serializers.CharField(max_length=20), required=False, allow_null=True, max_length=20
    )
    case = OptionalText(max_length=40, help_text="Id or reference of one case.")
    as_of = OptionalText(max_length=60, help_text="A position or time that is not behind the index.")
    after = OptionalText(
        max_length=400,
        help_text="`next` of the page before; or a position (`pos_...`) that the index must have reached.",
    )
    limit = serializers.IntegerField(min_value=1, max_value=100, default=20)


class HitShape(serializers.Serializer[Any]):
    """A thing found; title and fragments are HTML in which nothing but `<mark>` is markup."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    case = serializers.UUIDField()
    reference = serializers.CharField(help_text="Of the case.")
    title = serializers.CharField()
    fragments = serializers.ListField(child=serializers.CharField())
    pin = serializers.CharField(help_text="Where in the exhibit, such as page 3; empty for the whole.")


class FacetLineShape(serializers.Serializer[Any]):
    """How many of the things found have a value."""

    key = serializers.CharField()
    count = serializers.IntegerField()


class FoundShape(serializers.Serializer[Any]):
    """What was found."""

    hits = HitShape(many=True)
    facets = serializers.DictField(child=FacetLineShape(many=True))
    notes = serializers.ListField(child=serializers.CharField(), help_text="What was repaired in the query.")
    understood = serializers.CharField()
    suggestion = serializers.CharField()
    total = serializers.IntegerField(help_text="Counted to 10,000.")
    as_of_position = serializers.CharField(help_text="What the index has read.")
    next = serializers.CharField(allow_null=True)
