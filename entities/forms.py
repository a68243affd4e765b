"""Forms of this room: shape only; the aggregates know the rules."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.queries import Person
from cases.forms import choices, long_text
from entities import queries
from entities.citing import exhibits_for, read_citations
from entities.domain.catalogue import CATALOGUE, assertable
from entities.domain.chronology import Happening
from entities.domain.citations import Citation
from entities.domain.grades import Confidence, Credibility, Grade, Reliability
from entities.domain.kinds import KINDS
from entities.domain.link_properties import FORMS, LinkProperty
from entities.domain.validity import partial_date
from entities.models import Entity
from entities.services import Saying
from ledger.domain.when import Precision
from pages.forms import CommandForm

KIND_CHOICES = [(kind.name, kind.label) for kind in KINDS.values()]
LETTERS = [(letter.value, f"{letter.value}: {letter.meaning}") for letter in Reliability]
DIGITS = [(digit.value, f"{digit.value}: {digit.meaning}") for digit in Credibility]
MATCH_ANSWERS = ("no", "unsure", "yes")
DAY_HELP = "2025-03-14, 2025-03 or 2025; empty when not known."
CITATION_HELP = (
    "One a line: exhibit and place, such as “X-14 p.3” or “X-06 rows 4-9”. Without one it is marked uncited."
)


def _day(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=10, help_text=DAY_HELP)


def _citations() -> forms.CharField:
    return long_text("Citations", required=False, rows=2, help_text=CITATION_HELP)


class RoomForm(CommandForm):
    """A command on something of a case, by a person; `row` is what it is about, if there is such a thing."""

    def __init__(self, *args: Any, case_id: UUID, who: Person, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, expected_version=getattr(row, "version", None), **kwargs)
        self.case_id, self.who, self.row = case_id, who, row

    def cited(self) -> tuple[Citation, ...]:
        """What was written in the field `citations`.

        Raises:
            BadInput: an unknown exhibit or a place that cannot be read.
        """
        return read_citations(self.cleaned_data["citations"], exhibits=exhibits_for(self.case_id, self.who))

    def offer_entities(self, *names: str, without: UUID | None = None) -> None:
        """Let fields choose among the standing entities of the case."""
        found = [row for row in queries.entities(self.case_id) if row.merged_into is None and row.id != without]
        for name in names:
            field = self.fields[name]
            if isinstance(field, forms.TypedChoiceField):
                field.choices = [("", "Choose"), *((str(row.id), f"{row.number} {row.name}") for row in found)]
                field.coerce = forms.UUIDField().clean


class ReasonForm(RoomForm):
    """Only a reason."""

    reason = long_text("Reason", rows=2)


class PlainForm(RoomForm):
    """Nothing to say but yes."""


class EntityForm(RoomForm):
    """A new entity with its first name."""

    kind = forms.ChoiceField(choices=KIND_CHOICES)
    name = forms.CharField(required=False, max_length=500, help_text="As written in the source, in its own script.")
    jurisdiction = forms.CharField(required=False, max_length=2, help_text="Two letters, such as SG.")
    reliability = forms.ChoiceField(label="Source", choices=LETTERS, initial="F")
    credibility = forms.ChoiceField(label="Item", choices=DIGITS, initial="6")
    citations = _citations()

    def sayings(self) -> list[Saying]:
        """Name and jurisdiction as statements."""
        values = self.cleaned_data
        grade = Grade(reliability=Reliability(values["reliability"]), credibility=Credibility(values["credibility"]))
        given = [(name, values[name]) for name in ("name", "jurisdiction") if values[name]]
        cited = self.cited()
        return [Saying(property=name, value=value, citations=cited, grade=grade) for name, value in given]


class StatementForm(RoomForm):
    """A statement about an entity."""

    property = forms.ChoiceField()
    value = forms.CharField(max_length=4000, help_text="As written. A wrong check digit is kept and flagged.")
    citations = _citations()
    reliability = forms.ChoiceField(label="Source", choices=LETTERS, initial="F")
    credibility = forms.ChoiceField(label="Item", choices=DIGITS, initial="6")
    valid_from, valid_to = _day("Valid from"), _day("Valid to")
    said_by = forms.CharField(label="Who says so", required=False, max_length=500)
    language = forms.CharField(required=False, max_length=40, help_text="Such as zh, when it matters.")
    script = forms.CharField(required=False, max_length=4, help_text="Such as Hans or Latn, when it matters.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["property"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.name, one.label) for one in KINDS[self.row.kind].properties]

    def saying(self) -> Saying:
        """The statement as given."""
        values = self.cleaned_data
        return Saying(
            **{name: values[name] for name in ("property", "value", "said_by", "language", "script")},
            citations=self.cited(),
            grade=Grade(reliability=Reliability(values["reliability"]), credibility=Credibility(values["credibility"])),
            valid_from=partial_date(values["valid_from"], field="valid_from"),
            valid_to=partial_date(values["valid_to"], field="valid_to"),
        )


class GradeForm(ReasonForm):
    """Another grade."""

    reliability = forms.ChoiceField(label="Source", choices=LETTERS)
    credibility = forms.ChoiceField(label="Item", choices=DIGITS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(reliability=self.row.reliability, credibility=self.row.credibility)


class CiteForm(RoomForm):
    """One more citation."""

    citations = forms.CharField(label="Citation", max_length=300, help_text="Such as “X-14 p.3”.")


class DescribeForm(RoomForm):
    """The investigators' own words."""

    description = long_text("Description", required=False, rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(description=self.row.description)


class KindForm(ReasonForm):
    """Another kind."""

    kind = forms.ChoiceField(choices=KIND_CHOICES)
    field_order = ["kind", "reason"]


class MergeForm(ReasonForm):
    """The entity that this one is."""

    into_id = forms.TypedChoiceField(label="Is the same as")
    grounds = forms.CharField(required=False, max_length=500, help_text="Words, separated by commas: “same LEI”.")
    field_order = ["into_id", "grounds", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_entities("into_id", without=self.row.id)


class MatchForm(RoomForm):
    """Whether two entities are one; `row` is the one that is asked about, `other` the one beside it."""

    keep = forms.ChoiceField(label="If they are one, it goes on as", widget=forms.RadioSelect, required=False)
    reason = long_text("Reason", rows=2, required=False, help_text="Asked for with yes and with no.")

    def __init__(self, *args: Any, other: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        older, newer = sorted((self.row, other), key=lambda one: queries.number_key(one.number))
        field = self.fields["keep"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.id), f"{one.number} {one.name}") for one in (older, newer)]
        self.initial.update(keep=str(older.id))
        if other.case_id != self.case_id:
            del self.fields["keep"]

    @property
    def answer(self) -> str:
        """Which button was pressed: yes, unsure or no."""
        return str(self.data.get("answer", ""))

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where one is needed."""
        cleaned = super().clean() or {}
        if self.answer not in MATCH_ANSWERS[: None if "keep" in self.fields else 2]:
            self.add_error(None, "Say yes, unsure or no.")
        elif self.answer != "unsure" and not cleaned.get("reason"):
            self.add_error("reason", "Say why they are one." if self.answer == "yes" else "Say why they are two.")
        return cleaned


class LinkValuesForm(RoomForm):
    """What can be said with a link of one kind."""

    confidence = forms.ChoiceField(choices=choices(Confidence), initial=Confidence.MODERATE.value)
    valid_from, valid_to = _day("From"), _day("To")
    remark = long_text("Remark", required=False, rows=2)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in assertable(kind).properties:
            about = f"Such as {FORMS[name].example}." if FORMS[name].example else ""
            label = FORMS[name].label
            self.fields[name.value] = forms.CharField(label=label, required=False, max_length=500, help_text=about)

    def link_values(self) -> dict[str, Any]:
        """Arguments of the services for links."""
        values = self.cleaned_data
        return {
            "confidence": Confidence(values["confidence"]),
            "valid_from": partial_date(values["valid_from"], field="valid_from"),
            "valid_to": partial_date(values["valid_to"], field="valid_to"),
            "remark": values["remark"],
            "properties": {name.value: values[name.value] for name in self._given(values)},
        }

    def _given(self, values: dict[str, Any]) -> list[LinkProperty]:
        return [name for name in assertable(self.kind).properties if values[name.value]]


class LinkForm(LinkValuesForm):
    """A new link."""

    source_id = forms.TypedChoiceField(label="From")
    target_id = forms.TypedChoiceField(label="To")
    citations = _citations()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_id"].label = f"Who or what “{CATALOGUE[assertable(self.kind).kind].forward}”"
        self.fields["target_id"].label = "Whom or what"
        self.offer_entities("source_id", "target_id")
        self.order_fields(["source_id", "target_id", "confidence", "citations", "valid_from", "valid_to"])


class LinkCorrectionForm(LinkValuesForm):
    """A link's values anew."""

    reason = long_text("Reason", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kind=kwargs["row"].kind, **kwargs)
        names = ("confidence", "valid_from", "valid_to", "remark")
        self.initial.update({name: getattr(self.row, name) for name in names}, **self.row.properties)


class EntryForm(RoomForm):
    """An entry of the chronology."""

    date_text = forms.CharField(
        label="When, as written", max_length=60, help_text="2025-07-29 02:14, 2025-07-29, 2025-07 or 29 July 2025."
    )
    zone = forms.CharField(required=False, max_length=60, help_text="Where the clock stood: Asia/Singapore or +08:00.")
    precision = forms.ChoiceField(
        required=False, choices=[("", "As written"), *choices(Precision)], help_text="Coarser when it is “about then”."
    )
    summary = long_text("What happened", rows=3)
    parties = forms.TypedMultipleChoiceField(
        required=False, coerce=forms.UUIDField().clean, widget=forms.CheckboxSelectMultiple
    )
    citations = _citations()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parties"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(row.id), f"{row.number} {row.name}") for row in self._entities()]

    def happening(self) -> Happening:
        """What is said to have happened."""
        values = self.cleaned_data
        return Happening(
            **{name: values[name] for name in ("date_text", "zone", "summary")},
            precision=Precision(values["precision"]) if values["precision"] else None,
            parties=tuple((party, self.case_id) for party in values["parties"]),
            citations=self.cited(),
        )

    def _entities(self) -> list[Entity]:
        return [row for row in queries.entities(self.case_id) if row.merged_into is None]


class EntryCorrectionForm(EntryForm):
    """An entry's values anew."""

    reason = long_text("Reason", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("date_text", "zone", "precision", "summary")
        known = exhibits_for(self.case_id, self.who)
        lines = [
            f"{known[one.exhibit_id].number} {pin}"
            for one, pin in _with_pins(self.row.citations)
            if one.exhibit_id in known
        ]
        self.initial.update(
            {name: getattr(self.row, name) for name in names}, parties=self.row.party_ids, citations="\n".join(lines)
        )


def _with_pins(stored: list[dict[str, str]]) -> list[tuple[Citation, str]]:
    return [(one, raw["pin"]) for one, raw in zip(queries.citations_of(stored), stored, strict=True)]
