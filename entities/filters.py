"""What addresses of this room may ask for: closed vocabularies, ids and dates, never free text."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from cases.forms import choices
from entities.domain.catalogue import CATALOGUE
from entities.domain.found_identifiers import IN_TEXT
from entities.domain.grades import Confidence
from entities.domain.paths import Edge
from entities.domain.timeline import Lane
from entities.domain.validity import PartialDate, partial_date
from entities.forms import DAY_HELP, KIND_CHOICES
from entities.models import Entity, FoundIdentifier, Link
from ledger.domain.errors import BadInput


class PathForm(forms.Form):
    """Between which entities to look for a chain of links."""

    start = forms.UUIDField(widget=forms.Select)
    goal = forms.UUIDField(widget=forms.Select)
    minimum = forms.ChoiceField(label="Confidence at least", choices=choices(Confidence), required=False)
    derived = forms.BooleanField(label="Shared identifiers count", required=False, initial=True)
    uncited = forms.BooleanField(label="Uncited links count", required=False)

    def __init__(self, *args: Any, entities: list[Entity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", "Choose"), *((str(row.id), f"{row.number} {row.name}") for row in entities)]
        for name in ("start", "goal"):
            self.fields[name].widget = forms.Select(choices=options)


class KindFilter(forms.Form):
    """Closed vocabularies that may stand in an address."""

    kind = forms.ChoiceField(choices=[("", "Any kind"), *KIND_CHOICES], required=False)


class IdentifierFilter(forms.Form):
    """Which identifiers of exhibits are shown."""

    kind = forms.ChoiceField(
        choices=[("", "Any kind"), *((kind.value, kind.value.replace("_", " ")) for kind in IN_TEXT)], required=False
    )
    flagged = forms.BooleanField(label="With a wrong check digit", required=False)

    def narrow(self, found: QuerySet[FoundIdentifier]) -> QuerySet[FoundIdentifier]:
        """Those of some identifiers that were asked for; an address that asks for nothing known shows all."""
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("kind"):
            found = found.filter(kind=asked["kind"])
        return found.filter(is_valid=False) if asked.get("flagged") else found


class SpanFilter(forms.Form):
    """A time from and to, each as precise as it is known."""

    since = forms.CharField(label="From", required=False, max_length=10, help_text=DAY_HELP)
    until = forms.CharField(label="To", required=False, max_length=10, help_text=DAY_HELP)
    as_of = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_since(self) -> PartialDate | None:
        """The beginning."""
        return _partial(self.cleaned_data["since"])

    def clean_until(self) -> PartialDate | None:
        """The end."""
        return _partial(self.cleaned_data["until"])

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What was asked for and can be read; the rest is passed over and told beside its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def kept(self) -> list[tuple[str, str]]:
        """What was asked for, for the address of another page."""
        return [(name, str(value)) for name, value in self.asked.items()]


class GraphFilter(SpanFilter):
    """Which links are drawn."""

    confidence = forms.ChoiceField(
        label="Confidence at least", choices=[("", "Any"), *choices(Confidence)], required=False
    )
    kind = forms.ChoiceField(
        label="Kind of link",
        choices=[("", "Any"), *((line.kind.value, line.forward) for line in CATALOGUE.values())],
        required=False,
    )
    field_order = ["confidence", "kind", "since", "until"]

    def takes(self, edge: Edge, links: Mapping[UUID, Link]) -> bool:
        """Whether an edge is drawn. What has no time holds at any time."""
        asked = self.asked
        if edge.confidence.rank < Confidence(asked.get("confidence", "low")).rank:
            return False
        if asked.get("kind", edge.kind) != edge.kind:
            return False
        link = links.get(edge.link_id) if isinstance(edge.link_id, UUID) else None
        return link is None or self._overlaps(link)

    def _overlaps(self, link: Link) -> bool:
        since, until = self.asked.get("since"), self.asked.get("until")
        starts, ends = partial_date(link.valid_from, field="since"), partial_date(link.valid_to, field="until")
        begins_in_time = until is None or starts is None or starts.first_day <= until.last_day
        return begins_in_time and (since is None or ends is None or ends.last_day >= since.first_day)


def _partial(text: str) -> PartialDate | None:
    try:
        return partial_date(text, field="since")
    except BadInput as refusal:
        raise forms.ValidationError(refusal.sentence) from refusal


class TimelineFilter(SpanFilter):
    """Which part of the timeline is shown, by the day on which things began."""

    lane = forms.ChoiceField(
        choices=[("", "Any"), *((lane.value, lane.label) for lane in Lane)], required=False, label="Lane"
    )
    order = forms.ChoiceField(choices=[("happened", ""), ("recorded", "")], required=False, widget=forms.HiddenInput)
    field_order = ["lane", "since", "until"]
