from graph.link.statements import statements
from ingest.pipeline import extract_document

TEXT = """清岭县印章管理办法
2012年3月5日县政府常务会议通过
第一章 总则
第一条　印章由机要室专柜保管；外借须登记。
（一）借用人当日归还
　　不得携章外出办事，确需携带的，由两人同行。好。
本办法自2012年5月1日起施行。
"""


def test_statements_are_sentences_without_title_headings_masthead_and_labels() -> None:
    document = extract_document(TEXT.encode(), "办法.txt")
    found = statements(document)
    assert [one.span.of(document.text) for one in found] == [
        "印章由机要室专柜保管",
        "借用人当日归还",
        "不得携章外出办事，确需携带的，由两人同行",
    ]
    assert [one.plain for one in found][-1] == "不得携章外出办事，确需携带的，由2人同行"
    assert all(document.passages[one.passage].span.holds(one.span) for one in found)


def test_statements_read_past_noise() -> None:
    text = "机要传真由双人核收，逐页登记編号後送秘书长签批。\n"
    document = extract_document(text.encode(), "讲话.txt")
    [one] = statements(document)
    assert one.span.of(document.text) == text.strip("。\n")
    assert "编号后送" in one.plain
