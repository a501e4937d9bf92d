"""Asking in a browser: a question to start with, copying, a follow-up, thumbs, a pinned answer, the way back."""

from typing import TYPE_CHECKING

import pytest

from tests.requirements import require
from tests.ui.running import Running
from tests.ui.test_browser_pages import expect_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Page

try:
    from playwright.sync_api import expect
except ImportError:
    require("browser", "playwright is not installed")


@pytest.fixture
def asking(page: "Page", portal: Running) -> "Page":
    """The page of a profile that may copy."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal.ui)
    return page


def answer_quote(page: "Page") -> str:
    """The first quote of the answer that is shown."""
    first = page.locator("section.answer article.quote blockquote").first
    expect(first).to_be_visible()
    return first.inner_text()


def test_a_question_to_start_with_is_answered_and_copied_with_its_source(asking: "Page") -> None:
    page = asking
    page.goto("/ask")
    example = page.locator("nav.examples a").first
    question = example.inner_text()
    example.click()
    expect(page.locator("header.question h2").first).to_have_text(question)
    words = answer_quote(page)
    page.locator("section.answer button.copy").first.click()
    expect(page.locator("section.answer button.copy").first).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(words.split("\n")[0])
    assert "——《" in copied


def test_a_follow_up_keeps_its_topic_in_the_address_and_the_history_has_links(asking: "Page") -> None:
    page = asking
    page.goto("/ask?q=值班有什么要求？")
    answer_quote(page)
    box = page.get_by_role("combobox", name="追问")
    box.fill("那饮酒呢？")
    box.press("Enter")
    page.wait_for_url("**topic=*")
    expect(page.locator("header.question h2").first).to_have_text("那饮酒呢？")
    expect(page.locator("header.question .about").first).to_contain_text("接着问：")
    expect(page.get_by_role("combobox", name="追问")).to_have_value("")
    answer_quote(page)
    page.locator("section.earlier summary").first.click()
    page.locator("section.earlier").get_by_role("link", name="打开这一问").first.click()
    expect(page.locator("header.question h2").first).to_have_text("值班有什么要求？")
    expect_drawn(page)
    page.go_back()
    expect(page.locator("header.question h2").first).to_have_text("那饮酒呢？")


def test_an_answer_is_judged_and_pinned_and_the_curator_sees_both(asking: "Page") -> None:
    page = asking
    question = "档案库房多久检查一次温湿度？"
    page.goto(f"/ask?q={question}")
    words = answer_quote(page)
    page.get_by_role("button", name="没用").click()
    page.get_by_role("textbox", name="哪里不对").fill("没有说节假日")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已转给管理资料的人")).to_be_visible()

    page.get_by_role("button", name="置顶此答案").click()
    page.get_by_role("textbox", name="其他问法").fill("库房温湿度隔多久查")
    page.get_by_role("textbox", name="说明").fill("与档案科核对过")
    page.get_by_role("button", name="置顶", exact=True).click()
    expect(page.locator("p.pinned")).to_contain_text("与档案科核对过")

    page.goto("/ask?q=库房温湿度隔多久查？")
    expect(page.locator("p.pinned")).to_contain_text(question)
    assert answer_quote(page) == words

    page.get_by_role("link", name="置顶答案与读者意见").click()
    expect(page.locator("article.followed").filter(has_text="与档案科核对过")).to_contain_text(words.split("\n")[0])
    expect(page.locator("article.followed.flagged").filter(has_text="没有说节假日")).to_contain_text(question)
    page.get_by_role("button", name="取消置顶").click()
    expect(page.get_by_text("还没有。提问以后")).to_be_visible()
    page.get_by_role("button", name="处理完了").click()
    expect(page.get_by_text("暂时没有。")).to_be_visible()
    page.goto(f"/ask?q={question}")
    answer_quote(page)
    expect(page.locator("p.pinned")).to_have_count(0)
