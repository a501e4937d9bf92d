"""An answer in parts, for whoever shows it: what it says by itself, what to know of it, its quotes by force."""

from collections.abc import Iterator

from graph.quote import quoted_words
from search_api.models import AskResponse

_KINDS = {"rules": "共 {quotes} 处规定", "quotes": "资料中的原话，{quotes} 处", "comparison": "两份文献的规定如下"}


def head_of(answer: AskResponse) -> str:
    """What the answer says beside its quotes; of quotes alone, how many there are."""
    return own_words(answer) or _KINDS.get(answer.kind, _KINDS["quotes"]).format(quotes=len(answer.quotes))


def own_words(answer: AskResponse) -> str:
    """What the answer says beside its quotes; nothing where it is quotes alone."""
    return answer.answer.removesuffix(quoted_words(answer.quotes)).strip()


def remarks(answer: AskResponse) -> Iterator[str]:
    """What a reader should know: that rules differ, why it is declined, what was searched for."""
    if answer.note:
        yield answer.note
    if not answer.found and answer.searched:
        yield f"查找了：{'、'.join(answer.searched)}"


def in_groups(answer: AskResponse) -> Iterator[tuple[str, int]]:
    """The places of all quotes, group by group, each with the heading that stands above it, if one does."""
    grouped = [place for group in answer.groups for place in group.quotes]
    for group in answer.groups:
        for number, place in enumerate(group.quotes):
            yield group.label if number == 0 else "", place
    rest = [place for place in range(len(answer.quotes)) if place not in grouped]
    for number, place in enumerate(rest):
        yield "其他原话" if grouped and number == 0 else "", place
