"""The main job on a machine without native wheels: Whoosh and jieba do it alone, and say the same."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
QUERIES = (
    "值班要求",
    "值斑",
    "zhiban",
    "ＺＨＩＢＡＮ",
    "値班",
    "严禁",
    "2小时",
    "职责:值班 情态:严禁",
    "“值班”",
    "没有这种词组呀",
)
JOB = """
import importlib.util, json, sys
from pathlib import Path
from dataclasses import replace
from graph.access import LOCAL
from graph.library import ingest_files
from graph.store import open_store
from search_api.engine import Engine
from search_api.index import open_index
from search_api.index.fields import FacetField, Order
from search_api.models import SearchResponse
from search_api.results import SearchRequest
folder, speeches, *queries = sys.argv[1:]
store = open_store(f"sqlite:///{folder}/zhigui.db")
index = open_index(f"auto:///{folder}/index")
with Engine(store, index) as engine:
    report = ingest_files(store, [Path(speeches)], workers=1)
    engine.catch_up()
    asked = [SearchRequest(q, limit=200, fold=False) for q in queries]
    asked += [replace(asked[0], order=Order.DATE), replace(asked[0], excluded={FacetField.MODALITY: ("obligation",)})]
    found = [SearchResponse.of(engine.search(one, LOCAL)).model_dump(mode="json") for one in asked]
    suggested = [[one.text for one in engine.suggest(typed, LOCAL)] for typed in ("值", "zhib", "zb")]
    there = [name for name in ("tantivy", "rjieba") if name in sys.modules or importlib.util.find_spec(name)]
    print(json.dumps({"engine": type(index).__name__, "there": there, "added": report.added, "found": found,
                      "suggested": suggested}, default=str))
"""


def done(folder: Path, env: Mapping[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-c", JOB, str(folder), str(ROOT / "examples" / "speeches"), *QUERIES]
    ran = subprocess.run(command, env=os.environ | env, cwd=ROOT, capture_output=True, text=True, timeout=500)
    assert ran.returncode == 0, ran.stderr
    result: dict[str, Any] = json.loads(ran.stdout)
    return result


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = os.pathsep.join((str(ROOT / "tests" / "without_wheels"), str(ROOT)))
    return done(tmp_path_factory.mktemp("without"), {"PYTHONPATH": path})


@pytest.fixture(scope="module")
def with_wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return done(tmp_path_factory.mktemp("with"), {"PYTHONPATH": str(ROOT)})


def test_pure_engines_are_chosen_by_themselves(without: dict[str, Any]) -> None:
    assert without["engine"] == "WhooshIndex"
    assert without["there"] == []
    assert without["added"] > 0


def test_what_is_searched_for_is_found_marked_and_counted(without: dict[str, Any]) -> None:
    found = dict(zip(QUERIES, without["found"], strict=False))
    for query in QUERIES[:-1]:
        first = found[query]["hits"][0]
        assert found[query]["total"] == len(found[query]["hits"]), query
        assert any(hit["highlights"] for hit in found[query]["hits"]) or ":" in query, query
        assert found[query]["facets"]["kind"], query
        assert first["text"]
    assert any(hit["rules"] for hit in found["值班要求"]["hits"])


def test_misprints_and_pinyin_are_mended(without: dict[str, Any]) -> None:
    found = dict(zip(QUERIES, without["found"], strict=False))
    for query in ("值斑", "zhiban", "ＺＨＩＢＡＮ"):
        assert found[query]["understood"] == "值班", query
        assert found[query]["verbatim"] == f"“{query}”", query
    assert all("值班" in suggested for suggested in without["suggested"])


def test_both_engines_say_the_same(without: dict[str, Any], with_wheels: dict[str, Any]) -> None:
    assert with_wheels["engine"] == "TantivyIndex"
    assert without["suggested"] == with_wheels["suggested"]
    for pure, native in zip(without["found"], with_wheels["found"], strict=True):
        assert (pure["total"], pure["understood"]) == (native["total"], native["understood"])
        assert pure["facets"] == native["facets"]
        marked = [{hit["passage_id"]: hit["highlights"] for hit in found["hits"]} for found in (pure, native)]
        assert marked[0] == marked[1]
        scores = [{hit["passage_id"]: hit["score"] for hit in found["hits"]} for found in (pure, native)]
        for name in {hit["passage_id"] for found in (pure, native) for hit in found["hits"][:3]}:
            # Lengths of passages are kept less exactly by one than by the other, which turns ties about.
            assert scores[0][name] == pytest.approx(scores[1][name], abs=0.05), pure["query"]
