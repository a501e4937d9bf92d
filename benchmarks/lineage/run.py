"""Where rules were first stated: `python -m benchmarks.lineage.run [--shared FOLDER] [--verbose]`.

Pairs of the judged groups that are linked (precision counts the hard negatives that are linked too), the relation of
each judged step, and whether the first of a family is the judged one; beside two baselines over the same statements:
sentences that are the same to the letter, and MinHash likeness of 0.5 with nothing verified.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.collection import SHARED, Collection, collection
from graph.access import LOCAL
from graph.link.candidates import Shelf, Shelved, document_of
from graph.link.lineage import all_links, pairs
from graph.link.normal import COMMA
from graph.link.order import age_key
from graph.quote import Quote

HASHES = 128
"""Of the MinHash baseline."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that a system links, the earlier first."""

    earlier: Quote
    later: Quote
    relation: str
    first: bool
    told: float = 0.0


@dataclass
class Score:
    """What there is to count of one system."""

    hit: int = 0
    missed: int = 0
    wrong: int = 0
    relations: list[bool] = field(default_factory=list)
    firsts: list[bool] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The figures."""
        precision = self.hit / ((self.hit + self.wrong) or 1)
        recall = self.hit / ((self.hit + self.missed) or 1)
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        relation = sum(self.relations) / (len(self.relations) or 1)
        first = sum(self.firsts) / (len(self.firsts) or 1)
        return (
            f"pairs F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}), relation {relation:.3f} of "
            f"{len(self.relations)} steps, first {first:.3f} of {len(self.firsts)} groups"
        )


def main() -> None:
    """Prints a line for each system, and with --verbose each miss."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds seeds, corpus and eval")
    parser.add_argument("--verbose", action="store_true", help="each miss")
    options = parser.parse_args()
    text = (options.shared / "eval" / "lineage.jsonl").read_text(encoding="utf-8")
    judged = [json.loads(line) for line in text.splitlines()]
    with collection(options.shared) as opened:
        view = opened.store.view(LOCAL)
        for name, system in (("zhigui", _zhigui), ("same sentence", _same), ("MinHash 0.5", _minhash)):
            began = time.perf_counter()
            found = list(system(view))
            took = time.perf_counter() - began
            score = judge(opened, judged, found)
            print(f"{name:14} {score.line()}; {len(found)} pairs in {took:.1f} s")
            if options.verbose:
                print("\n".join(f"    {note}" for note in score.notes))


def judge(opened: Collection, judged: Sequence[Any], found: Sequence[Found]) -> Score:
    """The score of what a system links."""
    score = Score()
    for group in judged:
        steps = {frozenset((s["from"], s["to"])): s["relation"].replace("-", "_") for s in group.get("steps", ())}
        firsts: set[str] = set()
        for one, other in combinations(group["members"], 2):
            hits = list(_hits(opened, found, one, other))
            names = f"{group['id']} {one['passage']} {other['passage']}"
            if group["kind"] == "hard_negative":
                score.wrong += bool(hits)
                score.notes += [f"linked, wrongly: {names}"] * bool(hits)
                continue
            score.hit += bool(hits)
            score.missed += not hits
            score.notes += [f"missed: {names}"] * (not hits)
            firsts |= {_member(opened, pair.earlier, one, other) for pair in hits if pair.first}
            step = steps.get(frozenset((one["passage"], other["passage"])))
            if step is not None:
                said = max(hits, key=lambda pair: pair.told).relation if hits else "nothing"
                score.relations.append(said == step)
                score.notes += [f"{said}, not {step}: {names}"] * (said != step)
        if group["kind"] == "group":
            right = bool(firsts) and firsts <= set(group["earliest_accept"])
            score.firsts.append(right)
            score.notes += [f"first {sorted(firsts)}, not {group['earliest']}"] * (not right)
    return score


def _hits(opened: Collection, found: Sequence[Found], one: Any, other: Any) -> Iterator[Found]:
    here, there = _place(opened, one), _place(opened, other)
    for pair in found:
        straight = _overlaps(pair.earlier, here) and _overlaps(pair.later, there)
        if straight or (_overlaps(pair.earlier, there) and _overlaps(pair.later, here)):
            yield pair


def _member(opened: Collection, quote: Quote, one: Any, other: Any) -> str:
    """Which of the two members the quote is."""
    return str((one if _overlaps(quote, _place(opened, one)) else other)["passage"])


def _place(opened: Collection, member: Any) -> tuple[str, int, int]:
    document_id, line = opened.place_of(member["passage"])
    return document_id, line + member["start"], line + member["end"]


def _overlaps(quote: Quote, place: tuple[str, int, int]) -> bool:
    return quote.document_id == place[0] and quote.start < place[2] and place[1] < quote.end


def _zhigui(shelf: Shelf) -> Iterator[Found]:
    for pair in pairs(all_links(shelf)):
        link = pair.link
        yield Found(
            link.earlier.quote, link.later.quote, link.reading.relation.value, pair.first, link.alignment.told
        )  # fmt: skip


def _everything(shelf: Shelf) -> list[Shelved]:
    return [one for document_id in shelf.document_ids() for one in shelf.stated(document_id)]


def _same(shelf: Shelf) -> Iterator[Found]:
    """Sentences with the same words."""
    by_words: dict[str, list[Shelved]] = {}
    for one in _everything(shelf):
        by_words.setdefault(one.quote.text.strip(), []).append(one)
    for same in by_words.values():
        yield from _joined(same)


def _minhash(shelf: Shelf) -> Iterator[Found]:
    """Sentences whose sets of three-character runs are alike by half, as MinHash estimates it."""
    everything = _everything(shelf)
    signatures = [_signature(one.plain.replace(COMMA, "")) for one in everything]
    bands: dict[tuple[int, int, int], list[int]] = {}
    for place, signature in enumerate(signatures):
        for band in range(0, HASHES, 2):
            bands.setdefault((band, signature[band], signature[band + 1]), []).append(place)
    linked = {pair for places in bands.values() for pair in combinations(places, 2)}
    for one, other in sorted(linked):
        alike = sum(a == b for a, b in zip(signatures[one], signatures[other], strict=True))
        if alike >= HASHES / 2 and document_of(everything[one].key) != document_of(everything[other].key):
            yield from _joined([everything[one], everything[other]])


def _signature(words: str) -> list[int]:
    runs = [crc32(words[at : at + 3].encode()) for at in range(max(len(words) - 2, 1))]
    return [min((run * (2 * seed + 1) * 0x9E3779B1 + seed * 0x85EBCA6B) & 0xFFFFFFFF for run in runs)
            for seed in range(HASHES)]  # fmt: skip


def _joined(same: Sequence[Shelved]) -> Iterator[Found]:
    """All pairs, the oldest of them as the first."""
    ordered = sorted(same, key=age_key)
    for one, other in combinations(ordered, 2):
        if document_of(one.key) != document_of(other.key):
            relation = "verbatim" if one.plain == other.plain else "edited"
            yield Found(one.quote, other.quote, relation, first=one is ordered[0])


if __name__ == "__main__":
    main()
