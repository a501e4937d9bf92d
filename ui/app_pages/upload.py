"""入库: many files at once, what becomes of each, and a closing report; one that fails does not stop the rest."""

from collections.abc import Sequence

import streamlit as st

from search_api.models import JobModel
from ui.client import ApiError, NotThere
from ui.components import surface, uploads
from ui.components.address import Address, here, link, stay, to
from ui.components.session import api, api_failures
from ui.components.tree import el
from ui.components.uploads import Failure, Upload

ABOUT = "支持 .txt、.md、.docx、.pdf（带文字）和 .html；可一次选多个。读不了的文件会逐个说明原因，不影响其余文件。"


def choose() -> None:
    """Where files are chosen and handed in."""
    # The widget forgets its files by getting a new key once they are handed in.
    turn = st.session_state.setdefault("upload_turn", 0)
    files = st.file_uploader("选择讲话、制度或通知", accept_multiple_files=True, key=f"upload_files_{turn}")
    if st.button("入库", type="primary", disabled=not files, icon=":material/upload:") and files:
        jobs = _hand_in(files)
        st.session_state["upload_turn"] = turn + 1
        stay(Address("upload", tuple(("job", job) for job in jobs)))


def _hand_in(files: Sequence[Upload]) -> list[str]:
    """The jobs that took the files; what could not be handed in is kept for the report."""
    jobs: list[str] = []
    failures: list[Failure] = []
    sent = 0
    bar = st.progress(0.0)
    for batch in uploads.batches(files):
        bar.progress(sent / len(files), text=f"正在上传 {sent + 1}–{sent + len(batch)} / {len(files)}")
        try:
            jobs.append(api().upload([(file.name, file.getvalue()) for file in batch]).id)
        except ApiError as error:
            failures += [Failure(file.name, error.problem, error.advice) for file in batch]
        sent += len(batch)
    st.session_state["upload_failures"] = failures
    return jobs


def follow(ids: Sequence[str]) -> None:
    """What becomes of the files, anew every second until all is done."""
    with api_failures():
        jobs = _jobs(ids)
    if uploads.finished(jobs):
        _show(jobs)
        return

    @st.fragment(run_every="1s")
    def under_way() -> None:
        with api_failures():
            now = _jobs(ids)
        if uploads.finished(now):
            # Before anything can be clicked: what draws the page anew takes back where a click has just led.
            st.rerun()
        done, total = sum(job.finished for job in now), sum(job.total for job in now)
        st.progress(done / total if total else 1.0, text=f"已处理 {done} / {total}")
        _show(now)

    under_way()


def _jobs(ids: Sequence[str]) -> list[JobModel]:
    """The jobs that are still known: the service forgets old ones."""
    jobs = []
    for job in ids:
        try:
            jobs.append(api().job(job))
        except NotThere:
            continue
    return jobs


def _show(jobs: Sequence[JobModel]) -> None:
    surface.show("report", *uploads.report(jobs, st.session_state.get("upload_failures", [])))


def main() -> None:
    """Draws the page."""
    surface.show("upload_hero", el("header", "plain", el("h1", "", "把资料放进来"), el("p", "", ABOUT)))
    if (node := uploads.left_out(api().left_out())) is not None:
        surface.show("left_out", node)
    choose()
    ids = here("upload").all("job")
    if ids or st.session_state.get("upload_failures"):
        follow(ids)
        surface.show(
            "after",
            el("p", "actions", link(to("search"), "button", "去检索"), link(to("documents"), "button", "查看全部文献")),
        )


main()
