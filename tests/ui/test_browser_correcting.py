"""People correct a document at the real portal: one alone, and two at once in two tabs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.requirements import require
from tests.ui.running import Running
from tests.ui.test_browser_pages import expect_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

try:
    from playwright.sync_api import expect
except ImportError:
    require("browser", "playwright is not installed")

NOTE = """清岭县档案库房管理须知
一、日常管理
库房管理员必须每日检查温湿度。库房管理员要爱护档案。
去年来查阅档案的人很多，钥匙放在门卫室。
本文来自某某公文网www.example.com
"""


@pytest.fixture
def document(page: "Page") -> "Iterator[Page]":
    """A page with a document of its own open, so that tests do not meet."""
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(
        [{"name": "2022_档案库房管理须知.txt", "mimeType": "text/plain", "buffer": NOTE.encode()}]
    )
    page.get_by_role("button", name="入库", exact=True).click()
    page.get_by_role("link", name="打开阅读").click()
    expect(page.locator("mark.rule").first).to_be_visible()
    address = page.url
    yield page
    page.goto(address)
    page.get_by_role("button", name="删除文献").click()
    page.get_by_role("button", name="确认删除").click()
    expect(page.locator("a.document").first).to_be_visible()


def name(page: "Page", who: str) -> None:
    expect_drawn(page)
    box = page.get_by_label("校订人")
    box.fill(who)
    box.press("Enter")


def rule(page: "Page", words: str) -> "Locator":
    return page.locator("mark.rule", has_text=words)


def panel(page: "Page") -> "Locator":
    return page.get_by_role("region", name="认定依据")


def test_a_click_explains_and_a_correction_holds_and_is_taken_back(document: "Page") -> None:
    page = document
    rule(page, "爱护档案").click()
    expect(panel(page)).to_contain_text("按情态词")
    expect(panel(page).locator(".cue")).to_have_text("要")
    name(page, "王敏")
    page.get_by_role("button", name="修改").click()
    page.get_by_role("dialog").get_by_label("后果").fill("通报批评")
    page.get_by_role("button", name="保存修改").click()
    expect(page.get_by_role("status")).to_contain_text("已保存修改")
    expect(panel(page)).to_contain_text("通报批评")
    expect(panel(page).locator(".history")).to_contain_text("王敏")

    page.reload()
    expect(panel(page)).to_contain_text("通报批评")
    address = page.url
    page.goto("/corrections?view=list")
    first = page.locator("article.correction").first
    expect(first).to_contain_text("王敏")
    expect(first).to_contain_text("（无）通报批评")
    page.get_by_role("button", name="撤销").first.click()
    expect(first).to_contain_text("已撤销")
    page.goto(address)
    expect(panel(page)).not_to_contain_text("通报批评")


def test_two_people_at_once_the_second_is_told_what_the_first_did(document: "Page", portal: Running) -> None:
    page = document
    rule(page, "检查温湿度").click()
    expect(panel(page)).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(panel(other)).to_be_visible()
    name(other, "李强")
    name(page, "王敏")
    expect_drawn(other)  # drawn for its name after the deletion, it would no longer have the rule
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已删除")
    expect(rule(page, "检查温湿度")).to_have_count(0)

    other.get_by_role("button", name="正确").click()
    asked = other.get_by_role("dialog")
    expect(asked).to_contain_text("王敏")
    expect(asked).to_contain_text("删除")
    asked.get_by_role("button", name="仍按我的意见改").click()
    expect(asked).to_have_count(0)
    expect(rule(other, "检查温湿度")).to_be_visible()
    other.close()
    page.reload()
    expect(rule(page, "检查温湿度")).to_be_visible()


def test_words_that_are_selected_are_marked_as_missed(document: "Page") -> None:
    page = document
    text = page.get_by_role("article", name="原文")
    text.evaluate(SELECT, "钥匙放在门卫室")
    text.dispatch_event("mouseup")
    page.get_by_role("button", name="标出遗漏").last.click()
    asked = page.get_by_role("dialog")
    expect(asked.get_by_label("漏标的字句")).to_have_value("钥匙放在门卫室")
    asked.get_by_role("button", name="补标").click()
    expect(page.get_by_role("status")).to_contain_text("已补标")
    expect(rule(page, "钥匙放在门卫室")).to_be_visible()


def test_noise_is_left_out_of_the_clean_text_and_is_there_again(document: "Page") -> None:
    page = document
    text = page.get_by_role("article", name="原文")
    expect(text).to_contain_text("本文来自")
    page.get_by_role("link", name="清理后").click()
    expect(text).not_to_contain_text("本文来自")
    page.locator("mark.gone").first.click()
    expect(panel(page)).to_contain_text("清理时略去")
    page.get_by_role("link", name="显示杂质").click()
    expect(text).to_contain_text("本文来自")


def test_a_date_is_set_and_the_document_says_by_whom(document: "Page") -> None:
    page = document
    page.get_by_role("button", name="更正日期").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("依据：")
    asked.get_by_label("改为").fill("2019年4月")
    asked.get_by_label("改为").press("Enter")
    expect(asked).to_contain_text("2019-04-01 至 2019-04-30")
    asked.get_by_role("button", name="保存日期").click()
    expect(page.locator("header.about")).to_contain_text("日期2019年4月")


SELECT = """(pane, words) => {
  const walk = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const root = pane.getRootNode();
    const chosen = root.getSelection ? root.getSelection() : window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    return;
  }
  throw new Error("not in the text: " + words);
}"""
