"""The users' walks again, with the library in Neo4j and the index in OpenSearch, and while each of them is gone."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.requirements import require
from tests.search_api.conftest import SLOW, wait_for
from tests.search_api.index.addresses import served_address
from tests.servers.neo4j import Neo4j
from tests.servers.opensearch import OpenSearch
from tests.ui.running import SAMPLES, Running, running
from tests.ui.test_browser_users import (
    test_a_newcomer_types_a_duty_and_reads_a_24_hour_rule_at_its_source,
    test_a_trainer_walks_from_a_duty_to_who_performs_it_to_an_ability,
    test_an_operator_uploads_files_and_finds_one_though_another_cannot_be_read,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

try:
    from playwright.sync_api import expect
except ImportError:
    require("browser", "playwright is not installed")

__all__ = [
    "test_a_newcomer_types_a_duty_and_reads_a_24_hour_rule_at_its_source",
    "test_a_trainer_walks_from_a_duty_to_who_performs_it_to_an_ability",
    "test_an_operator_uploads_files_and_finds_one_though_another_cannot_be_read",
]
NOTE = """清岭县防汛物资调拨须知
一、调拨要求
调拨员必须在30分钟内清点防汛沙袋，严禁擅自外借。
"""


@pytest.fixture(scope="module")
def portal(
    browser: "Browser",
    neo4j_server: Neo4j,
    opensearch_server: OpenSearch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """The portal over the samples, on servers of its own."""
    folder = tmp_path_factory.mktemp("served")
    with (
        served_address(opensearch_server.url) as index,
        running(folder, SAMPLES, ZHIGUI_STORE=neo4j_server.url, ZHIGUI_INDEX=index) as one,
    ):
        wait_until_ready(one)
        yield one
        assert one.attempts == ""
        assert not list(folder.glob("*.db-wal")) + list(folder.glob("zhigui.db")), "the library is in Neo4j alone"


def wait_until_ready(portal: Running) -> None:
    """Comes back when the index holds all of the store; while it takes over the last commits it answers, too."""
    wait_for(lambda: asked(portal, "readyz").json().get("status") == "ready")


def asked(portal: Running, path: str) -> httpx2.Response:
    return httpx2.get(f"{portal.api}/{path}", trust_env=False, timeout=SLOW)


def search(page: "Page", words: str) -> None:
    page.get_by_role("combobox").fill(words)
    page.get_by_role("combobox").press("Enter")


def expect_hits(page: "Page") -> None:
    expect(page.locator("article.passage").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(("gone", "told"), [("index", "检索引擎没有回应"), ("store", "资料库服务器没有应答")])
def test_the_pages_say_which_server_is_away_and_recover_by_themselves(
    page: "Page", portal: Running, neo4j_server: Neo4j, opensearch_server: OpenSearch, gone: str, told: str
) -> None:
    page.goto("/?q=值班")
    expect_hits(page)
    server = opensearch_server.nodes[0] if gone == "index" else neo4j_server
    server.kill()
    try:
        search(page, "印章")
        expect(page.get_by_role("alert")).to_contain_text(told)
        expect(page.get_by_role("button", name="重试")).to_be_visible()
        ready = asked(portal, "readyz")
        assert (ready.status_code, told in ready.json()["detail"]) == (503, True)
    finally:
        server.start()
    expect_hits(page)


def test_an_upload_while_both_servers_are_away_is_worked_off_later(
    page: "Page", portal: Running, neo4j_server: Neo4j, opensearch_server: OpenSearch
) -> None:
    page.goto("/upload")
    neo4j_server.kill()
    opensearch_server.kill()
    try:
        page.locator("input[type=file]").set_input_files(
            [{"name": "2024_防汛物资调拨须知.txt", "mimeType": "text/plain", "buffer": NOTE.encode()}]
        )
        page.get_by_role("button", name="入库", exact=True).click()
        expect(page.get_by_role("heading", name="正在入库")).to_be_visible()
    finally:
        neo4j_server.start()
        opensearch_server.start()
    expect(page.get_by_role("heading", name="入库报告")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("共 1 个文件：收下 1 个，未收 0 个")
    wait_until_ready(portal)
    page.goto("/?q=调拨员 沙袋")
    hit = page.locator("article.passage", has_text="调拨员必须在30分钟内清点防汛沙袋").first
    expect(hit.locator(".source")).to_contain_text(re.compile("2024_防汛物资调拨须知"))
