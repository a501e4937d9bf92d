"""文献: the list of documents, and the reader that opens one at a place."""

import streamlit as st

from search_api.models import DocumentHitsModel, DocumentModel, TextModel
from search_api.models.corrections import ExplanationModel
from ui import labels
from ui.components import comparing, correcting, handing_in, reader, surface
from ui.components.address import Address, here, link, stay, to
from ui.components.box import box
from ui.components.curator import name_box
from ui.components.date_setting import last_date, set_date
from ui.components.explained import explanation, reason
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

PAGE = 50


def documents(shown: Address) -> None:
    """The list, by title, kept to what the filters ask for."""
    left, middle, right = st.columns([6, 2, 5], vertical_alignment="center")
    with left:
        box(
            "documents_box",
            shown,
            label="按标题或文件名筛选",
            placeholder="标题或文件名中的字，如：值班",
            button="筛选",
        )
    with middle:
        _year(shown)
    with right:
        surface.show("kinds", _kinds(shown))
    with api_failures():
        filters = [(name, shown.get(name)) for name in ("q", "kind", "year") if shown.get(name)]
        page = api().documents(filters, after=shown.get("after") or None, limit=PAGE)
    if not page.items:
        empty = "没有符合条件的文献。" if shown.params else "资料库还是空的。"
        surface.show("documents", el("p", "empty", empty, link(to("upload"), "", "上传文献")))
        return
    more = link(shown.having(after=page.next), "button primary", "下一页") if page.next else None
    surface.show("documents", *map(_row, page.items), el("nav", "pager", el("span", "", f"共 {page.total} 份"), more))


def _year(shown: Address) -> None:
    """Asks for a year, and goes where the list is kept to it."""
    now = shown.get("year")
    asked = st.text_input("年份", now, key=f"year_{now}", placeholder="年份，如：2014", label_visibility="collapsed")
    typed = str(asked).strip()
    if typed != now and (not typed or (typed.isascii() and typed.isdecimal() and 0 < int(typed) < 10_000)):
        stay(shown.without("after", "year").having(year=typed or None))


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
    surface.show("about", _about(found))
    handing_in.notices()
    with st.container(horizontal=True):
        if st.button("标出遗漏", icon=":material/add:"):
            correcting.add(found)
        if st.button("更正日期", icon=":material/event:"):
            set_date(document, last_date(document.id))
        st.space("stretch")
        st.download_button(
            "下载原件",
            # Fetched when it is asked for, outside of the session.
            data=lambda: service.original(document.id),
            file_name=document.file,
            mime="application/octet-stream",
            on_click="ignore",
            icon=":material/download:",
        )
        if st.button("删除文献", icon=":material/delete:"):
            _confirm(document)
    hits = None
    if shown.get("q"):
        with api_failures():
            hits = service.hits_in(document.id, shown.get("q"))
    _opened(shown, found, hits)
    # Last of all: what is pressed in a dialog while the page is still being drawn is lost.
    if place := _selected(shown):
        correcting.add(found, *place)


def _opened(shown: Address, found: TextModel, hits: DocumentHitsModel | None) -> None:
    """The text left; right what was found, or the one thing that the address asks to explain."""
    everything = reader.items(shown, found)
    item = reader.chosen(shown, everything)
    left, right = st.columns([1.55, 1], gap="medium")
    with left:
        surface.show("reader", reader.original(shown, found, everything, item, hits))
    with right:
        why = _reason(found, item) if item else None
        if item and why:
            correcting.buttons(found, item, why)
            surface.show("panel", explanation(shown, everything, item, found.text, why))
            name_box()
        else:
            surface.show("found", reader.listing(shown, everything, reader.view_of(shown, found, None)))


def _selected(shown: Address) -> tuple[int, int] | None:
    """The words that were selected in the text to be marked; asked for once."""
    start, _, end = shown.get("add").partition("-")
    if "add" in st.query_params:
        del st.query_params["add"]
    if start.isdecimal() and end.isdecimal() and int(start) < int(end):
        return int(start), int(end)
    return None


def _reason(found: TextModel, item: reader.Item) -> ExplanationModel | None:
    """Why it was found; None where it went between the two questions."""
    with api_failures():
        return reason(item, api().explanations(found.document.id).items)


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
        link(to("documents", id=document.id, compare=comparing.PICK), "beside", "与另一份文献对照"),
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
    if shown.get("id") and shown.get("compare"):
        comparing.comparing(shown)
    elif shown.get("id"):
        read(shown)
    else:
        documents(shown)


main()
