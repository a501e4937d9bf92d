import pytest

from search_api.answer.asking import read_question
from search_api.answer.stating import other_number, stated_in
from search_api.query.vocabulary import Vocabulary, lexicon_names
from tests.search_api.answer.test_marks import a_quote

VOCABULARY = Vocabulary({"急件": 1, "平件": 1, "办结": 2}, lexicon_names(), 10)
TEXT = "急件须在半小时内办结，平件可在2个工作日内办结。"


@pytest.mark.parametrize(
    ("question", "stated", "reason"),
    [
        ("急件多久办结？", [("半小时内", "PT30M")], "the clause that is asked about"),
        ("平件多久办结？", [("2个工作日内", "P2BD")], "the other one"),
        ("多久办结？", [("半小时内", "PT30M"), ("2个工作日内", "P2BD")], "both"),
    ],
)
def test_stated_in_gives_the_times_of_what_is_asked(question: str, stated: list[tuple[str, str]], reason: str) -> None:
    found = stated_in(read_question(question, VOCABULARY), [a_quote(TEXT, 2010)])
    assert [(one.text, one.iso) for one in found] == stated, reason


def test_stated_in_knows_at_once() -> None:
    [one] = stated_in(read_question("急件多久办结？", VOCABULARY), [a_quote("急件立即办结。", 2010)])
    assert (one.text, one.iso, one.quote) == ("立即", None, 0)


@pytest.mark.parametrize(
    ("question", "told"),
    [("急件要在2小时内办结吗？", "半小时内"), ("急件要在30分钟内办结吗？", ""), ("急件多久办结？", "")],
)
def test_other_number_tells_what_the_rule_says_instead(question: str, told: str) -> None:
    asked = read_question(question, VOCABULARY)
    said = other_number(asked, stated_in(asked, [a_quote(TEXT, 2010)]))
    assert told in said
    assert bool(said) == bool(told)
