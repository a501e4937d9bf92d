"""How fast suggestions come: `python -m benchmarks.search.run --suggest [--texts FOLDER… | --store … --index …]`.

Over HTTP on loopback, one after the other, as somebody types: every beginning of names and of words of the collection,
in characters, in pinyin and by first letters. The first one in pinyin is told by itself, once asked for as soon as the
API is ready and once after it has been up for a while.
"""

import http.client
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pypinyin import lazy_pinyin

from benchmarks.engines.__main__ import api
from benchmarks.engines.pairs import Pair
from benchmarks.search.speed import Times, _filled, _read, _timed
from graph.access import LOCAL
from graph.store import open_store
from search_api.index import open_index
from search_api.query.vocabulary import Vocabulary, read_vocabulary

TYPED = 2_000
"""Beginnings that are typed."""
_PATIENCE = 90.0
"""Seconds within which whatever the API makes ready beforehand is ready."""
_FIRST = ("dangan", "xinxi")


def measure_suggestions(options: Any, folder: Path) -> Times:
    """Prints and returns how long suggestions take."""
    store = options.store or f"sqlite:///{folder / 'zhigui.db'}"
    pair = Pair(store, options.index or f"tantivy:///{folder / 'index'}")
    _filled(pair, options.texts, options.passages)
    with open_store(pair.store) as opened, open_index(pair.index) as index:
        vocabulary = read_vocabulary(index, opened.view(LOCAL), LOCAL)
    typed = beginnings(vocabulary, TYPED)
    print(f"{vocabulary.passages} passages, {len(vocabulary.words)} words, {len(typed)} beginnings")
    for waited, prefix in zip((False, True), _FIRST, strict=True):
        # One process, so that the one that has settled is the one that is asked.
        with api(pair, folder, ZHIGUI_PROCESSES="1") as (client, _):
            address = (client.base_url.host, client.base_url.port or 80)
            if waited:
                _settle(address)
            [first] = _timed(address, [prefix], ask_suggestions)
            print(f"{first * 1000:8.1f} ms the first in pinyin, {'once warm' if waited else 'at once'}")
            if waited:
                times = Times.of(_timed(address, typed, ask_suggestions))
    for share in (0.5, 0.95, 0.99, 1.0):
        print(f"{times.at(share):8.1f} ms p{share * 100:.0f}")
    return times


def beginnings(vocabulary: Vocabulary, count: int, *, seed: int = 6) -> Sequence[str]:
    """What stands in the box, keystroke by keystroke, until so many are there; the same for the same words."""
    chosen = random.Random(seed)
    words = sorted({*vocabulary.names, *vocabulary.words})
    typed: list[str] = []
    while words and len(typed) < count:
        typed += _keystrokes(chosen.choice(words), chosen.choice(("characters", "pinyin", "first letters")))
    return typed[:count]


def ask_suggestions(connection: http.client.HTTPConnection, prefix: str) -> None:
    """One request for suggestions."""
    connection.request("GET", f"/api/v1/suggest?q={quote(prefix)}")
    _read(connection)


def _keystrokes(word: str, way: str) -> Iterator[str]:
    syllables = lazy_pinyin(word)
    written = {"characters": word, "pinyin": "".join(syllables), "first letters": "".join(s[:1] for s in syllables)}
    return (written[way][:end] for end in range(1, len(written[way]) + 1))


def _settle(address: tuple[str, int]) -> None:
    """Returns when the API uses no time of its own any more: answers that need nothing come evenly."""
    quiet = 0
    deadline = time.monotonic() + _PATIENCE
    while quiet < 5 and time.monotonic() < deadline:
        time.sleep(1)
        quiet = quiet + 1 if max(_timed(address, ["值班"] * 20, ask_suggestions)) < 0.01 else 0
