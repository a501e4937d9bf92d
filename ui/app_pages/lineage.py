"""溯源: a sentence or a rule, when it was first said here, who is credited, and how its words changed."""

from functools import partial

import streamlit as st

from search_api.models import RuleModel
from search_api.models.lineage import LineageModel
from ui.components import chains, followed, outcome, surface
from ui.components.address import Address, here, link, to
from ui.components.box import box
from ui.components.curator import name_box
from ui.components.quotes import rule_card
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

EXAMPLES = ("值班人员必须24小时在岗", "严禁脱岗离岗", "紧急信息必须在1小时内上报")
MOST = 2_000
"""Characters that are traced at once."""
PICKED = 8
"""Rules that are offered for what was typed."""
_FORMATS = {
    "docx": ("下载沿革（Word）", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "csv": ("下载沿革（表格）", "text/csv"),
}


def start() -> None:
    """What can be asked, what is followed and what is new about it."""
    examples = [link(to("lineage", q=words), "example", words) for words in EXAMPLES]
    surface.show("examples", el("nav", "examples", el("span", "", "可以这样问"), *examples))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with right:
        name_box("关注人")
    with left:
        surface.show("follow_head", el("h3", "", "关注的规矩"))
    with api_failures():
        followed.listed()


def traced(shown: Address) -> None:
    """The chains of the rule or the words in the address, one of them in full."""
    rule_id, words = shown.get("rule"), shown.get("q")[:MOST]
    with api_failures():
        found = api().lineage(rule_id) if rule_id else api().trace(words)
        picks = [] if rule_id else _picks(words)
    if found.rule:
        surface.show("rule", el("h3", "count", "所问的规矩"), rule_card(found.rule, traced=True))
    if found.rule or found.chains:
        _actions(found)
    if not found.chains:
        surface.show("nothing", _nothing(found, words), *picked(picks))
        return
    chosen = min(shown.number("chain") or 0, len(found.chains) - 1)
    also = chains.others(shown, found.chains, chosen)
    nodes = [*chains.chain(found.chains[chosen]), also, *picked(picks)]
    surface.show("chain", *(node for node in nodes if node is not None))


def _nothing(found: LineageModel, words: str) -> Node:
    if found.rule:
        return el("p", "empty", "本库没有别处说过这条规矩。")
    way = link(to("search", q=words), "", "到检索里找相关的段落")
    return el("p", "empty", "本库没有说过这句话或与之相近的话。", way)


def _picks(words: str) -> list[RuleModel]:
    """Rules that have something to do with what was typed, to be picked instead."""
    hits = api().search(words[:200], [], limit=5).hits
    by_words = {rule.text: rule for hit in reversed(hits) for rule in reversed(hit.rules)}
    return list(reversed(by_words.values()))[:PICKED]


def picked(rules: list[RuleModel]) -> list[Node]:
    """The rules to pick from."""
    lines = [el("li", "", link(to("lineage", rule=rule.id), "", rule.text)) for rule in rules]
    return [el("section", "also", el("h3", "", "或者选一条相关的规矩"), el("ul", "", *lines))] if lines else []


def _actions(found: LineageModel) -> None:
    """Following it, and taking it away."""
    service, rule_id = api(), found.rule.id if found.rule else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with api_failures():
            if found.rule:
                followed.button(found.rule)
            else:
                followed.search_button(found.text)
        st.space("stretch")
        for format, (words, mime) in _FORMATS.items():
            st.download_button(
                words,
                # Made when it is asked for, outside of the session.
                data=partial(service.lineage_file, rule_id, found.text, format),
                file_name=f"沿革_{_lead(found.text)}.{format}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
            )


def _lead(words: str) -> str:
    """The first words, as a part of a file's name."""
    return "".join(letter for letter in words if letter.isalnum())[:16] or "一句话"


def main() -> None:
    """Draws the page."""
    shown = here("lineage")
    asked = bool(shown.get("q") or shown.get("rule"))
    head = el("header", "plain", el("h1", "", "溯源"), el("p", "", "一句话最早是谁说的，后来谁重申过，字句怎样变。"))
    surface.show("lineage_head", head)
    box(
        "lineage_box",
        to("lineage", q=shown.get("q") or None),
        label="要溯源的话",
        placeholder="粘贴一句话，如：值班人员必须24小时在岗",
        button="溯源",
        longest=2_000,
    )
    outcome.notice()
    if asked:
        traced(shown)
    else:
        start()


main()
