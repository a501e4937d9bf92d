"""An API of a few documents, for tests of the pages alone: the same wire models, no store and no index."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote

import httpx2

from graph.schema import EdgeKind
from search_api.kept.records import Decision
from search_api.models import (
    AskResponse,
    DateModel,
    DocumentHitsModel,
    DocumentModel,
    EntityCard,
    EntityModel,
    EntityRef,
    EntitySummaryModel,
    HitModel,
    JobFileModel,
    JobModel,
    LinkModel,
    MissModel,
    NearModel,
    NeighbourhoodModel,
    NodeModel,
    NoteModel,
    Page,
    PairModel,
    Problem,
    QuoteModel,
    ReadyModel,
    RuleModel,
    SavedSearches,
    SavedSearchModel,
    SaveSearchRequest,
    SearchResponse,
    SpanModel,
    StatsModel,
    SuggestionModel,
    SuggestResponse,
    SynonymsModel,
    TextModel,
    UnknownWordModel,
)
from tests.ui.fake_answers import Answers
from tests.ui.fake_corrections import Corrections
from tests.ui.fake_lineage import Lines

HOSTILE = "<script>alert(1)</script> **粗** $x^2$ [链](http://evil.example) :red[红] <img src=x onerror=alert(2)>"
TEXT = f"""在全县值班工作会议上的讲话
一、思想要重视
值班人员必须24小时在岗，保持通讯畅通。严禁脱岗离岗，违者追究责任。
二、本领要过硬
发生紧急情况，值班人员必须在1小时内报告。希望大家提高应急处置能力。
要做到四勤，腿勤、嘴勤、脑勤、手勤。
{HOSTILE}
"""
NOW = datetime(2024, 1, 1, 11, tzinfo=UTC)
FILE = "2014_<b>值班</b>_$a$.txt"
TITLE = "在全县值班工作会议上的讲话"
DATE = DateModel(earliest=date(2014, 5, 1), latest=date(2014, 5, 31))


def quote(words: str, **fields: Any) -> QuoteModel:
    """A quote of the sample text."""
    start = TEXT.index(words)
    given = {"document_id": "d1", "file": FILE, "title": TITLE, "kind": "speech", "date": DATE, "outline": "一第1句"}
    return QuoteModel.model_validate({**given, "start": start, "end": start + len(words), "text": words} | fields)


def rule(words: str, **fields: Any) -> RuleModel:
    """A rule of the sample text."""
    given = {
        "id": "r-" + hashlib.sha256(words.encode()).hexdigest()[:8],
        "passage_id": "p1",
        "modality": "obligation",
        "force": "hard",
        "bearers": ["值班人员"],
        "duties": ["值班"],
        "deadline": None,
        "sanction": None,
        "finder": "cue",
        "cue": "必须",
    }
    return RuleModel.model_validate(quote(words).model_dump() | given | fields)


RULES = [
    rule("值班人员必须24小时在岗，保持通讯畅通"),
    rule("严禁脱岗离岗，违者追究责任", modality="prohibition", sanction="追究责任", cue="严禁"),
    rule("发生紧急情况，值班人员必须在1小时内报告", deadline={"text": "1小时内", "iso": "PT1H"}),
    rule("希望大家提高应急处置能力", modality="recommendation", force="soft", cue="希望", bearers=[HOSTILE]),
]


def document(id: str = "d1", **fields: Any) -> DocumentModel:
    """The sample document, or one like it."""
    given = {
        "id": id,
        "file": FILE,
        "title": TITLE,
        "kind": "speech",
        "date": DATE,
        "date_basis": "文件名中的年份",
        "place": "清岭县",
        "speaker_post": "县长",
        "encoding": "gb18030",
        "characters": len(TEXT),
        "access": "公开",
        "groups": [],
        "rules": len(RULES),
        "abilities": 1,
        "formulas": 1,
        "noise": 1,
    }
    return DocumentModel.model_validate(given | fields)


def found(words: str, **fields: Any) -> dict[str, Any]:
    """A find in the sample text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "finder": "cue", "cue": words[:2], **fields}


def text_model(text: str = TEXT) -> TextModel:
    """The sample text with one of everything."""
    heading = found("一、思想要重视", level=1, label="一", title="思想要重视", until=TEXT.index("二、"))
    return TextModel.model_validate(
        {
            "document": document(characters=len(text)).model_dump(),
            "text": text,
            "headings": [heading],
            "rules": [r.model_dump() for r in RULES],
            "abilities": [found("应急处置能力", name="应急处置能力", roles=["值班人员"], duties=["应急处置"])],
            "formulas": [found("四勤", name="四勤", count=4, members=["腿勤", "嘴勤", "脑勤", "手勤"])],
            "attributions": [],
            "noise": [found(HOSTILE, kind="advertisement", fix="")],
        }
    )


def node(kind: str, name: str) -> NodeModel:
    """A node of the graph by its name."""
    return NodeModel.model_validate({"kind": kind, "key": name, "label": name})


DUTY, ROLE, ABILITY = node("duty", "值班"), node("role", "值班人员"), node("ability", "应急处置能力")
LINKS = [
    LinkModel(kind=EdgeKind.PERFORMS, source=ROLE, target=DUTY, documents=5, evidence=[quote(RULES[0].text)]),
    LinkModel(kind=EdgeKind.NEEDS, source=ROLE, target=ABILITY, documents=2, evidence=[quote("应急处置能力")]),
    LinkModel(kind=EdgeKind.PERFORMS, source=node("role", HOSTILE), target=DUTY, documents=1, evidence=[]),
    LinkModel(kind=EdgeKind.BROADER, source=DUTY, target=node("duty", "应急管理"), documents=0, evidence=[]),
    *[
        LinkModel(
            kind=EdgeKind.GOVERNS,
            source=NodeModel.model_validate({"kind": "rule", "key": r.id, "label": r.text}),
            target=DUTY,
            documents=1,
            evidence=[r],
        )
        for r in RULES
    ],
]


class FakeApi:
    """Answers requests as the API would; `requests` keeps what was asked, `down` makes it unreachable."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []
        self.down = False
        self.deleted: list[str] = []
        self.jobs: dict[str, JobModel] = {}
        answer = AskResponse.model_validate(
            {"intent": "duty", "found": True, "answer": RULES[0].text, "quotes": [dict(quote(RULES[0].text))],
             "nearest": [], "confidence": 0.9}
        )  # fmt: skip
        self.answers = Answers(answer, quote(RULES[0].text))
        self.text = text_model()
        self.corrected = Corrections(self.text)
        self.lines = Lines(RULES)
        self.saved: list[SavedSearchModel] = []
        self.decisions: list[tuple[str, str, str]] = []
        self.suggestions = [SuggestionModel.model_validate({"text": "值班", "kind": "duty"})]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if self.down:
            raise httpx2.ConnectError("refused", request=request)
        path = unquote(request.url.path).removeprefix("/api/v1/").removeprefix("/")
        first, _, rest = path.partition("/")
        answer = getattr(self, "_" + first)(request, rest)
        if isinstance(answer, httpx2.Response):
            return answer
        return httpx2.Response(200, content=answer.model_dump_json(), headers={"content-type": "application/json"})

    @property
    def transport(self) -> httpx2.MockTransport:
        """For a client without a network."""
        return httpx2.MockTransport(self)

    def _search(self, request: httpx2.Request, _: str) -> SearchResponse:
        q = request.url.params["q"]
        passage = TEXT.splitlines()[2]
        hit = HitModel.model_validate(
            quote(passage).model_dump()
            | {"passage_id": "p1", "score": 3.2, "highlights": [SpanModel(start=0, end=4)], "rules": RULES[:2]}
        )
        strange = HitModel.model_validate(
            quote(HOSTILE).model_dump() | {"passage_id": "p2", "score": 1.0, "highlights": [], "rules": []}
        )
        card = EntityCard.model_validate(
            {"kind": "duty", "name": "值班", "documents": 5, "evidence": 12, "rules": RULES, "members": [],
             "neighbours": [EntityRef.model_validate({"kind": "role", "name": "值班人员"})]}
        )  # fmt: skip
        facets = {
            "duty": {"值班": 2},
            "modality": {"obligation": 2, "prohibition": 1},
            "year": {"2014": 2},
            "role": {HOSTILE: 1},
        }
        if q == "四勤":
            card = card.model_copy(update={"kind": "formula", "name": q, "rules": []})
        if "没有" in q:
            return SearchResponse(query=q, understood=q, total=0, hits=[], facets={}, card=None, next=None)
        if q == "职责:值班 时限<=2":
            note = NoteModel(kind="ignored", start=10, end=11, message="时限要写单位", instead="2小时")
            return SearchResponse(
                query=q,
                understood=q,
                total=1,
                hits=[hit],
                facets={},
                card=card,
                next=None,
                conditions=["职责:值班"],
                notes=[note],
            )
        understood = "值班要求" if q == "职班要求" else q
        return SearchResponse(
            query=q, understood=understood, total=12, hits=[hit, strange], facets=facets, card=card, next="c2"
        )

    def _suggest(self, request: httpx2.Request, _: str) -> SuggestResponse:
        return SuggestResponse(suggestions=self.suggestions)

    def _searches(self, request: httpx2.Request, rest: str) -> Any:
        if request.method == "POST":
            body = SaveSearchRequest.model_validate_json(request.read())
            params = {name: list(values) for name, values in body.params().items()}
            made = SavedSearchModel(id=f"s{len(self.saved)}", name=body.title, q=body.q, params=params, created=NOW)
            self.saved = [*(one for one in self.saved if one.name != made.name), made]
            return made
        if request.method == "DELETE":
            self.saved = [one for one in self.saved if one.id != rest]
            return httpx2.Response(204)
        return SavedSearches(items=self.saved)

    def _curation(self, request: httpx2.Request, rest: str) -> Any:
        if request.method != "GET":
            self.decisions.append((request.method, rest, request.read().decode() or str(request.url.params)))
            return httpx2.Response(204)
        near = NearModel(word="值班", score=0.7, passages=31, evidence=["共有“班”"])
        words = [UnknownWordModel(word="带班", near=[near]), UnknownWordModel(word="饕餮", near=[])]
        miss = MissModel(q="带班 饕餮", times=3, first=NOW, last=NOW, words=words)
        pair = PairModel(word="守夜", other="值班", decision=Decision.APPROVED, decided=NOW)
        return SynonymsModel(misses=[miss], decided=[pair])

    def _ask(self, request: httpx2.Request, rest: str) -> Any:
        return self.answers.routes(request, rest)

    @property
    def answer(self) -> AskResponse:
        """What every question is answered with."""
        return self.answers.answer

    @answer.setter
    def answer(self, given: AskResponse) -> None:
        self.answers.answer = given

    def _readyz(self, request: httpx2.Request, rest: str) -> ReadyModel:
        return ReadyModel(status="ready", store_commit=1, index_commit=1, behind=0)

    def _stats(self, request: httpx2.Request, _: str) -> StatsModel:
        by_kind = {"duty": 3, "role": 4, "ability": 5, "formula": 1}
        return StatsModel(documents=2, passages=9, rules=4, by_kind=by_kind, by_modality={}, characters=900)

    def _entities(self, kind: str, names: list[str]) -> Page[EntitySummaryModel]:
        items = [
            EntitySummaryModel.model_validate(
                {"kind": kind, "name": n, "documents": 2, "evidence": 3, "first": None, "last": None}
            )
            for n in names
        ]
        return Page[EntitySummaryModel](items=items, next=None, total=len(items))

    def _duties(self, request: httpx2.Request, rest: str) -> Any:
        if rest.endswith("/strength"):
            return self.lines.strength("duty", rest.removesuffix("/strength"))
        return self._entities("duty", ["值班", "保密"])

    def _roles(self, request: httpx2.Request, _: str) -> Page[EntitySummaryModel]:
        return self._entities("role", ["值班人员", HOSTILE])

    def _abilities(self, request: httpx2.Request, rest: str) -> Any:
        if rest.endswith("/strength"):
            return self.lines.strength("ability", rest.removesuffix("/strength"))
        return self._entities("ability", [f"第{n}种能力" for n in range(40)])

    def _formulas(self, request: httpx2.Request, name: str) -> Page[EntitySummaryModel] | EntityModel:
        if not name:
            return self._entities("formula", ["四勤"])
        lists = [["腿勤", "嘴勤", "脑勤", "手勤"], ["眼勤", "耳勤", "手勤", "腿勤"]] if name == "四勤" else []
        where = quote("腿勤、嘴勤、脑勤、手勤")
        alone = NeighbourhoodModel(centre=node("formula", name), links=[], total=0)
        variants = [{"count": len(members), "members": members, "quotes": [where]} for members in lists]
        return EntityModel.model_validate(
            {"kind": "formula", "name": name, "documents": 1, "evidence": 1, "first": None, "last": None,
             "broader": [], "narrower": [], "rules": {"items": [], "next": None, "total": 0},
             "mentions": [quote("要做到四勤")], "variants": variants, "neighbours": alone}
        )  # fmt: skip

    def _graph(self, request: httpx2.Request, _: str) -> NeighbourhoodModel | httpx2.Response:
        kind, key = request.url.params["kind"], request.url.params["key"]
        centre = next((n for n in (DUTY, ROLE, ABILITY) if (n.kind, n.key) == (kind, key)), None)
        if kind == "rule":
            centre = NodeModel.model_validate({"kind": "rule", "key": key, "label": "规矩"})
        if kind == "formula":
            centre = node(kind, key)
        if centre is None:
            return _problem(404, f"没有找到：{key}")
        edges = request.url.params.get_list("edge")
        links = [link for link in LINKS if centre in (link.source, link.target) and link.kind in edges]
        limit = int(request.url.params["limit"])
        return NeighbourhoodModel(centre=centre, links=links[:limit], total=len(links))

    def _corrections(self, request: httpx2.Request, rest: str) -> Any:
        return self.corrected.routes(request, rest)

    def _names(self, request: httpx2.Request, _: str) -> Any:
        naming = {name: body_of(request)[name] for name in ("kind", "names", "into", "word")}
        return self.corrected.take({**body_of(request), "target": "name", "fields": naming})

    def _lineage(self, request: httpx2.Request, rest: str) -> Any:
        return httpx2.Response(200, content=b"PK") if rest == "export" else self.lines.of_text(request)

    def _conflicts(self, request: httpx2.Request, rest: str) -> Any:
        return self.lines.listed(request, rest)

    def _follows(self, request: httpx2.Request, rest: str) -> Any:
        return self.lines.followed(request, rest)

    def _rules(self, request: httpx2.Request, rest: str) -> Any:
        if rest.endswith("/lineage/export"):
            return httpx2.Response(200, content=b"PK")
        if rest.endswith("/lineage"):
            return self.lines.of_rule(rest.removesuffix("/lineage"))
        return next(r for r in RULES if r.id == rest)

    def _documents(self, request: httpx2.Request, rest: str) -> Any:
        if request.method == "POST" and rest.endswith("/corrections"):
            return self.corrected.of_text(body_of(request))
        if request.method == "PATCH":
            self.corrected.bodies.append(body_of(request))
            return document()
        if request.method == "POST":
            return self._upload(request)
        if request.method == "DELETE":
            self.deleted.append(rest)
            return httpx2.Response(204)
        if not rest:
            every = [document(), document("d2", title="公文限时办结规定", file="办结.docx", kind="regulation")]
            asked = request.url.params
            items = [d for d in every if asked.get("q", "") in d.title and asked.get("kind", d.kind) == d.kind]
            items = [d for d in items if d.id not in self.deleted and asked.get("year", "2014") == "2014"]
            return Page[DocumentModel](items=items, next=None, total=len(items))
        id, _, part = rest.partition("/")
        if id != "d1":
            return _problem(404, f"没有找到文献：{id}")
        if part == "original":
            return httpx2.Response(200, content=self.text.text.encode("gb18030"))
        if part.startswith("compare/"):
            return self.lines.compared or _problem(404, "没有找到文献")
        if part == "explanations":
            return self.corrected.explanations()
        if part == "hits":
            places = [TEXT.index(words) for words in ("值班人员必须24", "发生紧急情况")]
            passages = [SpanModel(start=at, end=TEXT.index("\n", at)) for at in places]
            marks = [SpanModel(start=at, end=at + 4) for at in places]
            return DocumentHitsModel(total=2, passages=passages, highlights=marks)
        return self.text if part == "text" else document()

    def _upload(self, request: httpx2.Request) -> httpx2.Response:
        body = request.read()
        names = [piece.split(b'"', 1)[0].decode() for piece in body.split(b'filename="')[1:]]
        files = [
            JobFileModel.model_validate(
                {"name": n, "size": 3, "state": "skipped", "document_id": None, "reason": "文件是空的",
                 "advice": "请确认文件已保存完整"}
                if "空" in n
                else {"name": n, "size": 9, "state": "added", "document_id": "d1", "reason": None, "advice": None}
            )
            for n in names
        ]  # fmt: skip
        if any("断" in name for name in names):
            return _problem(503, "资料库正忙")
        job = JobModel.model_validate(
            {"id": f"job{len(self.jobs)}", "state": "done", "created": NOW, "updated": NOW, "finished": len(files),
             "total": len(files), "files": files, "error": None}
        )  # fmt: skip
        self.jobs[job.id] = job
        return httpx2.Response(202, content=job.model_dump_json())

    def _jobs(self, request: httpx2.Request, rest: str) -> JobModel | httpx2.Response:
        return self.jobs.get(rest) or _problem(404, f"没有找到任务：{rest}")


def _problem(status: int, detail: str) -> httpx2.Response:
    problem = Problem(title="出错", status=status, detail=detail)
    return httpx2.Response(
        status, content=problem.model_dump_json(), headers={"content-type": "application/problem+json"}
    )


Handler = Callable[[httpx2.Request], httpx2.Response]


def asked(api: FakeApi, path: str) -> list[dict[str, list[str]]]:
    """The parameters of every request to this path, in order."""
    wanted = [r for r in api.requests if r.url.path == f"/api/v1/{path}"]
    return [{key: r.url.params.get_list(key) for key in r.url.params} for r in wanted]


def body_of(request: httpx2.Request) -> Any:
    """The JSON that a request carried."""
    return json.loads(request.content)
