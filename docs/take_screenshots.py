"""Takes the pictures of the README from the real portal over the samples: `make screenshots`."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.running import SAMPLES, Running, chromium, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = Path(__file__).parent / "images"
SIZE = {"width": 1360, "height": 900}


def search(page: "Page") -> None:
    """The rules of a duty on top, then the passages."""
    page.goto("/?q=值班要求")
    page.locator("article.passage").first.wait_for()


def graph(page: "Page") -> None:
    """From a duty to who performs it."""
    page.goto("/graph?kind=duty&name=值班")
    page.locator("svg.picture").get_by_role("link", name="由谁承担：值班人员").click()
    page.locator("svg.picture .centre", has_text="值班人员").wait_for()
    page.mouse.move(0, 0)


def reader(page: "Page") -> None:
    """A source open at a hit."""
    page.goto("/?q=通讯畅通")
    page.locator("article.passage a.head").first.click()
    page.locator("mark.here").first.wait_for()
    page.mouse.move(0, 0)


def corrections(page: "Page") -> None:
    """Why a rule was found, beside the text, with what can be done about it."""
    page.goto("/?q=通讯畅通")
    page.locator("article.passage a.head").first.click()
    page.locator("mark.rule").first.click()
    page.locator("section.panel").first.wait_for()
    page.mouse.move(0, 0)


def ask(page: "Page") -> None:
    """An answer made of quotes."""
    page.goto("/ask?q=紧急信息多久内上报？")
    page.locator("section.answer article.quote").first.wait_for()


def lineage(page: "Page") -> None:
    """Where a rule comes from, and what became of it."""
    page.goto("/lineage?q=值班人员必须24小时在岗，保持通讯畅通")
    page.locator("article.statement").first.wait_for()


def home(page: "Page") -> None:
    """The empty state."""
    page.goto("/")
    page.locator("dl.names").wait_for()


PICTURES: dict[str, Callable[["Page"], None]] = {
    "home": home,
    "search": search,
    "graph": graph,
    "reader": reader,
    "corrections": corrections,
    "ask": ask,
    "lineage": lineage,
}


def take(portal: Running) -> None:
    """Writes every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        page = browser.new_page(base_url=portal.ui, viewport=SIZE, locale="zh-CN")
        for name, show in PICTURES.items():
            show(page)
            page.wait_for_timeout(800)  # fonts and the last transition
            page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), SAMPLES) as portal:
        take(portal)
