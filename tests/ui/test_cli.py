import csv
import io
import json

import pytest
from typer.testing import CliRunner

from graph.access import LOCAL
from graph.corrections.model import Anchor
from graph.errors import NotFound
from graph.store import open_store
from ingest.model import Span
from search_api.answer.held import Sources
from search_api.errors import IndexFull, IndexUnwritable
from search_api.kept.pinned import AnswerRecords
from search_api.settings import Settings
from tests.factories import make_correction
from ui import cli

COMMANDS = ("up", "ingest", "search", "saved", "ask", "extract", "serve", "rebuild", "trace", "export", "curated")
SPEECH = "全县办公室工作会议上的讲话\n\n一、抓好值班\n值班人员必须24小时在岗，严禁脱岗。\n"


@pytest.fixture
def zhigui(tmp_path, monkeypatch):
    """Runs a command in a data folder of its own."""
    monkeypatch.setenv("ZHIGUI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ZHIGUI_WORKERS", "local:1")
    runner = CliRunner()

    def run(*args):
        return runner.invoke(cli.app, [str(a) for a in args])

    return run


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(zhigui, command):
    result = zhigui(command, "--help")
    assert result.exit_code == 0
    assert f"例：zhigui {command}" in result.stdout


def test_export_gold_prints_what_people_put_right(zhigui, folder, tmp_path):
    zhigui("ingest", folder)
    assert zhigui("export", "gold").stdout == ""
    with open_store(f"sqlite:///{tmp_path / 'data' / 'zhigui.db'}") as store:
        (summary,) = store.view(LOCAL).documents().items
        with store.writer() as writer:
            anchor = Anchor("值班人员必须24小时在岗")
            writer.correct(
                make_correction(None, None, document_id=summary.id, anchor=anchor, fields={"bearers": ["门卫"]})
            )
    (line,) = zhigui("export", "gold").stdout.splitlines()
    gold = json.loads(line)
    assert gold["file"] == "讲话.txt"
    assert ["门卫"] in [rule["bearers"] for rule in gold["rules"]]
    assert zhigui("export", "gold", "讲话.txt").stdout == line + "\n"


def test_export_graph_prints_nodes_and_edges(zhigui, folder):
    zhigui("ingest", folder)
    lines = [json.loads(line) for line in zhigui("export", "graph").stdout.splitlines()]
    assert {line["type"] for line in lines} == {"node", "edge"}
    assert zhigui("export", "graph", "--format", "graphml").stdout.startswith("<?xml")


def test_export_gold_of_a_file_that_is_not_there_says_so(zhigui, folder):
    zhigui("ingest", folder)
    result = zhigui("export", "gold", "没有.txt")
    assert isinstance(result.exception, NotFound)
    assert "没有找到文献：没有.txt" in str(result.exception)


def test_ingest_reports_and_a_second_run_reads_nothing_anew(zhigui, folder):
    first = json.loads(zhigui("ingest", folder, "--json").stdout)
    second = json.loads(zhigui("ingest", folder, "--json").stdout)
    assert (first["added"], first["unchanged"]) == (1, 0)
    assert (second["added"], second["unchanged"]) == (0, 1)
    assert first["rules"] == second["rules"] > 0


def test_ingest_names_a_file_that_is_another_ones_copy(zhigui, folder):
    (folder / "副本.txt").write_text(SPEECH, encoding="utf-8")
    shown = zhigui("ingest", folder).stdout
    assert "新增 1，更新 0，未变 0，内容相同 1" in shown
    assert "内容相同于 " in shown


def test_ingest_names_what_it_skips_and_exits_1(zhigui, folder):
    (folder / "空.txt").write_bytes(b"")
    result = zhigui("ingest", folder)
    assert result.exit_code == 1
    assert "空.txt" in result.stdout
    assert "文件是空的" in result.stdout
    assert "新增 1" in result.stdout


def test_search_json_has_hits_with_quotes_found_in_the_file(zhigui, folder):
    zhigui("ingest", folder)
    found = json.loads(zhigui("search", "值班要求", "--json", "--limit", "5", "--no-fold").stdout)
    assert found["total"] == len(found["hits"]) > 0
    for hit in found["hits"]:
        assert hit["file"] == "讲话.txt"
        assert SPEECH[hit["start"] : hit["end"]] == hit["text"]
        for mark in hit["highlights"]:
            assert hit["text"][mark["start"] : mark["end"]]


def test_ask_json_quotes_the_rule(zhigui, folder):
    zhigui("ingest", folder)
    answer = json.loads(zhigui("ask", "值班人员能不能脱岗？", "--json").stdout)
    assert answer["found"]
    assert "严禁脱岗" in "".join(quote["text"] for quote in answer["quotes"])


def test_ask_says_when_nothing_states_it(zhigui, folder):
    zhigui("ingest", folder)
    answer = json.loads(zhigui("ask", "食堂几点开饭？", "--json").stdout)
    assert not answer["found"]
    assert "资料中未见" in answer["answer"]


def test_ask_batch_answers_a_sheet_with_a_sheet(zhigui, folder, tmp_path):
    zhigui("ingest", folder)
    questions, answers = tmp_path / "q.csv", tmp_path / "a.csv"
    questions.write_bytes("问题\n值班人员能不能脱岗？\n食堂几点开饭？\n".encode("gb18030"))
    assert zhigui("ask", "--batch", questions, "-o", answers).exit_code == 0
    written = answers.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert [(row["问题"], row["是否找到"]) for row in rows] == [
        ("值班人员能不能脱岗？", "是"),
        ("食堂几点开饭？", "否"),
    ]
    assert "严禁脱岗" in rows[0]["原文"] + rows[0]["其他依据"]
    assert "讲话.txt" in rows[0]["出处"]


def test_curated_lists_pinned_answers_and_flags_them_when_the_source_goes(zhigui, folder, tmp_path):
    zhigui("ingest", folder)
    quote = json.loads(zhigui("ask", "值班人员能不能脱岗？", "--json").stdout)["quotes"][0]
    settings = Settings.from_env()
    with open_store(settings.store) as store:
        kept = Sources(store).keep(quote["document_id"], Span(quote["start"], quote["end"]), quote["text"], LOCAL)
        AnswerRecords(settings.data).pin(["能离岗吗？"], [kept], "王敏", answer="不能", note="核对过")
    answer = json.loads(zhigui("ask", "能离岗吗？", "--json").stdout)
    assert (answer["answer"], answer["curated"]["by"], answer["quotes"][0]["text"]) == ("不能", "王敏", quote["text"])
    assert "置顶答案（王敏" in zhigui("ask", "能离岗吗？").stdout
    assert "置顶答案 1 条。" in zhigui("curated").stdout
    (line,) = zhigui("export", "curated").stdout.splitlines()
    assert json.loads(line) == json.loads(zhigui("curated", "--json").stdout)["items"][0]
    assert json.loads(line)["holds"]
    with open_store(settings.store) as store, store.writer() as writer:
        writer.delete(quote["document_id"])
    shown = zhigui("curated").stdout
    assert "其中 1 条的出处已变动" in shown
    assert "这份文献已删除" in shown
    assert json.loads(zhigui("ask", "能离岗吗？", "--json").stdout)["curated"] is None


def test_extract_prints_one_json_line_a_file_and_goes_on_after_a_bad_one(zhigui, folder):
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    result = zhigui("extract", folder)
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert [line["file"] for line in lines] == ["讲话.txt"]
    assert lines[0]["rules"]


@pytest.mark.parametrize("extract", [[], ["--extract"]])
def test_rebuild_makes_the_same_answers_again(zhigui, folder, extract):
    zhigui("ingest", folder)
    before = zhigui("search", "值班", "--json").stdout
    assert zhigui("rebuild", *extract).exit_code == 0
    assert zhigui("search", "值班", "--json").stdout == before


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["search"], 2),  # no query
        (["ingest", "没有这个文件夹"], 2),  # nothing there
        (["nonsense"], 2),  # no such command
        (["search", "值班", "--limit", "0"], 2),  # a limit below one
    ],
)
def test_wrong_use_exits_2(zhigui, args, code):
    assert zhigui(*args).exit_code == code


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["ingest", "没有这个文件夹"], "文件或文件夹不存在：没有这个文件夹"),
        (["ask"], "问题和 --batch 应给出其一"),
        (["search"], "检索词和 --batch 应给出其一"),
        (["nonsense"], "nonsense"),  # Click's own words, with the name
    ],
)
def test_wrong_use_is_explained(monkeypatch, capsys, args, words):
    monkeypatch.setattr("sys.argv", ["zhigui", *args])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 2
    assert words in capsys.readouterr().err


def test_ingest_of_an_empty_folder_says_so_and_exits_1(zhigui, tmp_path):
    (tmp_path / "空").mkdir()
    result = zhigui("ingest", tmp_path / "空")
    assert result.exit_code == 1
    assert "没有可读的文件" in result.stderr


@pytest.mark.parametrize("error", [IndexFull("index"), IndexUnwritable("index", "Permission denied")])
def test_what_is_indexed_is_searched_where_the_index_cannot_be_written(zhigui, folder, monkeypatch, error):
    def fail(engine):
        raise error

    zhigui("ingest", folder)
    with monkeypatch.context() as patched:
        patched.setattr("search_api.engine.Engine.catch_up", fail)
        result = zhigui("search", "值班", "--json")
        assert json.loads(result.stdout)["total"] > 0
        assert str(error) in result.stderr
        ingested = zhigui("ingest", folder)
        assert ingested.exit_code == 1
        assert "未变 1" in ingested.stdout
    assert zhigui("ingest", folder).exit_code == 0


def test_what_the_index_cannot_take_is_said_and_exits_1(zhigui, folder, monkeypatch):
    def fail(document, access):
        raise RuntimeError("secret")

    with monkeypatch.context() as patched:
        patched.setattr("search_api.index.follow.entries_of", fail)
        ingested = zhigui("ingest", folder)
    assert ingested.exit_code == 1
    assert "检索引擎收不下" in ingested.stderr
    assert "secret" not in ingested.stderr
    assert "检索引擎收不下" not in zhigui("rebuild").stderr
    assert json.loads(zhigui("search", "值班", "--json").stdout)["total"] > 0


def test_lines_are_whole_where_no_terminal_shows_them(zhigui, folder):
    (folder / "长.txt").write_text("值班安排说明\n" + "值班人员在岗" * 20 + "。\n", encoding="utf-8")
    zhigui("ingest", folder)
    lines = zhigui("search", "值班", "--no-fold").stdout.splitlines()
    assert any("值班人员在岗" * 20 in line for line in lines)
    assert all("《" in line for line in lines if "——" in line)


def test_bad_setting_is_explained(zhigui, monkeypatch, capsys):
    monkeypatch.setenv("ZHIGUI_WORKERS", "many")
    monkeypatch.setattr("sys.argv", ["zhigui", "search", "值班"])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 1
    assert "ZHIGUI_WORKERS" in capsys.readouterr().err


def test_search_explains_each_hit_when_asked(zhigui, folder):
    zhigui("ingest", folder)
    assert "全文匹配" not in zhigui("search", "值班要求").stdout
    explained = zhigui("search", "值班要求", "--explain", "--limit", "1").stdout
    assert "分：全文匹配" in explained
    assert "“值班”（占" in explained


def test_search_writes_a_sheet_and_a_paper(zhigui, folder, tmp_path):
    zhigui("ingest", folder)
    sheet, paper = tmp_path / "a.csv", tmp_path / "a.docx"
    assert zhigui("search", "值班", "-o", sheet).exit_code == 0
    assert zhigui("search", "值班", "-o", paper).exit_code == 0
    assert sheet.read_bytes().startswith("\ufeff序号,文献".encode())
    assert paper.read_bytes().startswith(b"PK")
    assert zhigui("search", "值班", "--format", "csv").stdout_bytes == sheet.read_bytes()
    missing = zhigui("search", "值班", "-o", tmp_path / "没有" / "a.csv")
    assert "无法写入" in str(missing.exception)


def test_search_batch_answers_each_line(zhigui, folder, tmp_path):
    zhigui("ingest", folder)
    queries = tmp_path / "q.csv"
    queries.write_text("检索词\n值班\n饕餮\n", encoding="utf-8")
    lines = zhigui("search", "--batch", queries, "--limit", "1").stdout_bytes.decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines] == ["检索词", "值班", "饕餮"]
    assert "没有找到" in lines[2]
    assert zhigui("search", "值班", "--batch", queries).exit_code == 2
    assert zhigui("search").exit_code == 2


def test_saved_search_is_listed_opened_and_deleted(zhigui, folder):
    zhigui("ingest", folder)
    zhigui("search", "值班", "--sort", "date", "--save", "我的值班")
    assert zhigui("saved").stdout.strip() == "我的值班：值班（sort=date）"
    assert json.loads(zhigui("saved", "我的值班", "--json").stdout)["query"] == "值班"
    assert zhigui("saved", "我的值班", "--delete").exit_code == 0
    assert json.loads(zhigui("saved", "--json").stdout) == {"items": []}
    assert "还没有存下的检索" in zhigui("saved").stdout
    assert zhigui("saved", "--delete").exit_code == 2
