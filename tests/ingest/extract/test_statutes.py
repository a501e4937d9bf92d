"""What binds in a regulation without a word of order, and what there binds nobody."""

from collections.abc import Callable

import pytest

from ingest.extract import statutes
from ingest.extract.clauses import Clause, cut, simplified
from ingest.extract.modality import Cue
from ingest.model import Modality, Span


def clauses_of(sentence: str) -> tuple[Clause, ...]:
    return cut(simplified(sentence), Span(0, len(sentence)))


def told(cue: Cue | None) -> tuple[str, Modality] | None:
    return cue and (cue.words, cue.modality)


MUST, MUST_NOT, MAY = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("本办法所称印章是指公章和专用章", True, "a definition"),
        ("本办法自印发之日起施行", True, "the entry into force"),
        ("印章由专人保管", False, "a rule"),
        ("旧章同时废止", True, "what is no longer in force"),
        ("不合用的台账样式应当及时修改或者废止", False, "but not where that is ordered"),
        ("国家对闸门操作另有规定的，依照其规定", True, "what another text says"),
        ("水务局应当一年内制定细则，国家另有规定的，从其规定", False, "beside a rule"),
        ("泵站应当根据县里的规程，制定本站的细则", False, "a text of its own is drawn up"),
    ],
)
def test_a_frame_binds_nobody(sentence: str, expected: bool, reason: str) -> None:
    assert statutes.is_frame(clauses_of(sentence)) is expected, reason


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("例会的主要任务是通报水情，部署巡查", True, "what somebody's tasks are"),
        ("去年印发的规程，对规范巡查起到了作用", True, "what was done"),
        ("巡查站负责通报水情", False, "a duty"),
        ("对正在使用的旧闸门，年度终了后由水务局检修", False, "which ones, and when"),
    ],
)
def test_tasks_and_the_past_are_told(sentence: str, expected: bool, reason: str) -> None:
    assert statutes.tells_of_tasks(clauses_of(sentence)) is expected, reason


@pytest.mark.parametrize(
    ("find", "clause", "expected", "reason"),
    [
        (statutes.agency, "印章由专人保管", ("由", MUST), "who acts"),
        (statutes.agency, "由档案室登记的公文", None, "which ones"),
        (statutes.agency, "由档案室登记的", None, "a case"),
        (statutes.acting, "县政府发布目录", ("发布", MUST), "what somebody named does"),
        (statutes.acting, "发布目录", None, "nobody is named"),
        (statutes.acting, "县政府先期垫付费用", ("垫付", MUST), "any verb after the name"),
        (statutes.acting, "县政府公布的目录", None, "which one"),
        (statutes.acting, "县政府位于东街", None, "where it is"),
        (statutes.acting, "再由县政府公布", None, "a clause that goes on with the one before"),
        (statutes.right, "旁听人员没有发言权", ("没有发言权", MUST_NOT), "a right that is denied"),
        (statutes.right, "旁听人员有发言权", ("有发言权", MAY), "a right"),
        (statutes.right, "有发言权的人员", None, "who has it"),
        (statutes.instituting, "评估委员会实行主任负责制", ("实行", MUST), "how somebody works"),
        (statutes.instituting, "负责人到场", None, "a word that only begins so"),
        (statutes.statutory, "档案室负责登记", ("负责", MUST), "the verb of a duty"),
        (statutes.statutory, "档案室是主管部门", None, "what somebody is"),
        (statutes.statutory, "印章包括公章", None, "what there is"),
        (statutes.statutory, "水务局负责闸门检修", ("负责", MUST), "a verb that binds"),
        (statutes.statutory, "不停止处理决定的执行", ("不停止", MUST_NOT), "不 before it forbids"),
        (statutes.statutory, "一方当事人不履行", None, "what somebody fails to do is a case"),
        (statutes.statutory, "在公报上公布的文本为标准文本", None, "what counts"),
        (statutes.acting, "水务局对取土后的河段组织复垦", ("组织", MUST), "to what it is done stands before it"),
        (statutes.acting, "依法不予公开的除外", None, "an exception goes with the rule before it"),
        (statutes.agency, "闸门由水务局检修", ("由", MUST), "an agent"),
        (statutes.agency, "把理由告知申请人", None, "理由 is a word"),
        (statutes.agency, "由本县选举产生的人民代表大会代表", None, "which deputies"),
    ],
)
def test_a_clause_binds_by_its_verb(
    find: Callable[[Clause], Cue | None], clause: str, expected: tuple[str, Modality] | None, reason: str
) -> None:
    [one] = clauses_of(clause)
    assert told(find(one)) == expected, reason


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("对评分不服的，向评审组申请复核", ("申请", MAY), "what one may do who is not content"),
        ("无人认领的，上缴国库", ("上缴", MUST), "a verb that the cut takes for part of a noun"),
        ("免职的，不恢复原职级", ("不恢复", MUST_NOT), "what is not to be done in the case"),
        ("当面提交的，以提交之日为收到之日", None, "what counts"),
        ("对评分不服的，评分有效", None, "what holds then"),
        ("对评分不服，向评审组反映", None, "no case"),
    ],
)
def test_what_follows_a_case_binds(sentence: str, expected: tuple[str, Modality] | None, reason: str) -> None:
    case, clause = clauses_of(sentence)
    assert told(statutes.consequent(case, clause)) == expected, reason
