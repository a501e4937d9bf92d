"""What can be done with a search besides reading it: take it along as a file, give it a name, ask many at once."""

from collections.abc import Callable, Sequence

import streamlit as st
from pydantic import ValidationError

from search_api.models import SavedSearchModel, SaveSearchRequest
from ui.components.address import Address
from ui.components.session import api, api_failures

_MEDIA = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def tools(shown: Address, filters: Sequence[tuple[str, str]]) -> None:
    """Buttons for the search in the address."""
    service, q = api(), shown.get("q")
    with st.container(horizontal=True):
        for form, label in (("csv", "导出表格"), ("docx", "导出文稿")):
            st.download_button(
                label,
                # Made when it is asked for, outside of the session.
                data=lambda form=form: service.export(form, q, filters),  # type: ignore[misc]  # bound now
                file_name=f"检索结果.{form}",
                mime=_MEDIA[form],
                on_click="ignore",
            )
        with st.popover("存下检索"):
            _save(q, filters)


def _save(q: str, filters: Sequence[tuple[str, str]]) -> None:
    name = st.text_input("名称", value=q[:60], max_chars=60, key="save_name")
    if not st.button("存下", type="primary"):
        return
    given: dict[str, object] = {"name": name, "q": q}
    for key, value in filters:
        if key == "sort":
            given[key] = value
        else:
            values = given.setdefault(key, [])
            assert isinstance(values, list)
            values.append(int(value) if key.endswith("year") and value.isdecimal() else value)
    try:
        asked = SaveSearchRequest.model_validate(given)
    except ValidationError:
        st.error("名称不能为空，检索词最多一千字。")
        return
    with api_failures():
        replaces = any(one.name == asked.title for one in api().searches().items)
        api().save_search(asked)
    st.success(("已存下，替换了原来同名的检索，" if replaces else "已存下，") + "检索首页可以打开。")


def batch() -> None:
    """Many queries at once: a sheet in, a sheet out."""
    sheet("批量检索：上传一行一个检索词的 CSV，下载结果表格", "batch_file", api().batch, "批量检索结果.csv")


def sheet(title: str, key: str, ask: Callable[[str, bytes], bytes], result: str) -> None:
    """A place to hand a sheet in, and to fetch what `ask` makes of it."""
    with st.expander(title):
        file = st.file_uploader("CSV 文件", type=["csv", "txt"], key=key)
        if file is None:
            return
        with api_failures():
            made = ask(file.name, file.getvalue())
        st.download_button("下载结果", data=made, file_name=result, mime="text/csv", on_click="ignore")


def manage(saved: Sequence[SavedSearchModel]) -> None:
    """Saved searches that are no longer wanted."""
    if not saved:
        return
    with st.expander("管理已存检索"):
        for one in saved:
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.text(f"{one.name}：{one.q}")
            if right.button("删除", key=f"forget_{one.id}"):
                with api_failures():
                    api().forget_search(one.id)
                st.rerun()
