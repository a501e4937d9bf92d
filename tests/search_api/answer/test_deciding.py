import pytest

from search_api.answer.asking import read_question
from search_api.answer.deciding import asks_whether, verdict_of
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.results import Verdict

VOCABULARY = Vocabulary({}, lexicon_names(), 10)


@pytest.mark.parametrize(
    ("question", "sentence", "verdict", "reason"),
    [
        ("能把印章带出单位吗？", "印章不得带出单位。", Verdict.NO, "a ban"),
        ("可以旁听吗？", "公民可以旁听会议。", Verdict.YES, "a leave"),
        ("可以带走印章吗？", "未经批准，不得带走印章。", Verdict.CONDITIONAL, "a ban but for leave"),
        ("没有批准可以带走印章吗？", "未经批准，不得带走印章。", Verdict.NO, "the very case that is banned"),
        ("可以借阅吗？", "经档案室负责人同意，可以借阅。", Verdict.CONDITIONAL, "a leave that needs consent"),
        ("旁听的人有没有表决权？", "旁听人员没有表决权。", Verdict.NO, "no right"),
        ("可以借阅吗？", "档案室每天开放。", None, "neither"),
    ],
)
def test_verdict_is_what_the_sentence_says(question: str, sentence: str, verdict: Verdict | None, reason: str) -> None:
    assert verdict_of(read_question(question, VOCABULARY), sentence) is verdict, reason


@pytest.mark.parametrize(
    ("question", "whether"),
    [("能不能外传？", True), ("可以外传吗？", True), ("哪些不能外传？", False), ("外传有什么后果？", False)],
)
def test_asks_whether_tells_yes_or_no_from_a_list(question: str, whether: bool) -> None:
    assert asks_whether(read_question(question, VOCABULARY)) is whether
