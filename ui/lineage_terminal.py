"""How a lineage looks in the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from graph.link.diff import Kind
from search_api.exports.words import source_words
from search_api.models.lineage import ChainModel, StepModel
from ui.labels import CERTAINTIES, RELATIONS, date_words

_STYLES = {Kind.SAME: "", Kind.REMOVED: "red strike", Kind.ADDED: "green", Kind.MOVED: "cyan"}


def print_chains(console: Console, chains: Sequence[ChainModel]) -> None:
    """Each chain, oldest first, with what every statement changed."""
    for chain in chains:
        _print_chain(console, chain)
    if not chains:
        console.print("本库没有说过这句话或与之相近的话。")


def _print_chain(console: Console, chain: ChainModel) -> None:
    if chain.first is None:
        head = "最早出处不明：所有文献都没有日期"
    else:
        sure = "只此一处" if len(chain.members) == 1 else CERTAINTIES[chain.certainty]
        head = f"本库最早：{date_words(chain.first.date)}《{chain.first.title}》（{sure}）"
    unknown = f"，其中 {chain.undated} 处日期不详，先后未知" if chain.undated and chain.first else ""
    console.print(Text(f"{head}；共 {len(chain.members)} 处{unknown}", style="bold"))
    for place, member in enumerate(chain.members, start=1):
        console.print(Text(f"{place}. {date_words(member.quote.date)}  ", style="bold"), end="")
        if member.step is None:
            console.print(Text(f"“{member.quote.text}”"))
        else:
            _print_step(console, member.step)
        console.print(Text("   ——" + source_words(member.quote), style="dim"))


def _print_step(console: Console, step: StepModel) -> None:
    words = "、".join(f"{change.before or '（无）'}→{change.after or '（删）'}" for change in step.changes)
    console.print(
        Text(f"比第 {step.after + 1} 处：{RELATIONS[step.relation]}" + (f"（{words}）" if words else ""), "cyan")
    )
    shown = Text("   “")
    for piece in step.diff:
        marks = {Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("[+", "+]"), Kind.MOVED: ("[~", "~]")}.get(
            piece.kind, ("", "")
        )
        shown.append(marks[0] + piece.text + marks[1], style=_STYLES[piece.kind])
    console.print(shown.append("”"))
