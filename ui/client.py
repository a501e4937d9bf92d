"""The portal's way to the API: HTTP only, typed answers, failures as sentences that people can act on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from graph.schema import EdgeKind
from ingest.errors import ZhiguiError
from search_api.models import (
    AskResponse,
    DocumentHitsModel,
    DocumentModel,
    EntityModel,
    EntitySummaryModel,
    JobModel,
    LeftOutModel,
    NeighbourhoodModel,
    Page,
    ReadyModel,
    RuleModel,
    SavedSearches,
    SavedSearchModel,
    SaveSearchRequest,
    SearchResponse,
    StatsModel,
    SuggestResponse,
    SynonymsModel,
    TextModel,
)
from search_api.models.comparison import ComparisonModel
from search_api.models.conflicts import RuleConflictModel, RuleConflictsModel, VerdictRequest
from search_api.models.corrections import (
    ConflictModel,
    CorrectionModel,
    CorrectionRequest,
    DocumentPatch,
    ExplanationsModel,
    NameCorrectionRequest,
    QueuedModel,
    ResolutionRequest,
)
from search_api.models.follows import FollowModel, FollowNewsModel, FollowRequest, FollowsModel, NewsModel
from search_api.models.lineage import LineageModel
from search_api.models.strength import StrengthModel

M = TypeVar("M", bound=BaseModel)
Params = Iterable[tuple[str, str | int]]
_LISTS = {"duty": "duties", "role": "roles", "ability": "abilities", "formula": "formulas"}
_TIMEOUT = httpx2.Timeout(30.0, connect=3.0)
_UPLOAD_TIMEOUT = httpx2.Timeout(300.0, connect=3.0)


class ApiError(ZhiguiError):
    """The API gave no usable answer: `problem` says what is wrong, `advice` what to do."""

    def __init__(self, problem: str, advice: str) -> None:
        self.problem = problem
        self.advice = advice
        super().__init__(f"{problem}。{advice}。")


class ApiDown(ApiError):
    """Nothing answers at the API's address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"检索服务没有响应（{address}）",
            "请确认“zhigui serve”或“make up”仍在运行，稍候片刻再点“重试”；已入库的资料不受影响",
        )


class ApiSlow(ApiError):
    """The API took too long."""

    def __init__(self) -> None:
        super().__init__("检索服务响应超时", "可能正在大批入库，请稍候再点“重试”")


class NotNow(ApiError):
    """The API is there, and something that it needs is away or busy."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail or "检索服务暂不可用", "本页会自动重试，恢复后接着用；已入库的资料不受影响")


class NotThere(ApiError):
    """What was asked for is not in the collection (any more)."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail or "没有找到所要的内容", "它可能已被删除或更名，请返回检索重新查找")


class Taken(ApiError):
    """Somebody else has corrected the same thing meanwhile: `correction_id` is what they did."""

    def __init__(self, detail: str, correction_id: str | None) -> None:
        self.correction_id = correction_id
        super().__init__(detail or "别人刚刚校订了同一处", "请看过对方的意见后再决定")


class Refused(ApiError):
    """The API did not accept what was asked, or failed at it."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        super().__init__(detail or f"检索服务报告错误（{status}）", "请调整后重试；若反复出现，请查看服务窗口中的提示")


class Api:
    """One open connection to the API; safe for several sessions at once."""

    def __init__(self, address: str, transport: httpx2.BaseTransport | None = None) -> None:
        self.address = address
        # trust_env off: a proxy set for the outside world must not carry what goes to the machine itself.
        self._http = httpx2.Client(
            base_url=f"http://{address}/api/v1", timeout=_TIMEOUT, transport=transport, trust_env=False
        )

    def search(self, q: str, filters: Params, *, after: str | None = None, limit: int = 10) -> SearchResponse:
        """The best passages for `q`; `filters` keep passages with one of the values per facet."""
        return self._get("/search", SearchResponse, [("q", q), *filters, *_page(after, limit)])

    def export(self, form: str, q: str, filters: Params) -> bytes:
        """The hits of a search as a `csv` or `docx` file."""
        return self._send("GET", f"/export/search.{form}", params=[("q", q), *filters]).content

    def batch(self, name: str, data: bytes) -> bytes:
        """A CSV of queries as a CSV of their best hits."""
        return self._send(
            "POST", "/search/batch", files={"file": (name, data, "text/csv")}, timeout=_UPLOAD_TIMEOUT
        ).content

    def hits_in(self, document_id: str, q: str) -> DocumentHitsModel:
        """All hits of a search in one document. Raises `NotThere`."""
        return self._get(f"/documents/{_part(document_id)}/hits", DocumentHitsModel, [("q", q)])

    def searches(self) -> SavedSearches:
        """Searches with a name."""
        return self._get("/searches", SavedSearches)

    def save_search(self, asked: SaveSearchRequest) -> SavedSearchModel:
        """Gives a search a name."""
        return _read(SavedSearchModel, self._send("POST", "/searches", json=asked.model_dump(mode="json")))

    def forget_search(self, search_id: str) -> None:
        """Removes a search with a name. Raises `NotThere`."""
        self._send("DELETE", f"/searches/{_part(search_id)}")

    def synonyms(self) -> SynonymsModel:
        """Searches in vain with suggestions, and what was decided."""
        return self._get("/curation/synonyms", SynonymsModel)

    def decide(self, word: str, other: str, *, approve: bool) -> None:
        """Approves or dismisses a pair of words."""
        self._send("POST", "/curation/synonyms", json={"word": word, "other": other, "approve": approve})

    def withdraw(self, word: str, other: str) -> None:
        """Takes a decision back. Raises `NotThere`."""
        self._send("DELETE", "/curation/synonyms", params={"word": word, "other": other})

    def forget_miss(self, q: str) -> None:
        """Takes a search in vain off the list."""
        self._send("DELETE", "/curation/misses", params={"q": q})

    def suggest(self, q: str) -> SuggestResponse:
        """Ways to go on with what was typed."""
        return self._get("/suggest", SuggestResponse, [("q", q)])

    def ask(self, question: str) -> AskResponse:
        """The answer to a question, made of quotes."""
        return _read(AskResponse, self._send("POST", "/ask", json={"question": question}))

    def entities(self, kind: str, *, after: str | None = None, limit: int = 50) -> Page[EntitySummaryModel]:
        """Duties, roles, abilities or formulas, the best borne out first."""
        return self._get(f"/{_LISTS[kind]}", Page[EntitySummaryModel], _page(after, limit))

    def entity(self, kind: str, name: str) -> EntityModel:
        """One duty, role, ability or formula with all that is known of it. Raises `NotThere`."""
        return self._get(f"/{_LISTS[kind]}/{_part(name)}", EntityModel)

    def neighbourhood(self, kind: str, key: str, *, edges: Iterable[EdgeKind], limit: int) -> NeighbourhoodModel:
        """A node and its links of some kinds. Raises `NotThere`."""
        params: list[tuple[str, str | int]] = [("kind", kind), ("key", key), ("limit", limit)]
        return self._get("/graph/neighbourhood", NeighbourhoodModel, [*params, *(("edge", edge) for edge in edges)])

    def rule(self, rule_id: str) -> RuleModel:
        """One rule. Raises `NotThere`."""
        return self._get(f"/rules/{_part(rule_id)}", RuleModel)

    def documents(self, filters: Params = (), *, after: str | None = None, limit: int = 100) -> Page[DocumentModel]:
        """Documents by title; `filters` are q, kind and year."""
        return self._get("/documents", Page[DocumentModel], [*filters, *_page(after, limit)])

    def text(self, document_id: str) -> TextModel:
        """A document's text with everything that was extracted. Raises `NotThere`."""
        return self._get(f"/documents/{_part(document_id)}/text", TextModel)

    def original(self, document_id: str) -> bytes:
        """The file as it came in. Raises `NotThere`."""
        return self._send("GET", f"/documents/{_part(document_id)}/original").content

    def upload(self, named: Sequence[tuple[str, bytes]]) -> JobModel:
        """Hands in files by name; the job says how far they are."""
        files = [("files", (name, data, "application/octet-stream")) for name, data in named]
        return _read(JobModel, self._send("POST", "/documents", files=files, timeout=_UPLOAD_TIMEOUT))

    def job(self, job_id: str) -> JobModel:
        """How far a job is. Raises `NotThere`."""
        return self._get(f"/jobs/{_part(job_id)}", JobModel)

    def delete(self, document_id: str) -> None:
        """Removes a document with all that only it supported. Raises `NotThere`."""
        self._send("DELETE", f"/documents/{_part(document_id)}")

    def explanations(self, document_id: str) -> ExplanationsModel:
        """Why each thing in a document was found, and what people said of it. Raises `NotThere`."""
        return self._get(f"/documents/{_part(document_id)}/explanations", ExplanationsModel)

    def correct(self, document_id: str, request: CorrectionRequest) -> CorrectionModel:
        """Corrects something in a document, or the document itself. Raises `Taken`."""
        return self._hand_in("POST", f"/documents/{_part(document_id)}/corrections", request, CorrectionModel)

    def correct_names(self, request: NameCorrectionRequest) -> CorrectionModel:
        """Merges names or splits one. Raises `Taken`."""
        return self._hand_in("POST", "/names/corrections", request, CorrectionModel)

    def set_date(self, document_id: str, request: DocumentPatch) -> DocumentModel:
        """Says when a document was said. Raises `Taken`."""
        return self._hand_in("PATCH", f"/documents/{_part(document_id)}", request, DocumentModel)

    def corrections(self, filters: Params = (), *, after: str | None = None, limit: int = 20) -> Page[CorrectionModel]:
        """What people corrected, newest first."""
        return self._get("/corrections", Page[CorrectionModel], [*filters, *_page(after, limit)])

    def queue(self, *, after: str | None = None, limit: int = 10) -> Page[QueuedModel]:
        """Documents with findings that somebody should look at."""
        return self._get("/corrections/queue", Page[QueuedModel], _page(after, limit))

    def conflicts(self, *, after: str | None = None, limit: int = 20) -> Page[ConflictModel]:
        """Corrections that somebody has to look at again."""
        return self._get("/corrections/conflicts", Page[ConflictModel], _page(after, limit))

    def resolve(self, correction_id: str, request: ResolutionRequest) -> CorrectionModel:
        """Settles a conflict."""
        return self._hand_in("POST", f"/corrections/{_part(correction_id)}/resolution", request, CorrectionModel)

    def undo(self, correction_id: str, by: str | None) -> CorrectionModel:
        """Takes a correction back."""
        params = {"by": by} if by else {}
        return _read(CorrectionModel, self._send("DELETE", f"/corrections/{_part(correction_id)}", params=params))

    def strength(self, kind: str, name: str) -> StrengthModel:
        """How often and how hard a duty or ability is spoken of, year by year. Raises `NotThere`."""
        return self._get(f"/{_LISTS[kind]}/{_part(name)}/strength", StrengthModel)

    def lineage(self, rule_id: str) -> LineageModel:
        """Where a rule was first stated, and what became of it. Raises `NotThere`."""
        return self._get(f"/rules/{_part(rule_id)}/lineage", LineageModel)

    def trace(self, words: str) -> LineageModel:
        """The same for free words."""
        return self._get("/lineage", LineageModel, [("text", words)])

    def lineage_file(self, rule_id: str | None, words: str, format: str) -> bytes:
        """The lineage of a rule, else of free words, as a file: docx or csv. Raises `NotThere`."""
        path = f"/rules/{_part(rule_id)}/lineage/export" if rule_id else "/lineage/export"
        params = {"format": format} if rule_id else {"format": format, "text": words}
        return self._send("GET", path, params=params).content

    def comparison(self, one: str, other: str) -> ComparisonModel:
        """Two documents side by side. Raises `NotThere`."""
        return self._get(f"/documents/{_part(one)}/compare/{_part(other)}", ComparisonModel)

    def rule_conflicts(self, settled: str, *, after: str | None = None, limit: int = 20) -> RuleConflictsModel:
        """Rules that contradict each other: the open, confirmed or dismissed ones."""
        return self._get("/conflicts", RuleConflictsModel, [("verdict", settled), *_page(after, limit)])

    def judge(self, conflict_id: str, request: VerdictRequest) -> RuleConflictModel:
        """Says what a person thinks of a conflict."""
        return self._hand_in("POST", f"/conflicts/{_part(conflict_id)}/verdict", request, RuleConflictModel)

    def reopen(self, conflict_id: str) -> RuleConflictModel:
        """Takes back what somebody said of a conflict."""
        return _read(RuleConflictModel, self._send("DELETE", f"/conflicts/{_part(conflict_id)}/verdict"))

    def follows(self, by: str | None) -> list[FollowModel]:
        """What somebody follows, or everybody."""
        return self._get("/follows", FollowsModel, _by(by)).items

    def follow(self, request: FollowRequest) -> FollowModel:
        """Follows a rule or a search."""
        return self._hand_in("POST", "/follows", request, FollowModel)

    def unfollow(self, follow_id: str) -> None:
        """Follows it no more."""
        self._send("DELETE", f"/follows/{_part(follow_id)}")

    def read_news(self, follow_id: str) -> FollowModel:
        """Takes what is new about it as read."""
        return _read(FollowModel, self._send("POST", f"/follows/{_part(follow_id)}/read"))

    def news(self, by: str | None) -> list[NewsModel]:
        """What is new about all that somebody follows, the newest document first."""
        return self._get("/follows/news", FollowNewsModel, _by(by)).items

    def gold(self) -> bytes:
        """All corrected documents as annotations, one a line."""
        return self._send("GET", "/export/gold").content

    def stats(self) -> StatsModel:
        """What the collection holds."""
        return self._get("/stats", StatsModel)

    def is_up(self) -> bool:
        """Whether the API answers."""
        try:
            self.stats()
        except ApiError:
            return False
        return True

    def is_ready(self) -> bool:
        """Whether the API and all that it needs answer."""
        try:
            return self._ready().is_success
        except httpx2.HTTPError:
            return False

    def left_out(self) -> list[LeftOutModel]:
        """The documents that the index could not take, as far as is known now."""
        try:
            answer = self._ready()
        except httpx2.HTTPError:
            return []
        return _read(ReadyModel, answer).left_out if answer.is_success else []

    def _ready(self) -> httpx2.Response:
        return self._http.get(f"http://{self.address}/readyz")

    def _get(self, path: str, model: type[M], params: Params = ()) -> M:
        return _read(model, self._send("GET", path, params=list(params)))

    def _hand_in(self, method: str, path: str, request: BaseModel, model: type[M]) -> M:
        return _read(model, self._send(method, path, json=request.model_dump(mode="json", exclude_unset=True)))

    def _send(self, method: str, path: str, **options: Any) -> httpx2.Response:
        try:
            response = self._http.request(method, path, **options)
        except httpx2.InvalidURL as error:  # above 64 KB, which 7,000 Chinese characters reach
            raise Refused(414, "检索词太长，请缩短到几千字以内") from error
        except httpx2.TimeoutException as error:
            raise ApiSlow from error
        except httpx2.TransportError as error:
            raise ApiDown(self.address) from error
        if response.is_success:
            return response
        raise _problem(response)


def _page(after: str | None, limit: int) -> list[tuple[str, str | int]]:
    return [*([("after", after)] if after else []), ("limit", limit)]


def _by(by: str | None) -> list[tuple[str, str | int]]:
    return [("by", by)] if by else []


def _part(words: str) -> str:
    """The words as one part of a path; names and addresses may hold anything."""
    return quote(words, safe="")


def _problem(response: httpx2.Response) -> ApiError:
    """The API's own words (RFC 9457 problem details) as an error."""
    try:
        body = response.json()
    except ValueError:
        body = None
    detail = str(body.get("detail") or body.get("title") or "") if isinstance(body, Mapping) else ""
    if response.status_code == 503:
        return NotNow(detail)
    if response.status_code == 409:
        return Taken(detail, body.get("correction_id") if isinstance(body, Mapping) else None)
    return NotThere(detail) if response.status_code == 404 else Refused(response.status_code, detail)


def _read(model: type[M], response: httpx2.Response) -> M:
    try:
        return model.model_validate_json(response.content)
    except ValidationError as error:
        raise Refused(response.status_code, "检索服务的答复无法识别，界面与服务的版本可能不一致") from error
