"""Somebody of policy research at the real portal: where a rule comes from, what became of it, what contradicts it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.requirements import require
from tests.ui.running import Running, running
from tests.ui.test_browser_pages import expect_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Page

try:
    from playwright.sync_api import expect
except ImportError:
    require("browser", "playwright is not installed")

OLD, NEW, LATE, LOOSE, LATEST = (
    """全县办公室工作会议上的讲话
2010年3月1日

机要传真应由双人核收，逐页登记编号后送分管秘书长签批。
""",
    """全县值班工作会议上的讲话
2014年5月

再强调一下。县委书记张三2008年强调，机要传真必须由双人核收，逐页登记编号后送分管秘书长签批。
""",
    """档案库房管理规定
（2011年4月1日发布）

第一条　库房管理员应当每日检查温湿度，并逐项登记检查结果。
第二条　值班人员接到突发事件信息，应当在30分钟内报告县委办公室值班领导。
第三条　查阅档案应当凭单位介绍信，并由两人以上陪同查阅。
""",
    """档案库房管理细则
（2016年4月1日发布）

第一条　查阅档案应当凭单位介绍信，并由两人以上陪同查阅。
第二条　库房管理员应当每周检查温湿度，并逐项登记检查结果。
第三条　值班人员接到突发事件信息，应当在2小时内报告县委办公室值班领导。
""",
    """全县保密工作会议上的讲话
2018年6月1日

机要传真一律由双人核收，逐页登记编号后送秘书长签批。
""",
)


@pytest.fixture(scope="module")
def portal(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Running]":
    """A portal over four documents that restate and contradict each other, in place of the one over the samples."""
    folder: Path = tmp_path_factory.mktemp("lines")
    (folder / "in").mkdir()
    for name, text in {"2010.txt": OLD, "2014.txt": NEW, "2011规定.txt": LATE, "2016细则.txt": LOOSE}.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with running(folder / "data", folder / "in") as one:
        yield one
        assert one.attempts == ""


def document(portal: Running, file: str) -> str:
    found = httpx2.get(f"{portal.api}/api/v1/documents", trust_env=False, timeout=60).json()["items"]
    return str(next(one["id"] for one in found if one["file"] == file))


def box(one: "Locator") -> "FloatRect":
    """Where it is on the screen."""
    found = one.bounding_box()
    assert found is not None
    return found


def test_a_sentence_is_followed_from_its_first_statement_to_what_became_of_it(page: "Page", portal: Running) -> None:
    page.goto("/lineage")
    page.get_by_role("combobox", name="要溯源的话").fill("机要传真由双人核收，逐页登记编号")
    page.get_by_role("button", name="溯源", exact=True).click()
    expect(page.locator(".origin.first")).to_contain_text("2010年3月1日")
    expect(page.locator(".origin.first")).to_contain_text("先后确定")
    expect(page.locator(".origin.credited")).to_contain_text("县委书记")
    expect(page.locator("svg.timeline .bar")).to_have_count(2)
    later = page.locator("article.statement").nth(1)
    earlier = box(page.locator("article.statement").first)
    assert (box(later)["x"], box(later)["width"]) == (earlier["x"], earlier["width"])  # one below the other
    expect(later).to_contain_text("收紧应 → 必须")
    expect(later.locator("blockquote ins").first).to_be_visible()
    page.locator("svg.timeline .row").nth(1).click()
    expect(later).to_have_class("statement r-tightened flash")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载沿革（Word）").click()
    assert Path(taken.value.path()).read_bytes()[:2] == b"PK"
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载沿革（表格）").click()
    assert "双人核收" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    later.get_by_role("link", name="《全县值班工作会议上的讲话》").click()
    expect(page.locator("mark.here").first).to_be_visible()
    page.locator("mark.rule").first.click()
    page.locator("section.panel").get_by_role("link", name="溯源").click()
    expect(page.get_by_role("heading", name="所问的规矩")).to_be_visible()


def test_two_versions_stand_beside_each_other_with_what_moved_joined(page: "Page", portal: Running) -> None:
    page.goto(f"/documents?id={document(portal, '2011规定.txt')}")
    page.get_by_role("link", name="与另一份文献对照").click()
    page.get_by_role("link", name="《档案库房管理细则》").click()
    texts = page.locator(".texts")
    expect(texts).to_contain_text("移至第一条")
    expect(texts.locator("svg.joins path")).to_have_count(1)
    line, start, end = (box(texts.locator(which)) for which in ("svg.joins path", "[data-from]", "[data-to]"))
    assert line["x"] == pytest.approx(start["x"] + start["width"], abs=3)
    assert line["x"] + line["width"] == pytest.approx(end["x"], abs=3)
    page.get_by_role("button", name="移至第一条").click()
    expect(texts.locator("[data-to]")).to_have_class("side flash")


def test_a_conflict_is_dismissed_by_name_and_stays_so(page: "Page", portal: Running) -> None:
    page.goto("/conflicts")
    held = page.locator("article.contradiction", has_text="突发事件信息")
    expect(held).to_contain_text("时限不同")
    expect(held).to_contain_text("时限30分钟内")
    expect(held).to_contain_text("时限2小时内")
    expect_drawn(page)
    name = page.get_by_label("经办人")
    name.fill("王敏")
    name.press("Enter")
    reason = page.get_by_label("理由（可不填）").first
    reason.fill("细则已改")
    page.get_by_role("button", name="不算冲突").first.click()
    expect(page.get_by_role("status")).to_contain_text("以后不再列入待核")
    page.goto("/conflicts")
    expect(page.get_by_text("没有待核的冲突")).to_be_visible()
    page.goto("/conflicts?view=dismissed")
    expect(page.locator("p.ruling")).to_contain_text("细则已改")
    expect(page.locator("p.ruling")).to_contain_text("王敏")


def test_what_a_new_document_does_to_a_followed_rule_is_on_the_home_page(page: "Page", portal: Running) -> None:
    page.goto("/?q=机要传真")
    page.locator("a.trace").first.click()
    page.get_by_role("button", name="关注这条规矩").click()
    expect(page.get_by_role("button", name="取消关注")).to_be_visible()
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(
        [{"name": "2018.txt", "mimeType": "text/plain", "buffer": LATEST.encode()}]
    )
    page.get_by_role("button", name="入库", exact=True).click()
    expect(page.get_by_role("link", name="打开阅读")).to_be_visible()
    page.goto("/")
    news = page.locator("section.news")
    expect(news).to_contain_text("关注的规矩有新情况")
    expect(news).to_contain_text("《全县保密工作会议上的讲话》")
    news.locator(".about a").click()
    expect(page.locator("article.statement")).to_have_count(3)
    page.goto("/lineage")
    page.get_by_role("button", name="记为看过").click()
    expect(page.get_by_role("status")).to_contain_text("已记为看过")
    page.goto("/")
    expect(page.locator("dl.names")).to_be_visible()
    expect(page.locator("section.news")).to_have_count(0)
