"""The links of one node in their promised order, the same for every engine."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from graph.schema import EdgeKind, NodeKind
from graph.store.shapes import Link, Neighbourhood, NodeRef, RuleRecord

Found = tuple[list[Link], int]
"""Links up to the cap, and how many there are before it."""


class Links(ABC):
    """Reads the links of a node; what an engine has to know of its own tables are the abstract methods."""

    def of(self, kind: NodeKind, key: str, kinds: frozenset[EdgeKind], limit: int) -> Neighbourhood:
        """Those that most documents bear out, then its rules, then what it stands in or holds. Raises `NotFound`."""
        if kind is NodeKind.RULE:
            return self._of_rule(self.rule(key), kinds, limit)
        centre = self.centre(kind, key)
        links, total = self.added_up(centre, kinds, limit)
        for more in (self.rules, self._contained):
            found, number = more(centre, kinds, max(limit - len(links), 0))
            links = [*links, *found]
            total += number
        return Neighbourhood(centre, tuple(links), total)

    @abstractmethod
    def rule(self, rule_id: str) -> RuleRecord:
        """One rule. Raises `NotFound`."""

    @abstractmethod
    def centre(self, kind: NodeKind, key: str) -> NodeRef:
        """The node with its label. Raises `NotFound`."""

    @abstractmethod
    def added_up(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        """One link for each edge that documents bear out together."""

    @abstractmethod
    def rules(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        """The rules of a role, duty or passage."""

    @abstractmethod
    def above(self, centre: NodeRef) -> Link:
        """What a section or passage stands in."""

    @abstractmethod
    def below(self, centre: NodeRef) -> list[Link]:
        """All that a document or section holds, in text order: as many as it has paragraphs."""

    def _of_rule(self, found: RuleRecord, kinds: frozenset[EdgeKind], limit: int) -> Neighbourhood:
        centre = rule_ref(found)
        ends = [
            *((EdgeKind.BINDS, NodeRef(NodeKind.ROLE, name, name)) for name in dict.fromkeys(found.rule.bearers)),
            *((EdgeKind.GOVERNS, NodeRef(NodeKind.DUTY, name, name)) for name in dict.fromkeys(found.rule.duties)),
        ]
        if found.passage_id:
            ends.append((EdgeKind.STATED_IN, self.centre(NodeKind.PASSAGE, found.passage_id)))
        links = [Link(kind, centre, end, 1, (found.quote,)) for kind, end in ends if kind in kinds]
        return Neighbourhood(centre, tuple(links[:limit]), len(links))

    def _contained(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        holders = (NodeKind.DOCUMENT, NodeKind.SECTION, NodeKind.PASSAGE)
        if centre.kind not in holders or EdgeKind.CONTAINS not in kinds:
            return [], 0
        above = [] if centre.kind is NodeKind.DOCUMENT else [self.above(centre)]
        below = [] if centre.kind is NodeKind.PASSAGE else self.below(centre)
        return [*above, *below][:limit], len(above) + len(below)


def rule_ref(record: RuleRecord) -> NodeRef:
    """The rule as a node: its words are its label."""
    return NodeRef(NodeKind.RULE, record.id, record.quote.text)


def to_rules(kind: EdgeKind, records: Iterable[RuleRecord], centre: NodeRef) -> list[Link]:
    """A link from each rule to the node."""
    return [Link(kind, rule_ref(record), centre, 1, (record.quote,)) for record in records]
