"""Web pages."""

import pytest

from ingest.errors import NoText
from ingest.readers import read

PAGES = [  # markup, text, why
    ("<p>一、必须在岗。</p><p>二、严禁脱岗。</p>", "一、必须在岗。\n二、严禁脱岗。", "a line for each block"),
    ("<p>值班<b>必须</b>\n <i>在岗</i>。</p>", "值班必须 在岗。", "inline elements do not part words, blanks collapse"),
    ("<p>第一行<br>第二行</p>", "第一行\n第二行", "br ends a line"),
    ("<p>&ldquo;三办&rdquo;&amp;服务</p>", "“三办”&服务", "entities are decoded"),
    (
        "<div>正文。</div><script>var a='。';</script><style>p{}</style><!-- 注 -->",
        "正文。",
        "nothing that is not shown",
    ),
    ("<nav>首页</nav><p>正文。</p><footer>版权</footer>", "正文。", "no navigation"),
    ("<ul>" + "<li><a href='#'>栏目</a></li>" * 5 + "</ul><p>正文。</p>", "正文。", "a list of links is a menu"),
    ("<form><p>正文。</p></form>", "正文。", "whole pages stand in a form"),
    ("<table><tr><td>岗位</td><td>要求</td></tr></table>", "岗位 要求", "a row is a line"),
    ("<ruby>值<rt>zhí</rt></ruby>班", "值班", "no pinyin above the characters"),
    ("<p>甲。</p><div class='article'><p>乙。丙。丁。</p></div>", "乙。丙。丁。", "the box with most sentences"),
    ("<p>甲。乙。</p><div class='article'><p>丙。</p></div>", "甲。乙。\n丙。", "a box without them loses nothing"),
    ("<head><title>值班制度</title></head><p>必须在岗。</p>", "值班制度\n必须在岗。", "the title stands first"),
    ("<head><title>值班制度_某某网</title></head><h1>值班制度</h1>", "值班制度", "but not twice"),
    ("正文没有标签。<p>又一段", "正文没有标签。\n又一段", "broken markup"),
]


@pytest.mark.parametrize(("markup", "text", "why"), PAGES, ids=[row[2] for row in PAGES])
def test_read_html_gives_the_main_text(markup: str, text: str, why: str) -> None:
    assert read(markup.encode(), "a.html").text == text, why


CHARSETS = [  # what the page says, what it is written in
    ("gb2312", "gb18030"),
    ("utf-8", "utf-8"),
    ("utf-8", "gb18030"),  # it says one thing and is the other
    ("gbk", "utf-8"),
    ("no-such-charset", "utf-8"),
    ("big5", "gb18030"),
]


@pytest.mark.parametrize(("said", "written"), CHARSETS)
def test_read_html_goes_by_the_charset_only_where_it_reads(said: str, written: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>值班人员必须二十四小时在岗。</p></body></html>'
    assert read(page.encode(written), "a.htm").text == "值班人员必须二十四小时在岗。"


@pytest.mark.parametrize("tag", ["div", "b", "ul"])
def test_read_html_takes_deep_nesting(tag: str) -> None:
    page = f"<{tag}>" * 5000 + "深处有字。" + f"</{tag}>" * 5000
    assert read(page.encode(), "a.html").text == "深处有字。"


@pytest.mark.parametrize("markup", ["<html></html>", "<html><body><img src='a.png'></body></html>"])
def test_read_html_without_words_says_so(markup: str) -> None:
    with pytest.raises(NoText):
        read(markup.encode(), "a.html")
