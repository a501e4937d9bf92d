import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.words import cut
from search_api.analysis.highlight import highlights


@pytest.mark.parametrize(
    ("text", "expressions", "expected", "reason"),
    [
        ("值班人员在岗", ["值班"], ["值班人员"], "the whole word around"),
        ("要值班，要登记", ["值班", "登记"], ["值班", "登记"], "in order"),
        ("严禁体外循环", ["体外循环"], ["体外循环"], "an expression of several words"),
        ("二十四小时在岗", ["24小时"], ["二十四小时"], "a quantity in Chinese numerals"),
        ("半小时内报告", ["30分钟"], ["半小时"], "a quantity written in another way"),
        ("檔案移交", ["档案"], ["檔案"], "traditional text, simplified query"),
        ("督查督办督查", ["督查"], ["督查督办督查"], "spans that touch are one"),
        ("接待从简", ["值班"], [], "nothing"),
        ("接待从简", [], [], "nothing asked"),
        ("", ["值班"], [], "no text"),
    ],
)
def test_highlights_are_the_words_that_say_it(
    text: str, expressions: list[str], expected: list[str], reason: str
) -> None:
    found = [span.of(text) for span in highlights(text, expressions)]
    joined = "".join(found) if reason == "spans that touch are one" else found
    assert joined == ("".join(expected) if reason == "spans that touch are one" else expected), reason


_TEXT = st.text("值班人员严禁脱岗24小时在督查办公室，。 公文a", max_size=30)


@given(_TEXT, st.lists(_TEXT, max_size=3))
def test_highlights_are_apart_in_order_and_never_cut_a_word(text: str, expressions: list[str]) -> None:
    spans = highlights(text, expressions)
    edges = {0}
    for word in cut(text):
        edges.add(max(edges) + len(word))
    last = -1
    for span in spans:
        assert last < span.start < span.end <= len(text)
        last = span.end
        assert span.start in edges or text[span.start].isdigit()
        assert span.end in edges or text[span.end - 1] in "24小时"
