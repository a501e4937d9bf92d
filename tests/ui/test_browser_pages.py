"""What the pages do in a browser beyond being right: addresses, keys, hostile text, a service that goes away."""

import re
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.requirements import require
from tests.ui.fake_api import HOSTILE
from tests.ui.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Page

try:
    from playwright.sync_api import expect
except ImportError:
    require("browser", "playwright is not installed")

LONG = "在全市长文工作会议上的讲话\n" + "".join(
    f"第{n}段，说明去年的工作情况和取得的成绩，没有提出要求，只是一般的叙述和介绍。\n" for n in range(5_200)
)


def upload(page: "Page", name: str, text: str) -> None:
    """Hands a file in by the page and waits for the report."""
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()}]
    )
    page.get_by_role("button", name="入库", exact=True).click()
    expect(page.get_by_role("heading", name="入库报告")).to_be_visible()


def test_back_forward_reload_and_a_second_tab_show_what_the_address_says(page: "Page") -> None:
    page.goto("/?q=印章")
    page.get_by_role("checkbox", name=re.compile("^禁止")).click()
    page.wait_for_url("**modality=prohibition*")
    expect(page.get_by_role("checkbox", name=re.compile("^禁止"))).to_have_attribute("aria-checked", "true")
    page.locator("article.passage a.head").first.click()
    page.wait_for_url("**/documents?id=*")
    expect(page.locator("article.original")).to_be_visible()
    expect_drawn(page)

    page.go_back()
    expect(page.get_by_role("combobox")).to_have_value("印章")
    expect(page.get_by_role("checkbox", name=re.compile("^禁止"))).to_have_attribute("aria-checked", "true")
    expect(page.locator("article.passage").first).to_be_visible()
    expect_drawn(page)
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("^禁止"))).to_have_attribute("aria-checked", "false")
    page.go_forward()
    page.wait_for_url("**modality=prohibition*")
    page.reload()
    expect(page.get_by_role("checkbox", name=re.compile("^禁止"))).to_have_attribute("aria-checked", "true")

    other = page.context.new_page()
    other.goto("/?q=督查")
    expect(other.locator("article.passage").first).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_value("印章")
    other.close()


def test_the_next_page_goes_on_where_the_first_ended(page: "Page") -> None:
    page.goto("/?q=值班")
    first = page.locator("article.passage p.text").all_inner_texts() if expect_hits(page) else []
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**page=2*")
    expect(page.locator("article.passage .position").first).to_have_text("11")
    assert set(first).isdisjoint(page.locator("article.passage p.text").all_inner_texts())
    page.get_by_role("link", name="回到第一页").click()
    expect(page.locator("article.passage .position").first).to_have_text("1")


def expect_drawn(page: "Page") -> None:
    """Waits for the rest of a page of which something is there already.

    While it is drawn it takes a step back for its own: Streamlit sets its address when it is done.
    """
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()


def expect_hits(page: "Page") -> bool:
    expect(page.locator("article.passage").first).to_be_visible()
    return True


def test_suggestions_are_walked_by_keys(page: "Page") -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="检索")
    box.press_sequentially("印章")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]").evaluate("option => option.firstChild.textContent")
    box.press("Enter")
    expect(box).to_have_value(chosen)
    expect_hits(page)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_what_was_searched_for_is_suggested_in_the_same_browser_until_it_is_cleared(page: "Page") -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="检索")
    for query in ("印章由谁保管", "值班要求"):
        box.fill(query)
        box.press("Enter")
        expect_hits(page)
    options = page.get_by_role("option")
    box.click()
    expect(options).to_have_text(["印章由谁保管最近检索", "清除最近检索"])
    box.fill("由谁")
    expect(options.first).to_have_text("印章由谁保管最近检索")
    options.first.click()
    expect(box).to_have_value("印章由谁保管")
    expect_hits(page)
    page.goto("/")
    box.click()
    expect(options).to_have_text(["印章由谁保管最近检索", "值班要求最近检索", "清除最近检索"])
    box.press("ArrowUp")
    box.press("Enter")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_mended_query_says_so_and_can_be_taken_back(page: "Page") -> None:
    page.goto("/?q=zhibanyaoqiu")
    expect(page.locator(".understood")).to_have_text("显示的是 值班要求 的结果，仍要搜索 zhibanyaoqiu")
    page.locator(".understood a").click()
    expect(page.get_by_role("combobox")).to_have_value("“zhibanyaoqiu”")
    expect(page.locator(".understood")).to_have_count(0)
    expect(page.get_by_role("heading", name="没有找到相符的段落")).to_be_visible()


def test_each_hit_says_why_it_stands_there_when_asked(page: "Page") -> None:
    page.goto("/?q=值班要求")
    expect_hits(page)
    expect(page.locator(".why")).to_have_count(0)
    page.get_by_role("link", name="为什么这样排").click()
    why = page.locator(".why").first
    why.locator("summary").click()
    expect(why).to_contain_text("全文匹配")
    expect(why).to_contain_text("“值班”")
    page.get_by_role("link", name="收起排序理由").click()
    expect(page.locator(".why")).to_have_count(0)


def test_a_question_that_nothing_answers_is_said_to_be_unanswered(page: "Page") -> None:
    page.goto("/ask")
    box = page.get_by_role("combobox", name="问题")
    box.fill("火星探测器几点发射？")
    box.press("Enter")
    expect(page.locator(".unseen")).to_contain_text("资料中未见")
    box.fill("值班有什么要求？")
    box.press("Enter")
    expect(page.locator("section.answer article.quote").first).to_be_visible()
    expect(page.locator("section.earlier")).to_contain_text("火星探测器几点发射？")


def test_hostile_names_and_texts_are_shown_as_they_are(page: "Page") -> None:
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    name = "<img src=x onerror=alert(3)> $a_b$ **粗**.txt"
    upload(page, name, f"关于测试的通知\n仓库保管员必须核对{HOSTILE}并登记。\n")
    expect(page.locator("table.files")).to_contain_text(name)
    page.get_by_role("link", name="打开阅读").click()
    expect(page.locator("article.original")).to_contain_text(HOSTILE)
    expect(page.locator("header.about")).to_contain_text(name)
    page.goto("/?q=仓库保管员 核对")
    expect(page.locator("article.passage", has_text="仓库保管员必须核对").first).to_contain_text("<script>")
    assert page.locator("img[src=x], .katex").count() == 0
    assert alerts == []


def test_a_deletion_asks_first_and_is_complete(page: "Page") -> None:
    upload(page, "待删.txt", "关于临时看护的通知\n临时看护员必须每3小时清点一次器材。\n")
    page.get_by_role("link", name="打开阅读").click()
    page.get_by_role("button", name="删除").click()
    page.get_by_test_id("stDialog").get_by_text("取消").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="删除").click()
    page.get_by_role("button", name="确认删除").click()
    expect(page.get_by_text(re.compile("共 [0-9]+ 份"))).to_be_visible()
    expect(page.get_by_text("待删.txt")).to_have_count(0)
    page.goto("/?q=临时看护员 器材")
    expect(page.locator("article.passage", has_text="临时看护员必须每3小时")).to_have_count(0)


def test_the_reader_goes_to_what_is_clicked_and_hides_what_is_switched_off(page: "Page") -> None:
    page.goto("/documents?q=值班工作制度")
    page.locator("a.document").first.click()
    lines = page.locator("details.rule .line")
    lines.last.locator(".words").click()
    expect(page.locator("mark.open").first).to_be_in_viewport()
    switch = page.get_by_role("button", name=re.compile("^规矩 [0-9]"))
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert page.locator("mark.rule").first.evaluate("m => getComputedStyle(m).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_document_of_200_000_characters_opens_at_the_hit(page: "Page") -> None:
    upload(page, "2021_长文.txt", LONG)
    page.get_by_role("link", name="打开阅读").click()
    page.wait_for_url("**/documents?id=*")
    start = LONG.index("第4000段")
    page.goto(f"{page.url}&start={start}&end={start + 6}")
    expect(page.locator("mark.here")).to_have_text("第4000段")
    expect(page.locator("mark.here")).to_be_in_viewport()
    page.get_by_role("link", name="下一部分").click()
    expect(page.locator("nav.turn span")).not_to_contain_text(f"{start:,}")
    expect(page.locator("mark.here")).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["/", "/?q=值班要求", "/graph?kind=duty&name=值班", "/ask?q=值班有什么要求？", "/documents"]
)
def test_all_words_stand_out_from_their_background(page: "Page", path: str) -> None:
    page.goto(path)
    page.locator(".surface").last.wait_for()
    expect_drawn(page)
    assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const roots = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot).map((e) => e.shadowRoot);
  const weak = [];
  for (const e of roots.flatMap((root) => [...root.querySelectorAll(".surface *, .box *")])) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e instanceof SVGElement) continue;
    let under = e;
    while (under && (rgb(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0)
      under = under.parentElement ?? under.getRootNode().host ?? null;
    const back = under ? rgb(getComputedStyle(under).backgroundColor) : [255, 255, 255];
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push([e.className, e.textContent.slice(0, 20), ratio.toFixed(2)]);
  }
  return weak;
}"""


def test_the_pages_say_when_the_service_is_away_and_recover_by_themselves(page: "Page", portal: Running) -> None:
    page.goto("/?q=值班")
    expect_hits(page)
    portal.stop_api()
    try:
        page.get_by_role("button", name="导出表格").click()
        told = page.get_by_test_id("stDownloadButtonError")
        assert "没有下载成功" in told.evaluate("e => getComputedStyle(e, '::after').content")
        page.get_by_role("combobox").fill("印章")
        page.get_by_role("combobox").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("检索服务没有响应")
        expect(page.get_by_role("button", name="重试")).to_be_visible()
    finally:
        portal.start_api()
    expect_hits(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_page_of_another_origin_is_refused_and_nobody_is_asked_about_it(page: "Page", portal: Running) -> None:
    page.goto("/")
    headers = {
        "Origin": "http://evil.example",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    answer = httpx2.get(f"{portal.ui}/_stcore/stream", headers=headers, trust_env=False)
    assert answer.status_code == 403
    assert portal.attempts == ""


def test_values_are_excluded_and_hits_are_stepped_through_by_keys(page: "Page") -> None:
    page.goto("/?q=值班")
    page.get_by_role("checkbox", name="排除讲话").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**not_kind=speech*")
    expect(page.get_by_role("checkbox", name="排除讲话")).to_have_attribute("aria-checked", "true")
    expect(page.get_by_role("button", name="导出表格")).to_be_visible()

    page.locator("article.passage a.head").first.click()
    page.wait_for_url("**/documents?id=*")
    expect(page.locator("mark.found").first).to_be_visible()
    steps = page.get_by_role("navigation", name="逐处查看")
    before = steps.inner_text()
    back, on = steps.locator("a[data-key=p]"), steps.locator("a[data-key=n]")
    page.keyboard.press("n" if on.count() else "p")
    expect(steps).not_to_have_text(before)
    assert back.count() + on.count() > 0


def test_the_reader_opens_at_the_hit_in_text_and_list_on_a_phone_too(page: "Page") -> None:
    page.goto("/?q=一分钟之内讲清楚")
    page.locator("article.passage a.head").first.click()
    page.wait_for_url("**/documents?id=*")
    expect(page.locator("mark.here").first).to_be_in_viewport()
    expect(page.locator("aside.found .line.near").first).to_be_in_viewport()
    assert page.locator("aside.found").evaluate("e => e.scrollTop") > 0
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    expect(page.locator("mark.here").first).to_be_in_viewport()
    expect(page.locator("aside.found .line.near").first).not_to_be_in_viewport()
