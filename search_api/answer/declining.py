"""Why a question is declined, in the reader's words, with what came nearest."""

from collections.abc import Mapping, Sequence

from graph.quote import Quote
from search_api.answer.asking import Question
from search_api.answer.evidence import Passage
from search_api.answer.kinds import asks_number
from search_api.results import Answer, AnswerKind, Decline

NOT_STATED = "资料中未见相关规定"
NOT_ASKED = "请写出要问的问题"
NEAREST = 3
_WHY: Mapping[Decline, str] = {
    Decline.UNSAID: "资料中没有提到{missing}",
    Decline.SCOPE: "相近的规定说的是另一事项",
    Decline.NO_NUMBER: "相近的规定没有写明所问的数目",
    Decline.NO_PERSON: "资料中没有写明人名",
    Decline.NO_LIST: "资料中只提到这个说法，没有列出内容",
    Decline.OPINION: "所问的是评价或预测，不是规定",
}


def declined(
    question: Question, reason: Decline, nearest: Sequence[Quote], *, confidence: float, missing: Sequence[str] = ()
) -> Answer:
    """The honest word that nothing states it."""
    why = _WHY.get(reason, "").format(missing="、".join(f"“{word}”" for word in missing))
    return Answer(
        question.intent,
        False,
        NOT_STATED,
        (),
        tuple(nearest[:NEAREST]),
        confidence,
        kind=AnswerKind.NONE,
        note=f"{why}。" if why else "",
        missing=tuple(missing),
        reason=reason,
    )


def reason_for(question: Question, best: Passage | None, missing: Sequence[str]) -> Decline:
    """The plainest reason why the best passage does not answer."""
    if best is None:
        return Decline.UNSAID if missing else Decline.UNSURE
    if best.features.lacks_term:
        return Decline.SCOPE
    if asks_number(question.text) and best.features.stated == 0.0:
        return Decline.NO_NUMBER
    return Decline.UNSAID if missing else Decline.UNSURE
