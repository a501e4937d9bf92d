"""What a document holds, and its spans moved as one."""

from ingest.model import Comparison, Deadline, Frequency, Quantity, Sanction, Span
from tests.factories import make_ability, make_rule


def later(span: Span) -> Span:
    return Span(span.start + 100, span.end + 100)


def test_a_find_is_placed_elsewhere() -> None:
    ability = make_ability()
    assert ability.placed(later).span == later(ability.span)


def test_a_rule_is_placed_elsewhere_with_its_parts() -> None:
    rule = make_rule(
        condition=Span(1, 2),
        exception=Span(2, 3),
        deadline=Deadline("1小时内", "PT1H", span=Span(3, 4)),
        frequency=Frequency("每日", "P1D", Span(4, 5)),
        quantities=(Quantity("不超过3页", Comparison.AT_MOST, 3, "页", Span(5, 6)),),
        sanction=Sanction("通报", Span(6, 7), Span(7, 8)),
    )
    placed = rule.placed(later)
    assert (placed.condition, placed.exception) == (Span(101, 102), Span(102, 103))
    assert placed.deadline == Deadline("1小时内", "PT1H", span=Span(103, 104))
    assert placed.frequency == Frequency("每日", "P1D", Span(104, 105))
    assert [quantity.span for quantity in placed.quantities] == [Span(105, 106)]
    assert placed.sanction == Sanction("通报", Span(106, 107), Span(107, 108))


def test_a_rule_without_parts_is_placed_without() -> None:
    rule = make_rule()
    assert rule.placed(lambda span: span) == rule


def test_a_sanction_spans_its_trigger_and_its_consequence() -> None:
    assert Sanction("通报", Span(6, 8), Span(2, 5)).span == Span(2, 8)
    assert Sanction("通报", Span(6, 8)).span == Span(6, 8)
    assert Sanction("通报").span is None
