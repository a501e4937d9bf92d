"""Old and new versions, article by article: `python -m benchmarks.lineage.articles [--shared FOLDER] [--verbose]`.

What became of 50 articles, sampled and judged by hand (`articles.tsv`: files, numbers and the verdict, no words).
"""

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.collection import SHARED, Collection, collection
from graph.access import LOCAL
from graph.link.articles import ArticlePair
from graph.link.compare import compare

MARKS = Path(__file__).with_name("articles.tsv")
NOTHING = "-"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody says who read both articles; `old` or `new` is None for what is new or dropped."""

    files: tuple[str, str]
    old: str | None
    new: str | None
    fate: str


def main() -> None:
    """Prints how many are joined rightly, and of how many the fate is right too."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds seeds, corpus and eval")
    parser.add_argument("--verbose", action="store_true", help="each that is wrong")
    options = parser.parse_args()
    marks = read_marks(MARKS)
    with collection(options.shared) as opened:
        found = {files: _aligned(opened, files) for files in {mark.files for mark in marks}}
    wrong, misnamed = judge(marks, found)
    print(f"{len(marks)} articles: {len(marks) - len(wrong)} joined rightly, "
          f"{len(marks) - len(wrong) - len(misnamed)} with the right fate")  # fmt: skip
    if options.verbose:
        print("\n".join(f"    {mark}" for mark in (*wrong, *misnamed)))


def read_marks(path: Path) -> list[Mark]:
    """The judged articles."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Mark((old, new), None if one == NOTHING else one, None if other == NOTHING else other, fate)
        for old, one, new, other, fate in csv.reader(lines, delimiter="\t")
    ]


def judge(
    marks: Sequence[Mark], found: Mapping[tuple[str, str], Sequence[ArticlePair]]
) -> tuple[list[Mark], list[Mark]]:
    """The marks that are contradicted, and those that are not but for the name of the fate."""
    wrong, misnamed = [], []
    for mark in marks:
        fates = {pair.fate.value for pair in found[mark.files] if (pair.old, pair.new) == (mark.old, mark.new)}
        if bool(fates) is (mark.fate == NONE):
            wrong.append(mark)
        elif fates and mark.fate not in fates:
            misnamed.append(mark)
    return wrong, misnamed


def _aligned(opened: Collection, files: tuple[str, str]) -> Sequence[ArticlePair]:
    ids = {Path(document.file).stem: document.id for document in opened.documents.values()}
    return compare(opened.store.view(LOCAL), *(ids[file] for file in files)).articles


if __name__ == "__main__":
    main()
