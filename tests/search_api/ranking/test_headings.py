import pytest

from search_api.ranking.headings import is_heading
from tests.search_api.ranking.hits import make_shown


@pytest.mark.parametrize(
    ("text", "context", "expected", "reason"),
    [
        ("青石镇公务接待须知", "", True, "the title of its document"),
        ("# 青石镇公务接待须知", "", True, "the title as Markdown writes it"),
        ("机关食堂管理办法", "", True, "the title of another paper"),
        ("## 第二章 印章管理", "", True, "a chapter as Markdown writes it"),
        ("第二章 印章管理", "", True, "a chapter"),
        ("二、印章的保管", "印章的保管", True, "a heading of the outline with its number"),
        ("（一）接待范围", "接待范围", True, "a heading in brackets"),
        ("二、印章要专人保管", "印章要专人保管", False, "a heading that states a rule"),
        ("三、做到“四勤”，改进作风", "做到“四勤”，改进作风", False, "a heading that names what to do"),
        ("第九条 不得饮酒", "", False, "an article states something"),
        ("印章由专人保管。", "", False, "a sentence"),
        ("（二）丢失印章的；", "", False, "an item of a list"),
        ("严格落实值班制度", "", False, "an order that ends like the name of a paper"),
        ("", "", False, "nothing"),
    ],
)
def test_is_heading_knows_lines_that_state_nothing(text: str, context: str, expected: bool, reason: str) -> None:
    title = "另一文件" if "须知" not in text else "青石镇公务接待须知"
    shown = make_shown(text or "\n", title=title, headings=(context,) if context else ())
    assert is_heading(shown) is expected, reason


def test_is_heading_is_never_what_a_rule_was_found_in() -> None:
    assert is_heading(make_shown("第二章 印章管理"))
    assert not is_heading(make_shown("第二章 印章管理", rules=("第二章 印章管理",)))
