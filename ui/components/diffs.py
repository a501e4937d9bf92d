"""What became of a wording: the words that went, came and moved, the chip of the relation, certainty in words."""

from collections.abc import Sequence

from graph.link.diff import Kind
from search_api.models.lineage import ChangeModel, PieceModel
from ui import labels
from ui.components.tree import Node, el

_TITLES = {Kind.REMOVED: "删去的字", Kind.ADDED: "新增的字", Kind.MOVED: "从句中别处移来的字"}


def relation_chip(relation: str) -> Node:
    """What the later wording does to the earlier one, in a word."""
    return el("span", f"rel r-{relation}", labels.RELATIONS[relation])


def changed_words(changes: Sequence[ChangeModel]) -> Node | None:
    """The words that carry the change: 应 → 必须."""
    if not changes:
        return None
    return el("span", "carried", *(_change(one) for one in changes))


def _change(one: ChangeModel) -> Node:
    before = el("del", "", one.before) if one.before else el("span", "none", "（无）")
    after = el("ins", "", one.after) if one.after else el("span", "none", "（删）")
    return el("span", f"change r-{one.relation}", before, " → ", after)


def difference(pieces: Sequence[PieceModel]) -> list[Node]:
    """The later wording with what was removed struck through where it stood."""
    return [_piece(piece) for piece in pieces]


def sides(pieces: Sequence[PieceModel]) -> tuple[list[Node], list[Node]]:
    """The earlier wording with what went from it, and the later one with what came to it."""
    earlier = sorted((p for p in pieces if p.before), key=lambda p: p.before.start if p.before else 0)
    return [_piece(p) for p in earlier], [_piece(p) for p in pieces if p.after]


def legend() -> Node:
    """How the colours are to be read."""
    keys = (el("del", "", "删去"), el("ins", "", "新增"), el("span", "moved", "移动"))
    return el("p", "legend", el("span", "note", "与前文相比："), *keys)


def certainty_words(certainty: str) -> str:
    """How sure it is which of two was first, and why."""
    return labels.CERTAINTY_REASONS[certainty]


def _piece(piece: PieceModel) -> Node:
    title = {"title": _TITLES[piece.kind]} if piece.kind in _TITLES else {}
    match piece.kind:
        case Kind.REMOVED:
            return el("del", "", piece.text, attrs=title)
        case Kind.ADDED:
            return el("ins", "", piece.text, attrs=title)
        case Kind.MOVED:
            return el("span", "moved", piece.text, attrs=title)
    return piece.text
