"""Rules of an answer by how they bind: what is forbidden, what must, what should, what may be done."""

from collections.abc import Mapping, Sequence

from graph.quote import Quote
from graph.store.shapes import RuleRecord
from ingest.model import Force, Modality
from search_api.results import Group

LABELS: Mapping[tuple[Modality, Force], str] = {
    (Modality.PROHIBITION, Force.HARD): "禁止",
    (Modality.PROHIBITION, Force.SOFT): "不应",
    (Modality.OBLIGATION, Force.HARD): "必须",
    (Modality.OBLIGATION, Force.SOFT): "应当",
    (Modality.PERMISSION, Force.HARD): "可以",
    (Modality.PERMISSION, Force.SOFT): "可以",
    (Modality.RECOMMENDATION, Force.HARD): "提倡",
    (Modality.RECOMMENDATION, Force.SOFT): "提倡",
}
"""In the order in which they are shown."""


def groups_of(quotes: Sequence[Quote], rules: Sequence[Sequence[RuleRecord]]) -> tuple[Group, ...]:
    """The quotes by the hardest rule in each; those without a rule are in no group."""
    order = list(LABELS)
    by_label: dict[str, list[int]] = {}
    for place, (quote, stated) in enumerate(zip(quotes, rules, strict=True)):
        inside = [
            (one.rule.modality, one.rule.force)
            for one in stated
            if quote.start <= one.quote.start and one.quote.end <= quote.end
        ]
        if inside:
            by_label.setdefault(LABELS[min(inside, key=order.index)], []).append(place)
    shown = list(dict.fromkeys(LABELS.values()))
    return tuple(Group(label, tuple(by_label[label])) for label in sorted(by_label, key=shown.index))
