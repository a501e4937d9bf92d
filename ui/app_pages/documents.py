"""文献: the list of documents, and the reader that opens one at a place."""

import streamlit as st

from search_api.models import DocumentModel, TextModel
from ui import labels
from ui.components import surface
from ui.components.address import Address, here, link, stay, to
from ui.components.box import box
from ui.components.reader import reader
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

PAGE = 50


def documents(shown: Address) -> None:
    """The list, by title, kept to what the filters ask for."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        box(
            "documents_box",
            shown,
            label="按标题或文件名筛选",
            placeholder="标题或文件名中的字，如：值班",
            button="筛选",
        )
    with right:
        surface.show("kinds", _kinds(shown))
    with api_failures():
        found, following, total = _listed(shown)
    if not found:
        empty = "没有符合条件的文献。" if shown.params else "资料库还是空的。"
        surface.show("documents", el("p", "empty", empty, link(to("upload"), "", "上传文献")))
        return
    more = link(shown.having(after=following), "button primary", "下一页") if following else None
    surface.show("documents", *map(_row, found), el("nav", "pager", el("span", "", f"共 {total} 份"), more))


def _listed(shown: Address) -> tuple[list[DocumentModel], str | None, int]:
    """A page of documents; where a filter is set, all that fit it."""
    words, kind = shown.get("q").casefold(), shown.get("kind")
    if not words and not kind:
        page = api().documents(after=shown.get("after") or None, limit=PAGE)
        return page.items, page.next, page.total
    fitting: list[DocumentModel] = []
    after: str | None = None
    while True:
        page = api().documents(after=after, limit=100)
        fitting += [d for d in page.items if words in f"{d.title}\n{d.file}".casefold() and kind in ("", d.kind)]
        after = page.next
        if after is None:
            return fitting, None, len(fitting)


def _kinds(shown: Address) -> Node:
    plain = shown.without("kind", "after")
    every = link(plain, "option" if shown.get("kind") else "option on", "全部")
    options = [
        link(plain.having(kind=kind), "option on" if shown.get("kind") == kind else "option", name)
        for kind, name in labels.KINDS.items()
    ]
    return el("nav", "options", every, *options, attrs={"aria-label": "文种"})


def _row(document: DocumentModel) -> Node:
    found = [
        (document.rules, "规矩"),
        (document.abilities, "能力"),
        (document.formulas, "提法"),
        (document.noise, "杂质"),
    ]
    return link(
        to("documents", id=document.id),
        "document",
        el("span", f"kind kind-{document.kind}", labels.KINDS[document.kind]),
        el("span", "title", document.title or document.file),
        el("span", "date", labels.date_words(document.date)),
        el("span", "file", document.file),
        el("span", "numbers", "　".join(f"{name} {count}" for count, name in found if count)),
    )


def read(shown: Address) -> None:
    """The reader, with what may be done to the document."""
    with api_failures():
        found = api().text(shown.get("id"))
    document, service = found.document, api()
    st.set_page_config(page_title=f"{document.title or document.file} · 知规")
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left:
        surface.show("about", _about(found))
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        st.download_button(
            "下载原件",
            # Fetched when it is asked for, outside of the session.
            data=lambda: service.original(document.id),
            file_name=document.file,
            mime="application/octet-stream",
            on_click="ignore",
            icon=":material/download:",
        )
        if st.button("删除", icon=":material/delete:"):
            _confirm(document)
    hits = None
    if shown.get("q"):
        with api_failures():
            hits = service.hits_in(document.id, shown.get("q"))
    surface.show("reader", reader(shown, found, hits))


def _about(found: TextModel) -> Node:
    document = found.document
    basis = f"（依据：{document.date_basis}）" if document.date_basis else ""
    facts = [
        ("日期", labels.date_words(document.date) + basis),
        ("地点", document.place or ""),
        ("讲话人职务", document.speaker_post or ""),
        ("文件", document.file),
        ("编码", document.encoding),
        ("字数", f"{document.characters:,}"),
    ]
    return el(
        "header",
        "about",
        link(to("documents"), "back", "← 全部文献"),
        el(
            "h2",
            "",
            document.title or document.file,
            el("span", f"kind kind-{document.kind}", labels.KINDS[document.kind]),
        ),
        el("dl", "facts", *(el("div", "", el("dt", "", name), el("dd", "", value)) for name, value in facts if value)),
    )


@st.dialog("删除这份文献？", width="small")
def _confirm(document: DocumentModel) -> None:
    surface.show(
        "confirm",
        el("p", "", f"《{document.title or document.file}》"),
        el("p", "", f"连同从中找到的 {document.rules} 条规矩一并删除，不能撤销。原件请先下载保存。"),
    )
    with st.container(horizontal=True):
        if st.button("确认删除", type="primary"):
            with api_failures():
                api().delete(document.id)
            stay(to("documents"))
        if st.button("取消"):
            st.rerun()


def main() -> None:
    """Draws the page."""
    shown = here("documents")
    if shown.get("id"):
        read(shown)
    else:
        documents(shown)


main()
