"""The tables of `ingest/lexicon` that are counted or drawn rather than written: what built them, to build them again.

    python -m benchmarks.extraction.tables counts TEXTS OUT
    python -m benchmarks.extraction.tables shapes OUT --font SERIF.ttc --font SANS.ttc

`counts` writes `pairs.txt` and `sequences.txt` from a folder of official texts; the tables that ship come from 3,500
laws and reports, less every fourth text by the checksum of its path as given, which was held out to test on. Neither
holds more than pairs, without their counts: two characters, or two words of the dictionary, that stood side by side.
No sentence can be put together again from them. `shapes` writes `shapes.txt`: the characters of `characters.yaml` and
the rest of GB 2312, drawn in Noto Serif CJK Bold and Noto Sans CJK Regular (SIL Open Font License), blurred and
correlated. OUT is a folder; the tables that ship are only replaced by whoever copies them.
"""

import argparse
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.extraction.speed import texts_in
from ingest.clean.normalise import normalise
from ingest.readers import read
from ingest.script import common_rank, simplified_forms
from ingest.words import cut

HELD_OUT = 4
"""One text in so many is left out of the counts."""
PAIR_AT_LEAST, SEQUENCE_AT_LEAST = 3, 4
"""How often two characters, or two words, must stand side by side."""
BEYOND_CHANCE = 4.0
"""By how many bits a sequence must be more frequent than chance: sixteen times."""
LIKE, NEAREST = 0.76, 20
"""From which correlation two shapes are alike, and how many of them a character keeps at most."""
_HANZI = re.compile("[\u4e00-\u9fff]+")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_SIMPLIFIED_FACE = 2
"""The place of the face for simplified Chinese in the Noto CJK collections."""
_CANVAS, _SHRUNK, _SIZE, _ORIGIN, _BLUR = (32, 36), (24, 26), 28, (2, -4), 1.2

_PAIRS = """\
# Two characters that stand side by side three times or more in 3,500 laws and reports (8 million words): each line a
# character and all those that follow it. Built by benchmarks/extraction/tables.py.
"""
_SEQUENCES = """\
# Words that follow one another in those texts four times or more, and sixteen times as often as chance would have it.
# Built by benchmarks/extraction/tables.py.
"""
_SHAPES = """\
# For each character the common ones of like shape, most alike first: drawn in a serif and a sans-serif face, blurred \
and correlated.
# Built by benchmarks/extraction/tables.py.
"""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    counts = commands.add_parser("counts", help="pairs.txt and sequences.txt")
    counts.add_argument("texts", type=Path)
    shapes = commands.add_parser("shapes", help="shapes.txt")
    shapes.add_argument("--font", type=Path, action="append", required=True)
    for command in (counts, shapes):
        command.add_argument("out", type=Path)
    asked = parser.parse_args(argv)
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.command == "counts":
        pairs, sequences = counted(_lines(texts_in([asked.texts])))
        _write(asked.out / "pairs.txt", _PAIRS, pairs)
        _write(asked.out / "sequences.txt", _SEQUENCES, sequences)
    else:
        _write(asked.out / "shapes.txt", _SHAPES, drawn_alike(asked.font))
    return 0


def counted(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The lines of the table of pairs and of that of sequences, from lines of text."""
    words: Counter[str] = Counter()
    following: Counter[tuple[str, str]] = Counter()
    neighbours: Counter[str] = Counter()
    for line in lines:
        said = [word for word in cut(line.strip().lstrip("#")) if not word.isspace()]
        words.update(said)
        following.update(pairwise(said))
        neighbours.update(line[i : i + 2] for i in range(len(line) - 1))
    pairs = defaultdict[str, list[str]](list)
    for pair, count in neighbours.items():
        if count >= PAIR_AT_LEAST and _HANZI.fullmatch(pair):
            pairs[pair[0]].append(pair[1])
    return (
        [first + "".join(sorted(seconds)) for first, seconds in sorted(pairs.items())],
        [" ".join([first, *sorted(seconds)]) for first, seconds in sorted(_sequences(words, following).items())],
    )


def _sequences(words: Counter[str], following: Mapping[tuple[str, str], int]) -> dict[str, list[str]]:
    """The words that follow each word far more often than chance would have it."""
    total = sum(words.values())
    found = defaultdict[str, list[str]](list)
    for (first, second), count in following.items():
        if count < SEQUENCE_AT_LEAST or not (_HANZI.fullmatch(first) and _HANZI.fullmatch(second)):
            continue
        if math.log2(count * total / (words[first] * words[second])) >= BEYOND_CHANCE:
            found[first].append(second)
    return found


def _lines(files: Iterable[Path]) -> Iterator[str]:
    """The lines of the texts that are not held out, normalised, without the comments of Markdown."""
    for path in files:
        if path.suffix in (".md", ".txt") and zlib.crc32(str(path).encode()) % HELD_OUT:
            yield from _COMMENT.sub("", normalise(read(path.read_bytes(), path.name).text)).split("\n")


def drawn_alike(fonts: Sequence[Path]) -> list[str]:
    """The lines of the table of shapes, as these fonts draw them."""
    common = [char for char in common_rank() if ord(char) not in simplified_forms()]
    rest = [chr(code) for code in range(0x4E00, 0x9FA6) if _is_rare(chr(code))]
    drawn = [_drawn(font, [*common, *rest]) for font in fonts]
    # Half precision is what the order of near ties in the table that ships was told by.
    alike = np.mean([shapes @ shapes[: len(common)].T for shapes in drawn], axis=0).astype(np.float16)
    lines = []
    for char, row in zip([*common, *rest], alike, strict=True):
        order = np.argsort(-row.astype(np.float32))
        nearest = [common[j] for j in order if row[j] >= LIKE and common[j] != char][:NEAREST]
        if nearest:
            lines.append(char + "".join(nearest))
    return lines


def _is_rare(char: str) -> bool:
    """Whether a character is in GB 2312 but not among the common ones."""
    return char not in common_rank() and char.encode("gb2312", "ignore") != b""


def _drawn(font: Path, chars: Sequence[str]) -> NDArray[np.float32]:
    """Each character as a row of grey values, centred and of length one, so that a product of two is a correlation."""
    face = ImageFont.truetype(str(font), _SIZE, index=_SIMPLIFIED_FACE)
    rows = np.empty((len(chars), _SHRUNK[0] * _SHRUNK[1]), dtype=np.float32)
    for i, char in enumerate(chars):
        image = Image.new("L", _CANVAS, 0)
        ImageDraw.Draw(image).text(_ORIGIN, char, font=face, fill=255)
        grey = np.asarray(image.filter(ImageFilter.GaussianBlur(_BLUR)).resize(_SHRUNK), dtype=np.float32).ravel()
        grey = grey - grey.mean()
        rows[i] = grey / (np.linalg.norm(grey) + 1e-6)
    return rows


def _write(path: Path, head: str, lines: Iterable[str]) -> None:
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
