"""The timeline of a case: what happened and what was taken in, by when it happened or was recorded."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.frame import CasePage
from entities import queries
from entities.citing import CitableExhibit, ShownCitation, exhibits_for
from entities.domain import timeline as spots
from entities.domain.catalogue import LinkKind
from entities.domain.timeline import Bar, Lane, Spot
from entities.domain.validity import PartialDate
from entities.filters import TimelineFilter
from entities.models import Entity
from entities.numbered import numbered
from entities.presenters import entry_line, link_line
from entities.views import context_of, read
from evidence.permissions import readable_exhibits
from ledger.domain.when import Precision
from pages.respond import respond

EXHIBIT = ("id", "acquired_at", "acquired_precision", "received_at", "number", "acquired_zone")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One row of the timeline."""

    spot: Spot
    sentence: str
    url: str
    detail: str = ""
    parties: list[Entity] = field(default_factory=list)
    citations: list[ShownCitation] | None = None  # None: it is itself an exhibit
    doubts: list[str] = field(default_factory=list)


@login_required
@require_GET
def timeline(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything with a time, a page at a time, with its density."""
    page = read(request, case_id, "entities:timeline")
    filters = TimelineFilter(request.GET)
    asked = filters.asked
    by_recording = asked.get("order") == "recorded"
    exhibits = exhibits_for(case_id, page.who)
    known = list(_spots(page, exhibits))
    found = [one for one in known if _is_wanted(one, asked, by_recording=by_recording)]
    ordered = spots.in_order_of_recording(found) if by_recording else spots.in_order_of_happening(found)
    sheet = numbered(request, ordered, address=lambda number: _address(filters, page=number))
    bars = _bars(found, by_recording=by_recording)
    context = context_of(
        page,
        sheet=sheet,
        moments=_moments(page, sheet.rows, exhibits=exhibits),
        bars=[(bar, _address(filters, since=bar.since, until=bar.until)) for bar in bars],
        lanes=[_lane(lane, count, filters=filters) for lane, count in _lanes(known, asked, by_recording=by_recording)],
        filters=filters,
        order=(_address(filters, order="happened" if by_recording else "recorded"), by_recording),
    )
    return respond(request, "entities/timeline.html", context)


def _spots(page: CasePage, exhibits: dict[UUID, CitableExhibit]) -> Iterator[Spot]:
    for id, utc, precision, recorded_at, number, text, zone in queries.times_of_entries(page.case.id, upto=page.upto):
        known = Precision(precision)
        yield Spot(
            id=id,
            source="entry",
            at=spots.local(utc, precision=known, date_text=text, zone=zone),
            precision=known,
            recorded_at=recorded_at,
            lane=Lane.CHRONOLOGY,
            number=number,
        )
    for id, since, recorded_at, number, kind in queries.times_of_links(page.case.id, upto=page.upto):
        yield Spot(
            id=id,
            source="link",
            at=queries.first_instant(since),
            precision=queries.precision_of(since),
            recorded_at=recorded_at,
            lane=spots.lane_of(LinkKind(kind)),
            number=number,
        )
    taken = readable_exhibits(page.who).filter(pk__in=list(exhibits))
    if page.past:
        taken = taken.filter(received_at__lte=page.past.at)
    for id, at, precision, received_at, number, zone in taken.values_list(*EXHIBIT):
        yield Spot(
            id=id,
            source="exhibit",
            at=spots.local(at, precision=Precision(precision), date_text="", zone=zone),
            precision=Precision(precision),
            recorded_at=received_at,
            lane=Lane.ACTIONS,
            number=number,
        )


def _is_wanted(one: Spot, asked: dict[str, Any], *, by_recording: bool) -> bool:
    return asked.get("lane", one.lane.value) == one.lane.value and _is_in_time(one, asked, by_recording=by_recording)


def _is_in_time(one: Spot, asked: dict[str, Any], *, by_recording: bool) -> bool:
    since: PartialDate | None = asked.get("since")
    until: PartialDate | None = asked.get("until")
    return spots.within(one.recorded_at.date() if by_recording else one.day, since=since, until=until)


def _bars(found: Iterable[Spot], *, by_recording: bool) -> list[Bar]:
    return spots.histogram([one.recorded_at.date() if by_recording else one.day for one in found])


def _lanes(known: Iterable[Spot], asked: dict[str, Any], *, by_recording: bool) -> list[tuple[Lane, int]]:
    """How much of the time asked for lies in each lane, the lane that is chosen or not."""
    counts = Counter(one.lane for one in known if _is_in_time(one, asked, by_recording=by_recording))
    return [(lane, counts[lane]) for lane in Lane if counts[lane]]


def _lane(lane: Lane, count: int, *, filters: TimelineFilter) -> dict[str, Any]:
    is_chosen = filters.asked.get("lane") == lane.value
    return {
        "lane": lane,
        "count": count,
        "is_chosen": is_chosen,
        "url": _address(filters, lane="" if is_chosen else lane.value),
    }


def _address(filters: TimelineFilter, **changed: Any) -> str:
    """The query of the same page with something else; another filter begins on the first page."""
    pairs = {**dict(filters.kept()), **changed}
    return "?" + urlencode([(name, str(value)) for name, value in pairs.items() if value])


def _moments(page: CasePage, shown: Iterable[Spot], *, exhibits: dict[UUID, CitableExhibit]) -> list[Moment]:
    """The rows of one page, read in a few queries however many there are."""
    listed = list(shown)
    ids = {source: [one.id for one in listed if one.source == source] for source in ("entry", "link")}
    entries = queries.entries_by_id(page.case.id, ids["entry"], upto=page.upto)
    links = queries.links_by_id(page.case.id, ids["link"], upto=page.upto)
    parties = {UUID(id) for row in entries.values() for id in row.party_ids}
    ends = {end for row in links.values() for end in (row.source_id, row.target_id)}
    found = queries.entities_by_id(page.case.id, parties | ends, upto=page.upto)
    made = []
    for spot in listed:
        if spot.source == "entry":
            made.append(_of_entry(page, spot, line=entry_line(entries[spot.id], found, exhibits=exhibits)))
        elif spot.source == "link":
            made.append(_of_link(page, spot, line=link_line(links[spot.id], found, exhibits=exhibits)))
        else:
            words = f"{spot.number} acquired: {exhibits[spot.id].title}"
            made.append(Moment(spot=spot, sentence=words, url=reverse("evidence:exhibit", args=[spot.id])))
    return made


def _of_entry(page: CasePage, spot: Spot, *, line: Any) -> Moment:
    return Moment(
        spot=spot,
        sentence=f"{spot.number}: {line.row.summary}",
        url=reverse("entities:entry", args=[page.case.id, spot.id]),
        detail=f"{line.row.date_text} {line.row.zone}".strip(),
        parties=line.parties,
        citations=line.citations,
        doubts=line.doubts,
    )


def _of_link(page: CasePage, spot: Spot, *, line: Any) -> Moment:
    return Moment(
        spot=spot,
        sentence=f"{spot.number}: {line.source.name} {line.words} {line.target.name}",
        url=reverse("entities:link", args=[page.case.id, spot.id]),
        detail=f"{line.span}, {line.confidence} confidence",
        citations=line.citations,
    )
