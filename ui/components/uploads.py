"""Uploads: files in batches, each batch a job to follow; a batch that fails does not stop the next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from search_api.models import JobFileModel, JobModel, LeftOutModel
from ui.components.address import link, to
from ui.components.tree import Node, el

BATCH_FILES, BATCH_BYTES = 10, 32 * 1024 * 1024
"""A batch is small enough to be told about soon, large enough that a hundred files are ten jobs."""
STATES = {
    "waiting": "处理中",
    "added": "已入库",
    "replaced": "已更新",
    "unchanged": "已在库中",
    "skipped": "未收",
    "failed": "未收",
}
DONE = ("done", "failed")


class Upload(Protocol):
    """A file that was chosen."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Its bytes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that never became a job, with what went wrong and what to do."""

    name: str
    reason: str
    advice: str


def batches(files: Iterable[Upload]) -> Iterator[list[Upload]]:
    """The files in their order, in batches; a file larger than a batch goes alone."""
    batch: list[Upload] = []
    size = 0
    for file in files:
        if batch and (len(batch) == BATCH_FILES or size + file.size > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch


def finished(jobs: Sequence[JobModel]) -> bool:
    """Whether nothing is on its way any more."""
    return all(job.state in DONE for job in jobs)


def report(jobs: Sequence[JobModel], failures: Sequence[Failure]) -> list[Node]:
    """What became of every file: what is under way while it is, and the closing report at the end."""
    files = [(file, job) for job in jobs for file in job.files]
    taken = [file for file, _ in files if file.state in ("added", "replaced", "unchanged")]
    skipped = [file for file, job in files if file.state == "skipped" or (job.state == "failed" and file not in taken)]
    head = "入库报告" if finished(jobs) else "正在入库"
    waiting = len(files) - len(taken) - len(skipped)
    summary = f"共 {len(files) + len(failures)} 个文件：收下 {len(taken)} 个，未收 {len(skipped) + len(failures)} 个"
    summary += f"，待处理 {waiting} 个" if waiting else ""
    rows = [_row(file, job) for file, job in files] + [_failed(failure) for failure in failures]
    names = el("tr", "", *(el("th", "", name, attrs={"scope": "col"}) for name in ("文件", "结果", "说明")))
    return [
        el("header", "report", el("h3", "", head), el("p", "", summary, attrs={"role": "status"})),
        el("table", "files", el("thead", "", names), el("tbody", "", *rows)),
    ]


def left_out(found: Sequence[LeftOutModel]) -> Node | None:
    """What is in the library and cannot be searched, and what can be done."""
    if not found:
        return None
    lines = [el("li", "", link(to("documents", id=one.document_id), "", one.file), f"：{one.reason}") for one in found]
    return el(
        "div",
        "failure",
        el("h3", "", f"{len(found)} 份文献已入库，但检索引擎收不下，暂时检索不到"),
        el("ul", "", *lines),
        el("p", "", "可以打开阅读，其余文献不受影响。请把文件名告诉管理员；处理后运行 zhigui rebuild 会再试一次。"),
        attrs={"role": "alert"},
    )


def _row(file: JobFileModel, job: JobModel) -> Node:
    state = "failed" if job.state == "failed" and file.state == "waiting" else str(file.state)
    note: Node = ""
    if file.document_id:
        note = link(to("documents", id=file.document_id), "", "打开阅读")
    elif state == "skipped":
        note = f"{file.reason or '无法读取'}。{file.advice or '请检查文件后重试'}。"
    elif state == "failed":
        note = f"{job.error or '处理中断'}。请稍后重新上传。"
    return _line(file.name, state, note)


def _failed(failure: Failure) -> Node:
    return _line(failure.name, "failed", f"{failure.reason}。{failure.advice}。")


def _line(name: str, state: str, note: Node) -> Node:
    badge = el("span", f"state s-{state}", STATES.get(state, state))
    return el("tr", "", el("td", "name", name), el("td", "", badge), el("td", "note", note))
