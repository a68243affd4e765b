"""The gallery in a real browser: three widths, keys, swaps, hostile text, no script."""

import pytest

from tests.pages.browser import Windows, served

pytestmark = pytest.mark.browser
PAGES = ["/gallery/", "/gallery/form", "/gallery/past", "/keys", "/account/login/", "/account/signup/"]


@pytest.fixture
def windows(gallery, browser, socket_enabled):
    with served() as address:
        yield Windows(browser=browser, base=address)


@pytest.mark.parametrize("width", [1400, 768, 320])
def test_no_page_gives_cause_for_complaint(windows, width):
    with windows.open("/gallery/", width=width) as visit:
        for path in PAGES:
            visit.open(path)

            assert visit.complaints == [], path
            assert visit.findings() == [], path
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_swapped_part_works_and_shows_refusals(windows):
    with windows.open("/gallery/") as visit:
        visit.page.click("#swapper")
        visit.page.wait_for_selector("h1:text('A note')")
        visit.page.fill("#id_title", "refused")
        visit.page.click("text=Keep")
        visit.page.wait_for_selector("text=The case is closed; reopen it first.")

        assert visit.page.evaluate("document.activeElement.hasAttribute('data-focus')")
        assert visit.page.input_value("#id_title") == "refused"
        assert _without_status(visit.complaints) == []


def test_success_in_a_swapped_part_moves_on(windows):
    with windows.open("/gallery/form") as visit:
        visit.page.fill("#id_title", "A note")
        visit.page.click("text=Keep")
        visit.page.wait_for_url("**/gallery/")

        assert visit.page.is_visible("text=The note is kept.")


def test_rows_are_walked_selected_and_peeked_at_by_key(windows):
    with windows.open("/gallery/") as visit:
        visit.page.keyboard.press("j")
        visit.page.keyboard.press("j")
        visit.page.keyboard.press("x")
        visit.page.keyboard.press("Space")
        visit.page.wait_for_selector("#peek h2:text('A closer look')")

        assert visit.page.locator("tr[data-current]").count() == 1
        assert visit.page.locator("input[data-select]:checked").count() == 1
        assert visit.complaints == []


def test_keys_that_are_switched_off_do_nothing(windows):
    with windows.open("/keys") as visit:
        visit.page.click("text=Switch single keys off")
        visit.open("/gallery/")
        visit.page.keyboard.press("j")

        assert visit.page.locator("tr[data-current]").count() == 0


def test_the_palette_finds_a_page_and_goes_there(windows):
    with windows.open("/gallery/") as visit:
        visit.page.keyboard.press("Control+k")
        visit.page.keyboard.type("workl")
        visit.page.wait_for_selector("#palette [role=option] >> text=Worklist")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/worklist")

        assert visit.complaints == []


def test_density_changes_at_once_and_stays(windows):
    with windows.open("/gallery/") as visit:
        visit.page.click("summary:has-text('ada')")
        with visit.page.expect_response("**/display"):
            visit.page.click("text=Compact")
        visit.open("/gallery/")

        assert "density-compact" in visit.page.get_attribute("html", "class")


@pytest.mark.parametrize(("density", "low", "high"), [("compact", 24, 28), ("regular", 30, 36), ("roomy", 38, 44)])
def test_rows_are_as_high_as_the_density_says(windows, density, low, high):
    with windows.open("/gallery/", width=2400) as visit:
        visit.page.evaluate(f"document.documentElement.className = 'js density-{density} rail-wide'")

        assert low <= visit.page.locator("tr[data-row]").first.bounding_box()["height"] <= high


def test_a_confirmed_action_is_asked_first(windows):
    with windows.open("/gallery/") as visit:
        visit.page.click("button:has-text('Withdraw')")
        visit.page.click("dialog[open] button:has-text('Back')")

        assert visit.page.url.endswith("/gallery/")
        assert visit.complaints == []


def test_every_page_works_without_script(windows):
    with windows.open("/gallery/form", java_script_enabled=False) as visit:
        visit.page.fill("#id_title", "refused")
        visit.page.click("text=Keep")

        assert visit.page.is_visible("text=The case is closed; reopen it first.")


def test_injected_htmx_is_not_obeyed(windows):
    with windows.open("/gallery/") as visit:
        visit.page.evaluate(
            """() => {
                const trap = document.createElement('div');
                trap.setAttribute('hx-get', '/gallery/trap');
                trap.setAttribute('hx-trigger', 'load');
                document.querySelector('main').append(trap);
                htmx.process(trap);
            }"""
        )
        visit.page.wait_for_load_state("networkidle")

        assert any("hx-csp] blocked" in complaint for complaint in visit.complaints)
        assert not any("trap" in complaint for complaint in visit.complaints if complaint.startswith("request"))


def test_forced_colours_and_print_hide_nothing_that_matters(windows):
    with windows.open("/gallery/", forced_colors="active") as visit:
        visit.page.emulate_media(media="print")

        assert visit.page.is_visible("text=Paper Lantern")
        assert visit.page.is_visible(".handling")
        assert not visit.page.is_visible(".rail")


def _without_status(complaints: list[str]) -> list[str]:
    return [complaint for complaint in complaints if "status of 422" not in complaint]
