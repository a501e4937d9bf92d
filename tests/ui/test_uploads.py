from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from search_api.models import JobModel, LeftOutModel
from tests.ui.fake_api import HOSTILE
from ui.components.tree import elements, text_of
from ui.components.uploads import BATCH_BYTES, Failure, batches, finished, left_out, report

NOW = datetime(2024, 1, 1, 11, tzinfo=UTC)


@dataclass
class File:
    name: str
    size: int

    def getvalue(self) -> bytes:
        return b""


@pytest.mark.parametrize(
    ("sizes", "counts"),
    [
        ([], []),
        ([1] * 3, [3]),
        ([1] * 23, [10, 10, 3]),
        # Large ones go alone, small ones before and after together.
        ([1, BATCH_BYTES + 1, 1, 1], [1, 1, 2]),
        ([BATCH_BYTES // 2] * 4, [2, 2]),
    ],
)
def test_batches_keep_every_file_in_order(sizes: list[int], counts: list[int]) -> None:
    files = [File(f"{n}.txt", size) for n, size in enumerate(sizes)]
    made = list(batches(files))
    assert [len(batch) for batch in made] == counts
    assert [file for batch in made for file in batch] == files


def job(state: str, *files: dict[str, str | None], error: str | None = None) -> JobModel:
    given = [{"size": 1, "document_id": None, "reason": None, "advice": None} | dict(file) for file in files]
    return JobModel.model_validate(
        {
            "id": "j",
            "state": state,
            "created": NOW,
            "updated": NOW,
            "finished": 0,
            "total": len(files),
            "files": given,
            "error": error,
        }
    )


def test_the_report_says_of_each_file_what_became_of_it() -> None:
    done = job(
        "done",
        {"name": "甲.txt", "state": "added", "document_id": "d1"},
        {"name": HOSTILE, "state": "skipped", "reason": "文件已加密", "advice": "请去除密码后重新保存"},
    )
    broken = job("failed", {"name": "乙.txt", "state": "waiting"}, error="处理程序中断")
    words = "".join(text_of(node) for node in report([done, broken], [Failure("丙.txt", "文件超过大小上限", "请拆分")]))
    assert "入库报告共 4 个文件：收下 1 个，未收 3 个" in words
    assert f"{HOSTILE}未收文件已加密。请去除密码后重新保存。" in words
    assert "乙.txt未收处理程序中断。请稍后重新上传。" in words
    assert "丙.txt未收文件超过大小上限。请拆分。" in words
    under_way = report([job("running", {"name": "甲.txt", "state": "waiting"})], [])
    assert "正在入库共 1 个文件：收下 0 个，未收 0 个，待处理 1 个" in text_of(under_way[0])


def test_what_the_index_could_not_take_is_named_with_the_way_to_read_it() -> None:
    one = LeftOutModel(document_id="d1", file=HOSTILE, reason="意外错误，详见日志")
    node = left_out([one])
    assert node is not None
    assert f"1 份文献已入库，但检索引擎收不下，暂时检索不到{HOSTILE}：意外错误，详见日志" in text_of(node)
    assert [attributes["href"] for _, attributes, _ in elements(node, "a")] == ["/documents?id=d1"]  # type: ignore[index]
    assert left_out([]) is None


@pytest.mark.parametrize(("state", "done"), [("queued", False), ("running", False), ("done", True), ("failed", True)])
def test_a_report_closes_when_all_jobs_are_done(state: str, done: bool) -> None:
    jobs = [job("done", {"name": "甲", "state": "added"}), job(state, {"name": "乙", "state": "waiting"})]
    assert finished(jobs) is done
    assert ("入库报告" in text_of(report(jobs, [])[0])) is done
