"""The three users at the real portal over the samples. What leaves the machine fails every one of these (`page`)."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.requirements import require
from tests.ui.running import SAMPLES, Running

if TYPE_CHECKING:
    from playwright.sync_api import Page

try:
    from playwright.sync_api import expect
except ImportError:
    require("browser", "playwright is not installed")

NOTE = """清岭县应急物资仓库值守须知
一、人员到岗
仓库保管员必须每2小时巡查一次库房，严禁在库区吸烟。
发现险情，应当在20分钟内报告县应急指挥部。
"""


def test_a_newcomer_types_a_duty_and_reads_a_24_hour_rule_at_its_source(page: "Page") -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="检索")
    box.fill("值班要求")
    box.press("Enter")

    card = page.locator("section.card")
    expect(card.get_by_role("heading", name="值班", exact=True)).to_be_visible()
    first = card.locator("article.quote").first
    expect(first.locator(".chip.f-hard")).to_have_text("硬性")
    expect(first.locator(".source .title")).to_contain_text("《")

    hit = page.locator("article.passage", has_text="24小时").first
    expect(hit.locator(".source .kind")).to_have_text(re.compile("讲话|制度|通知"))
    title = hit.locator(".head .title").inner_text()
    words = hit.locator("p.text").inner_text()
    hit.locator("a.head").click()

    expect(page).to_have_url(re.compile(r"/documents\?id=\w+&start=\d+&end=\d+"))
    expect(page.get_by_role("heading", level=2)).to_contain_text(title)
    arrived = page.locator("mark.here")
    expect(arrived.first).to_be_in_viewport()
    assert "".join(arrived.all_inner_texts()).split() == words.split()


def test_a_trainer_walks_from_a_duty_to_who_performs_it_to_an_ability(page: "Page") -> None:
    page.goto("/graph")
    box = page.get_by_role("combobox", name="从一个名称开始")
    box.press_sequentially("值班")
    page.get_by_role("option", name=re.compile("^值班 ?职责")).click()
    picture = page.locator("svg.picture")
    expect(picture.locator(".centre .label")).to_have_text("值班")
    picture.get_by_role("link", name="由谁承担：值班人员").click()
    expect(picture.locator(".centre .label")).to_have_text("值班人员")

    ability = picture.locator("a.k-ability").first
    name = ability.locator("title").text_content() or ""
    ability.click()
    expect(picture.locator(".centre .tag")).to_have_text("能力")
    expect(picture.locator(".centre title")).to_have_text(name.split("：")[1].split("（")[0])
    expect(page.get_by_role("navigation", name="走过的路")).to_have_text(re.compile("全部起点.*值班.*值班人员.*能力"))
    expect(page.locator("table.links .evidence").first).to_be_visible()

    page.get_by_role("navigation", name="走过的路").get_by_role("link", name="值班", exact=True).click()
    expect(picture.locator(".centre .label")).to_have_text("值班")


def test_an_operator_uploads_files_and_finds_one_though_another_cannot_be_read(page: "Page") -> None:
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "2023_应急物资仓库值守须知.txt", "mimeType": "text/plain", "buffer": NOTE.encode("gb18030")},
            {"name": "空白.txt", "mimeType": "text/plain", "buffer": b" \n"},
        ]
    )
    page.get_by_role("button", name="入库", exact=True).click()
    expect(page.get_by_role("heading", name="入库报告")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("共 2 个文件：收下 1 个，未收 1 个")
    expect(page.get_by_role("row", name=re.compile("空白"))).to_contain_text("未收")

    page.goto("/?q=仓库保管员 巡查")
    hit = page.locator("article.passage", has_text="仓库保管员必须每2小时巡查一次库房").first
    expect(hit).to_be_visible()
    expect(hit.locator(".source")).to_contain_text("2023_应急物资仓库值守须知.txt")


@pytest.mark.parametrize("sample", sorted(SAMPLES.rglob("*.pdf"))[:1], ids=lambda path: path.suffix)
def test_a_download_is_the_file_as_it_came_in(page: "Page", portal: Running, sample: Path) -> None:
    page.goto("/documents?q=" + sample.stem)
    page.locator("a.document").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载原件").click()
    assert download.value.suggested_filename == sample.name
    assert Path(download.value.path()).read_bytes() == sample.read_bytes()
