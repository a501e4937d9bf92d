import json

import pytest
from typer.testing import CliRunner

from ui import cli

OLD = "全县办公室工作会议上的讲话\n2010年3月1日\n\n机要传真应由双人核收，逐页登记编号后送分管秘书长签批。\n"
NEW = "全县值班工作会议上的讲话\n2014年3月1日\n\n再强调一下。机要传真必须由双人核收，逐页登记编号后送分管秘书长签批。\n"


@pytest.fixture
def zhigui(tmp_path, monkeypatch):
    """Runs a command over two speeches that were ingested."""
    monkeypatch.setenv("ZHIGUI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ZHIGUI_WORKERS", "local:1")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "2010年讲话.txt").write_text(OLD, encoding="utf-8")
    (folder / "2014年讲话.txt").write_text(NEW, encoding="utf-8")
    runner = CliRunner()

    def run(*args):
        return runner.invoke(cli.app, [str(a) for a in args])

    assert run("ingest", folder).exit_code == 0
    return run


def test_export_lineage_prints_a_line_for_each_pair(zhigui):
    [line] = zhigui("export", "lineage").stdout.splitlines()
    pair = json.loads(line)
    assert (pair["relation"], pair["first"], pair["certainty"]) == ("tightened", True, "certain")
    assert pair["changes"] == [{"relation": "tightened", "before": "应", "after": "必须"}]
    for end, text in (("earlier", OLD), ("later", NEW)):
        quote = pair[end]
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert set(quote) == {"document_id", "file", "title", "kind", "date", "outline", "start", "end", "text"}


def test_trace_prints_the_chain_oldest_first(zhigui):
    shown = zhigui("trace", "机要传真由双人核收，逐页登记编号").stdout
    assert "本库最早：2010年3月1日" in shown
    assert "（先后确定）；共 2 处\n" in shown  # the line is not cut
    assert "收紧（应→必须）" in shown
    assert "机要传真[-应由-][+必须由+]双人核收" in shown
    assert shown.index("2010年3月1日  “机要传真") < shown.index("2014年3月1日")


def test_trace_takes_the_id_of_a_rule(zhigui):
    found = json.loads(zhigui("search", "机要传真", "--json").stdout)
    rule = next(rule for hit in found["hits"] for rule in hit["rules"])
    [chain] = json.loads(zhigui("trace", rule["id"], "--json").stdout)
    assert [member["step"] is None for member in chain["members"]] == [True, False]
    assert chain["first"]["date"]["earliest"] == "2010-03-01"


def test_trace_says_where_nobody_said_it(zhigui):
    assert "没有说过" in zhigui("trace", "春节期间燃放烟花爆竹的规定").stdout
    assert zhigui("trace", "0123456789abcdef").exit_code != 0
