"""The clean text where a page broke its lines: what goes with the breaks, and the way back."""

from ingest.clean import clean, find_noise
from ingest.model import NoiseKind, Span
from ingest.pipeline import extract_document
from tests.factories import make_noise

SPEECH = (
    "在全县泵站工作会议上的讲话\n同志们：\n一、管好钥匙\n"
    "钥匙由值守人员统一保管，领用必须登记，归还必须核对，任何人不得私自配制或者转借。\n"
    "库房每天早晚各巡查一次，凡是发现门窗损坏、线路老化的，\n- 3 -\n值守人员必须在2小时内报告站长。\n"
    "汛期实行双人值守，值守人员要保持电话畅通，不得擅自离开岗位。\n"
)


def test_clean_joins_a_sentence_over_a_page_number() -> None:
    cleaned = clean(SPEECH, find_noise(SPEECH))
    assert "线路老化的，值守人员必须在2小时内报告站长" in cleaned.text
    span = Span(cleaned.text.index("老化的，"), cleaned.text.index("值守人员必须") + 4)
    assert cleaned.to_original(span).of(SPEECH) == "老化的，\n- 3 -\n值守人员"


def test_a_rule_goes_over_a_break_and_stands_in_the_file_as_printed() -> None:
    document = extract_document(SPEECH.encode(), "讲话.txt")
    [rule] = [rule for rule in document.rules if rule.deadline]
    assert rule.span.of(SPEECH) == "凡是发现门窗损坏、线路老化的，\n- 3 -\n值守人员必须在2小时内报告站长"
    assert rule.condition is not None
    assert rule.condition.of(SPEECH) == "凡是发现门窗损坏、线路老化的"
    assert rule.bearers == ("值班人员",)


def test_clean_leaves_the_break_after_a_sentence_that_breaks_off() -> None:
    broken = make_noise(SPEECH, "发现门窗损坏、线路老化的，", kind=NoiseKind.TRUNCATION, fix=None)
    assert "老化的，\n" in clean(SPEECH, [broken]).text


def test_clean_puts_a_blank_between_words_in_letters() -> None:
    line = "值守人员登录系统必须使用本人口令并且按月更换口令"
    text = "\n".join([line, line, line, f"{line[:21]} pump", f"station {line[:20]}", f"{line[:10]}。"])
    assert "pump station" in clean(text, ()).text
