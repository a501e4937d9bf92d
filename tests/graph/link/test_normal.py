import pytest

from graph.link.normal import body, normal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("第三十四条　值班员须在岗。", "值班员须在岗", id="the label in front is no part of what is said"),
        pytest.param("（二）值班员须在岗", "值班员须在岗", id="an item's label"),
        pytest.param("一是要带班", "要带班", id="a counted point"),
        pytest.param("二十四小时內報告", "24小时内报告", id="traditional characters and Chinese numerals"),
        pytest.param("须在 24 小时内报告", "须在24小时内报告", id="blanks"),
        pytest.param("违反本办法第十二条第二款规定", "违反本办法第条第款规定", id="which article is referred to"),
        pytest.param(
            "先登记，再领取：不得代领", "先登记，再领取，不得代领", id="where a clause ends is kept as one comma"
        ),
        pytest.param("查、学、改“三步”走", "查学改三步走", id="other marks"),
        pytest.param("一律不得外传", "一律不得外传", id="一律 counts nothing"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_normal_keeps_what_is_said(text: str, expected: str) -> None:
    assert normal(text).text == expected


def test_normal_says_where_each_character_stood() -> None:
    text = "（一）应当在二十四小时内，报告！"
    found = normal(text)
    place = found.text.index("24")
    assert found.source(place, place + 2).of(text) == "二十四"
    assert found.source(0, len(found.text)).of(text) == "应当在二十四小时内，报告"


def test_body_of_a_label_alone_is_the_label() -> None:
    assert body("第三条") == 0
