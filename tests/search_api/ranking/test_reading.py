import pytest

from search_api.ranking.reading import answered, answers, says
from search_api.results import Intent


@pytest.mark.parametrize(
    ("sentence", "expression", "degree", "reason"),
    [
        ("要增强本领", "本领", 1.0, "a word"),
        ("本领域事项", "本领", 0.6, "inside another word"),
        ("公务用车管理", "公务用车", 1.0, "several words"),
        ("二十四小时值班", "24小时", 1.0, "a quantity however written"),
        ("12小时值班", "24小时", 0.0, "another quantity"),
        ("要增强本领", "能力", 0.0, "not said"),
    ],
)
def test_says_tells_words_from_parts_of_words(sentence: str, expression: str, degree: float, reason: str) -> None:
    assert says(sentence, expression) == degree, reason


@pytest.mark.parametrize(
    ("sentence", "intent", "held"),
    [
        ("应在两小时内签收", Intent.DEADLINE, True),
        ("应认真签收", Intent.DEADLINE, False),
        ("一律不得外传", Intent.PROHIBITION, True),
        ("可以外传", Intent.PROHIBITION, False),
        ("依规给予处分", Intent.SANCTION, True),
        ("由办公室负责", Intent.WHO, True),
        ("天气很好", Intent.TOPIC, False),
    ],
)
def test_answers_sees_what_an_intent_asks_for(sentence: str, intent: Intent, held: bool) -> None:
    assert answers(sentence, intent) is held


def test_answered_is_less_by_what_speaks_of_a_time_and_tells_none() -> None:
    told, soon, vague = (
        answered(sentence, Intent.DEADLINE) for sentence in ("两小时内签收", "当天签收", "在规定的期限内签收")
    )
    assert told == soon > vague > 0
