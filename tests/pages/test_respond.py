"""One template answers the page and the fragment; errors have pages of their own."""

import pytest

NOTE = {"title": "A note", "stage": "open", "kind": "x", "expected_version": "3"}


def test_it_works(client):
    answer = client.get("/gallery/")

    assert answer.status_code == 200
    assert "<title>PL-2025-001 · Gallery</title>" in answer.content.decode()


def test_htmx_gets_the_block_alone(htmx):
    text = htmx.get("/gallery/form").content.decode()

    assert "<h1>A note</h1>" in text
    assert "<html" not in text


def test_htmx_that_wants_the_whole_page_gets_it(htmx):
    text = htmx.get("/gallery/form", headers={"HX-Request-Type": "full"}).content.decode()

    assert "<html" in text


def test_an_answer_varies_by_what_asked_for_it(client):
    assert "HX-Request" in client.get("/gallery/form").headers["Vary"]


def test_success_says_what_happened_and_moves_on(client):
    answer = client.post("/gallery/form", NOTE)

    assert answer.status_code == 303
    assert answer.url == "/gallery/"


def test_success_moves_htmx_on_by_header(htmx):
    answer = htmx.post("/gallery/form", NOTE)

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/gallery/"


def test_an_invalid_form_comes_back_with_what_was_typed(client):
    answer = client.post("/gallery/form", NOTE | {"stage": "nowhere", "text": "half a page"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "half a page" in text
    assert 'href="#id_stage"' in text
    assert 'aria-describedby="id_stage_error"' in text


def test_a_refusal_comes_back_in_the_same_form(client):
    answer = client.post("/gallery/form", NOTE | {"title": "refused"})

    assert answer.status_code == 422
    assert "The case is closed; reopen it first." in answer.content.decode()


def test_bad_input_hangs_on_its_field(client):
    text = client.post("/gallery/form", NOTE | {"title": "bad"}).content.decode()

    assert '<p class="error" id="id_title_error">This title is used by another note.</p>' in text


def test_bad_input_of_no_field_stands_in_the_summary(client):
    answer = client.post("/gallery/form", NOTE | {"title": "bad elsewhere"})

    assert answer.status_code == 422
    assert "The actor is unknown." in answer.content.decode()


def test_a_lost_race_shows_both_versions_and_loses_nothing(client):
    answer = client.post("/gallery/form", NOTE | {"title": "raced"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "The title that Ben wrote" in text
    assert 'value="raced"' in text
    assert "<td>Open</td><td>Closed</td>" in text


def test_the_attempt_after_a_lost_race_stands_on_the_new_version(client):
    text = client.post("/gallery/form", NOTE | {"title": "raced"}).content.decode()

    assert 'name="expected_version" value="5"' in text


@pytest.mark.parametrize(
    ("kind", "status"), [("forbidden", 403), ("absent", 404), ("refused", 409), ("bad", 400), ("raced", 409)]
)
def test_a_refusal_that_escapes_gets_its_page(client, kind, status):
    answer = client.get(f"/gallery/refuse/{kind}")

    assert answer.status_code == status
    assert "Nothing was changed" in answer.content.decode()


def test_absent_and_forbidden_addresses_read_the_same(client):
    absent, forbidden = client.get("/nowhere"), client.get("/gallery/refuse/absent")

    assert _words(absent) == _words(forbidden)


def test_a_refusal_inside_a_page_is_a_fragment(htmx):
    answer = htmx.get("/gallery/refuse/forbidden")

    assert answer.status_code == 403
    assert "<html" not in answer.content.decode()


def test_a_fault_shows_a_sentence_and_the_request_id(client):
    answer = client.get("/gallery/refuse/broken")

    text = answer.content.decode()
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in text
    assert "a fault of ours" not in text


def test_a_form_without_its_token_is_refused_in_words(client):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/gallery/form", NOTE)

    assert answer.status_code == 403
    assert "This form was not accepted" in answer.content.decode()


def _words(answer):
    return answer.content.decode().partition("<main")[2].partition("<code>")[0]
