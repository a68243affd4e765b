"""One vocabulary of file names in every room; a name of its own is a line here, with its reason."""

import grimp
import pytest

from scripts.rooms import rooms
from tests.house import tree

VOCABULARY = {
    *("__init__", "apps", "domain", "services", "queries", "models", "projections", "permissions", "forms", "views"),
    *("urls", "serializers", "api", "sentences", "tasks", "admin", "management", "migrations", "consumers", "checks"),
    *("templatetags", "changes"),
}
OWN_NAMES: dict[str, dict[str, str]] = {
    "accounts": {
        "adapter": "what allauth asks about signing in",
        "authentication": "what REST framework asks about who calls",
        "audit_views": "the page of auditors",
        "commands": "the commands of a person's page as a table",
        "palette": "what the palette finds of people",
        "people_views": "pages of administrators",
        "saved_views": "lists as people like to see them, kept under a name",
    },
    "cases": {
        "reference": "dated facts from statutes that the domain computes with",
        "as_of": "which past moment an address asks for",
        "commands": "the commands of a case page as a table",
        "history_views": "the page of a case's history",
        "sheets": "long sections of a page, a sheet at a time",
        "naming": "what things are called as of a position",
        "feed": "the log for one reader, page by page",
        "event_views": "page of one event of a history",
        "frame": "what every page of a case shows around its content",
        "presenters": "events as sentences",
        "proposals": "commands about what takes three people",
        "proposal_views": "pages of what takes three people",
        "tabs": "parts of a case page, answered by rooms above",
        "bulk": "acts on many cases at once",
        "bulk_views": "pages of acts on many cases",
        "list_views": "the list of cases and its kept views",
        "worklist": "what waits for a person, told by the rooms that know it",
        "worklist_views": "the first page",
        "visibility": "whose eyes an event of a history is for",
    },
    "evidence": {
        "commands": "commands of an exhibit's page as a table",
        "downloads": "addresses of originals on the host of files",
        "drawn": "keeps what a step drew from a file",
        "file_views": "pictures to readers, originals from their own host",
        "presenters": "exhibits in words",
        "processes": "how a worker goes through the steps of an exhibit",
        "processing": "reads files in child processes, without Django",
        "proposals": "what three people decide about exhibits",
        "store": "content-addressed files, written once",
        "tus": "resumable uploads over HTTP",
        "uploads": "files that arrive in pieces",
    },
    "entities": {
        "acts": "commands on entities, statements, links and entries as tables",
        "citing": "which exhibits can be cited, and citations in words",
        "drawing": "the links of a case as boxes and curves",
        "filters": "what addresses of pages may ask for",
        "found_identifiers": "identifiers in the text of exhibits, and where else they stand",
        "graph_views": "graph and paths as pages and files",
        "graphml": "a graph for other programs",
        "histories": "what happened to a thing, with old and new values in words",
        "identifier_views": "pages of the identifiers in exhibits",
        "layout": "places a graph's nodes with Graphviz",
        "match_views": "pages that ask whether two entities are one",
        "matching": "which entities of a case may be one",
        "numbered": "pages by number over what is ordered in memory",
        "presenters": "rows in words",
        "timeline_views": "pages of what happened when",
        "sightings": "the same identifier or name in other cases",
        "worklist": "what of entities waits for a person",
    },
    "search": {
        "alerts": "what watched searches found, matched and shown",
        "answers": "asks the index for one reader",
        "analysis": "the one analyser of names and text",
        "ascii_folding": "table that the analyser folds by",
        "backends": "the engines behind the one seam",
        "documents": "whole documents from the queries of other rooms",
        "edits": "words one edit away, for suggestions and fuzzy terms",
        "engine": "which backend answers",
        "facets": "counts values over what was found",
        "freshness": "how new an answer is, and waiting for one's own changes",
        "highlighting": "fragments with what was found marked",
        "indexed": "what an index holds of a document, whatever the engine",
        "matching": "the meaning of a formula on one document: the reference for the engines",
        "meaning": "a query tree with its words analysed",
        "paging": "the order of results and its cursor",
        "parser": "the query language's reader",
        "places": "the page that shows what was found",
        "resolving": "values as people write them, as the index keeps them",
        "saved": "saved searches matched against each new document",
        "suggestions": "did you mean",
        "worklist": "what of search waits for a person",
    },
    "dossiers": {
        "compose": "from the log to the value of a dossier, block by block",
        "frame": "what every page of a dossier shows",
        "making": "from an order to a stored PDF, inside a job",
        "rendering": "turns a document into PDF in a child process",
        "store": "finished PDFs, written once",
        "worklist": "what of dossiers waits for a person",
    },
    "jobs": {
        "beat": "Celery's beat, as a sweep",
        "bell": "rings workers through Celery",
        "celery_settings": "what Celery is told",
        "claims": "takes a job under a lease",
        "execution": "runs a claimed job",
        "outcomes": "how a job ends",
        "registry": "which function does which kind of job",
        "run": "drains the table without a broker",
        "sweeper": "rings again for what waits too long",
        "timing": "leases, pauses and patience",
        "transport": "the file transport, made safe against crashes",
    },
}


@pytest.mark.parametrize("room", sorted(OWN_NAMES))
def test_a_room_uses_the_one_vocabulary_of_file_names(room):
    names = {path.parts[1].split(".")[0] for path in tree.files() if path.parts[0] == room}

    tree.expect_none(sorted(names - VOCABULARY - OWN_NAMES[room].keys()))


def test_every_room_of_the_drawing_is_there():
    drawn = (
        "accounts",
        "cases",
        "config",
        "demo",
        "dossiers",
        "entities",
        "evidence",
        "jobs",
        "ledger",
        "pages",
        "rest",
        "search",
    )

    tree.expect_none([room for room in drawn if not (tree.ROOT / room / "__init__.py").is_file()])


def test_a_room_s_models_are_its_own():
    graph = grimp.build_graph(*rooms(), cache_dir=None)
    models = [name for name in graph.modules if name.split(".")[1:2] == ["models"]]
    foreign = [
        f"{importer} imports {name}"
        for name in models
        for importer in graph.find_modules_that_directly_import(name)
        if importer.split(".")[0] != name.split(".")[0]
    ]

    tree.expect_none(sorted(foreign))
