from pathlib import Path

from graph.access import LOCAL
from ingest.model import Deadline, Force
from search_api.results import SearchRequest
from tests.factories import make_document, make_rule
from tests.search_api.engines import filled_engine

TEXT = """值班工作要求
要做好值班工作。
必须坚守岗位。
带班领导必须到岗。
值班人员必须24小时在岗。
有事必须在1小时内报告。
带班领导必须到岗。
"""
RULES = [
    make_rule(TEXT, "要做好值班工作", force=Force.SOFT, duties=("值班",)),
    make_rule(TEXT, "必须坚守岗位", force=Force.HARD, duties=("值班",)),
    make_rule(TEXT, "带班领导必须到岗", force=Force.HARD, duties=("值班",)),
    make_rule(TEXT, "值班人员必须24小时在岗", force=Force.HARD, duties=("值班",)),
    make_rule(TEXT, "有事必须在1小时内报告", force=Force.HARD, duties=("值班",), deadline=Deadline("1小时内", "PT1H")),
]


def test_cards_put_hard_rules_that_name_and_measure_the_duty_first(tmp_path: Path) -> None:
    with filled_engine(tmp_path, make_document(TEXT, rules=tuple(RULES))) as (engine, _):
        card = engine.search(SearchRequest("值班要求"), LOCAL).card
    assert card is not None
    assert [record.quote.text for record in card.rules] == [
        "值班人员必须24小时在岗",  # hard, names it, measured
        "带班领导必须到岗",  # hard, an alias names it
        "有事必须在1小时内报告",  # hard, measured
        "必须坚守岗位",  # hard
        "要做好值班工作",  # soft
    ]


def test_cards_show_a_wording_once(tmp_path: Path) -> None:
    again = make_document(TEXT + "完\n", file="再讲.txt", rules=tuple(RULES))
    with filled_engine(tmp_path, make_document(TEXT, rules=tuple(RULES)), again) as (engine, _):
        card = engine.search(SearchRequest("值班要求"), LOCAL).card
    assert card is not None
    assert len(card.rules) == len(RULES)
