"""Two rules that contradict each other, side by side, with what they are about and why they may differ."""

from search_api.models import RuleModel
from search_api.models.conflicts import RuleConflictModel, VerdictModel
from ui import labels
from ui.components.address import link, to
from ui.components.quotes import rule_card
from ui.components.tree import Node, el


def card(one: RuleConflictModel) -> Node:
    """The conflict with both rules, the older left."""
    before, after = one.one.date.latest, one.other.date.earliest
    apart = before is not None and after is not None and before < after
    return el(
        "article",
        "contradiction",
        el(
            "header",
            "",
            el("span", "what", labels.CONTRADICTIONS[one.contradiction]),
            el("span", "key", *_key(one)),
        ),
        el("div", "two", _side(one.one, "较早" if apart else ""), _side(one.other, "较晚" if apart else "")),
        el("p", "cause", el("b", "", "可能的原因　"), labels.CAUSES[one.cause], *_ways(one)),
        _verdict(one.verdict),
    )


def _key(one: RuleConflictModel) -> list[Node]:
    """What both are about: who, which duty, what."""
    bearer = link(to("graph", kind="role", name=one.bearer), "node k-role", one.bearer)
    duty = link(to("graph", kind="duty", name=one.duty), "node k-duty", one.duty)
    return [bearer, duty, el("span", "about", f"事项：{one.object}")]


def _side(rule: RuleModel, words: str) -> Node:
    return el("div", "", el("h4", "", words) if words else None, rule_card(rule))


def _ways(one: RuleConflictModel) -> list[Node]:
    compare = to("documents", id=one.one.document_id, compare=one.other.document_id)
    return ["　", link(compare, "", "两份文献对照")]


def _verdict(verdict: VerdictModel | None) -> Node | None:
    if verdict is None:
        return None
    note = f"：{verdict.note}" if verdict.note else ""
    return el(
        "p",
        f"ruling v-{verdict.verdict}",
        el("b", "", labels.VERDICTS[verdict.verdict]),
        f"{note}　{verdict.by}　{labels.when_words(verdict.at)}",
    )
