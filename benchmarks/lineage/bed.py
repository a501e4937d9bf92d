"""Sentences changed on purpose: `python -m benchmarks.lineage.bed FOLDER [--number 200]`.

Sentences of a folder of regulations stand in one collection; changed copies of some of them, in documents of their own,
are to be linked to their source, and the relation is to be read. As hard negatives, sentences of other regulations that
share as many set phrases, and copies of which half of the telling words were replaced, must not be linked.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.link.align import align
from graph.link.likeness import RARE, judge
from graph.link.minhash import bands_of, runs
from graph.link.normal import COMMA, normal
from graph.link.relation import Relation, read_relation
from graph.link.restate import worded

Change = Callable[[str, random.Random, list[str]], str | None]
_FILLER = "另外认真切实同时具体统一按照规定相关"


def main() -> None:
    """Prints a line for each kind of change: of how many, how many are linked, how many by a band, relation right."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=200)
    options = parser.parse_args()
    rng = random.Random(7)
    everything = _sentences(options.folder)
    sources = rng.sample([one for one in everything if 18 <= len(one) <= 90], options.number)
    for name, (change, linked, relation) in CHANGES.items():
        counts: Counter[str] = Counter()
        for source in sources:
            changed = change(source, rng, everything)
            if changed is not None and changed != source:
                counts.update(_tried(source, changed, relation))
        share = counts["linked"] / (counts["tried"] or 1)
        wanted = "to be linked" if linked else "not to be linked"
        right = f", relation {counts['relation'] / (counts['linked'] or 1):.2f}" if relation else ""
        print(f"{name:12} {counts['tried']:4} {wanted}: {share:.3f} linked, {counts['band']} share a band{right}")


def _tried(source: str, changed: str, relation: Relation | None) -> dict[str, int]:
    before, after = normal(source).text, normal(changed).text
    shared = set(bands_of(before)) & set(bands_of(after))
    alignment = align(worded(before), worded(after))
    linked = bool(shared) and judge(alignment, frozenset(list(shared)[:RARE])) is not None
    read = read_relation(alignment).relation if linked else None
    return {"tried": 1, "band": bool(shared), "linked": linked, "relation": linked and read is relation}


def _sentences(folder: Path) -> list[str]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".txt"})
    texts = (
        path.read_text(encoding="utf-8", errors="ignore")
        for path in random.Random(3).sample(paths, min(400, len(paths)))
    )
    found = {one.strip() for text in texts for one in re.split("[。；！？\n]", text)}
    return sorted(one for one in found if len(one) >= 12 and not one.startswith(("#", "<")))


def _edited(text: str, rng: random.Random, _: list[str]) -> str:
    """About one character in eight is another one."""
    chars = list(text)
    for at in rng.sample(range(len(chars)), max(1, len(chars) // 8)):
        chars[at] = rng.choice(_FILLER)
    return "".join(chars)


def _shortened(text: str, rng: random.Random, _: list[str]) -> str | None:
    """One clause or a third of the words are left out."""
    clauses = text.split("，")
    if len(clauses) > 2:
        clauses.pop(rng.randrange(len(clauses)))
        return "，".join(clauses)
    cut = rng.randrange(len(text) * 2 // 3)
    return text[:cut] + text[cut + len(text) // 4 :]


def _reordered(text: str, rng: random.Random, _: list[str]) -> str | None:
    clauses = text.split("，")
    rng.shuffle(clauses)
    return "，".join(clauses) if len(clauses) > 1 else None


def _merged(text: str, rng: random.Random, others: list[str]) -> str:
    return f"{rng.choice(others)}，{text}，{rng.choice(others)}"


def _forced(text: str, _: random.Random, __: list[str]) -> str | None:
    return re.sub("应当", "必须", text, count=1) if text.count("应当") == 1 else None


def _eased(text: str, _: random.Random, __: list[str]) -> str | None:
    return re.sub("不得", "一般不", text, count=1) if text.count("不得") == 1 else None


def _timed(text: str, rng: random.Random, _: list[str]) -> str | None:
    found = re.search(r"[一二三四五六七八九十\d]+(?=个?(?:工作日|日|小时|月)内)", text)
    return None if found is None else text[: found.start()] + str(rng.randrange(40, 60)) + text[found.end() :]


def _excepted(text: str, _: random.Random, __: list[str]) -> str | None:
    return f"{text}，但本级政府另有规定的除外" if "除外" not in text and "另有规定" not in text else None


def _numbered(text: str, _: random.Random, __: list[str]) -> str | None:
    """The same number in other digits."""
    return re.sub("二十", "20", text) if re.search("二十(?=[日天人年个])", text) else None


def _other(text: str, _: random.Random, others: list[str]) -> str | None:
    """The sentence of another text that has most of its words."""
    words = normal(text).text
    best = max(others, key=lambda one: 0 if one == text else len(set(words) & set(one)) / (len(one) + 20))
    far = runs(words.replace(COMMA, "")) & runs(normal(best).text.replace(COMMA, ""))
    return best if len(far) < 0.2 * len(words) else None


def _retopicked(text: str, rng: random.Random, _: list[str]) -> str:
    """The same build about something else: all but the commonest words are replaced."""
    told = worded(normal(text).text)
    pool = "桥苗炉船茶鹿琴棉砂灯塔鞋锅糖笛"
    return "".join(
        char if weight < 0.55 else rng.choice(pool) for char, weight in zip(told.words, told.weights, strict=True)
    )


CHANGES: Mapping[str, tuple[Change, bool, Relation | None]] = {
    "edited": (_edited, True, None),
    "shortened": (_shortened, True, None),
    "reordered": (_reordered, True, Relation.EDITED),
    "merged": (_merged, True, None),
    "digits": (_numbered, True, Relation.VERBATIM),
    "forced": (_forced, True, Relation.TIGHTENED),
    "eased": (_eased, True, Relation.RELAXED),
    "excepted": (_excepted, True, Relation.RELAXED),
    "timed": (_timed, True, Relation.DEADLINE_CHANGED),
    "other text": (_other, False, None),
    "other topic": (_retopicked, False, None),
}

if __name__ == "__main__":
    main()
