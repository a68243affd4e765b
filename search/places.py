"""The page that shows a thing that was found; it asks for the right again."""

from django.urls import reverse

PLACES = {
    "case": "cases:case",
    "note": "cases:agenda",
    "task": "cases:agenda",
    "question": "cases:agenda",
    "exhibit": "evidence:exhibit",
    "entity": "entities:entity",
    "link": "entities:list",
    "entry": "entities:chronology",
    "dossier": "dossiers:dossier",
}
OF_THE_CASE = {"note", "task", "question", "link", "entry"}
INSIDE_THE_CASE = {"entity"}


def page_of(thing: str, case_id: str) -> str:
    """The address of a thing such as `note:9a..`; notes and the like stand on a page of their case."""
    kind, _, id = thing.partition(":")
    target = [case_id] if kind in OF_THE_CASE else [case_id, id] if kind in INSIDE_THE_CASE else [id]
    return reverse(PLACES[kind], args=target)
