"""The portal's way to the API: HTTP only."""

from collections.abc import Iterable, Sequence

import httpx2

from graph.schema import EdgeKind
from search_api.models import (
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
from ui.asking_client import Asking
from ui.connection import UPLOAD_TIMEOUT, Params, page_params, part
from ui.connection import ApiDown as ApiDown
from ui.connection import ApiError as ApiError
from ui.connection import ApiSlow as ApiSlow
from ui.connection import NotNow as NotNow
from ui.connection import NotThere as NotThere
from ui.connection import Refused as Refused
from ui.connection import Taken as Taken

_LISTS = {"duty": "duties", "role": "roles", "ability": "abilities", "formula": "formulas"}


class Api(Asking):
    """All that the API answers."""

    def search(self, q: str, filters: Params, *, after: str | None = None, limit: int = 10) -> SearchResponse:
        """The best passages for `q`; `filters` keep passages with one of the values per facet."""
        return self._get("/search", SearchResponse, [("q", q), *filters, *page_params(after, limit)])

    def export(self, form: str, q: str, filters: Params) -> bytes:
        """The hits of a search as a `csv` or `docx` file."""
        return self._send("GET", f"/export/search.{form}", params=[("q", q), *filters]).content

    def batch(self, name: str, data: bytes) -> bytes:
        """A CSV of queries as a CSV of their best hits."""
        return self._send(
            "POST", "/search/batch", files={"file": (name, data, "text/csv")}, timeout=UPLOAD_TIMEOUT
        ).content

    def hits_in(self, document_id: str, q: str) -> DocumentHitsModel:
        """All hits of a search in one document. Raises `NotThere`."""
        return self._get(f"/documents/{part(document_id)}/hits", DocumentHitsModel, [("q", q)])

    def searches(self) -> SavedSearches:
        """Searches with a name."""
        return self._get("/searches", SavedSearches)

    def save_search(self, asked: SaveSearchRequest) -> SavedSearchModel:
        """Gives a search a name."""
        return self._read(SavedSearchModel, self._send("POST", "/searches", json=asked.model_dump(mode="json")))

    def forget_search(self, search_id: str) -> None:
        """Removes a search with a name. Raises `NotThere`."""
        self._send("DELETE", f"/searches/{part(search_id)}")

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

    def entities(self, kind: str, *, after: str | None = None, limit: int = 50) -> Page[EntitySummaryModel]:
        """Duties, roles, abilities or formulas, the best borne out first."""
        return self._get(f"/{_LISTS[kind]}", Page[EntitySummaryModel], page_params(after, limit))

    def entity(self, kind: str, name: str) -> EntityModel:
        """One duty, role, ability or formula with all that is known of it. Raises `NotThere`."""
        return self._get(f"/{_LISTS[kind]}/{part(name)}", EntityModel)

    def neighbourhood(self, kind: str, key: str, *, edges: Iterable[EdgeKind], limit: int) -> NeighbourhoodModel:
        """A node and its links of some kinds. Raises `NotThere`."""
        params: list[tuple[str, str | int]] = [("kind", kind), ("key", key), ("limit", limit)]
        return self._get("/graph/neighbourhood", NeighbourhoodModel, [*params, *(("edge", edge) for edge in edges)])

    def rule(self, rule_id: str) -> RuleModel:
        """One rule. Raises `NotThere`."""
        return self._get(f"/rules/{part(rule_id)}", RuleModel)

    def documents(self, filters: Params = (), *, after: str | None = None, limit: int = 100) -> Page[DocumentModel]:
        """Documents by title; `filters` are q, kind and year."""
        return self._get("/documents", Page[DocumentModel], [*filters, *page_params(after, limit)])

    def text(self, document_id: str) -> TextModel:
        """A document's text with everything that was extracted. Raises `NotThere`."""
        return self._get(f"/documents/{part(document_id)}/text", TextModel)

    def original(self, document_id: str) -> bytes:
        """The file as it came in. Raises `NotThere`."""
        return self._send("GET", f"/documents/{part(document_id)}/original").content

    def upload(self, named: Sequence[tuple[str, bytes]]) -> JobModel:
        """Hands in files by name; the job says how far they are."""
        files = [("files", (name, data, "application/octet-stream")) for name, data in named]
        return self._read(JobModel, self._send("POST", "/documents", files=files, timeout=UPLOAD_TIMEOUT))

    def job(self, job_id: str) -> JobModel:
        """How far a job is. Raises `NotThere`."""
        return self._get(f"/jobs/{part(job_id)}", JobModel)

    def delete(self, document_id: str) -> None:
        """Removes a document with all that only it supported. Raises `NotThere`."""
        self._send("DELETE", f"/documents/{part(document_id)}")

    def explanations(self, document_id: str) -> ExplanationsModel:
        """Why each thing in a document was found, and what people said of it. Raises `NotThere`."""
        return self._get(f"/documents/{part(document_id)}/explanations", ExplanationsModel)

    def correct(self, document_id: str, request: CorrectionRequest) -> CorrectionModel:
        """Corrects something in a document, or the document itself. Raises `Taken`."""
        return self._hand_in("POST", f"/documents/{part(document_id)}/corrections", request, CorrectionModel)

    def correct_names(self, request: NameCorrectionRequest) -> CorrectionModel:
        """Merges names or splits one. Raises `Taken`."""
        return self._hand_in("POST", "/names/corrections", request, CorrectionModel)

    def set_date(self, document_id: str, request: DocumentPatch) -> DocumentModel:
        """Says when a document was said. Raises `Taken`."""
        return self._hand_in("PATCH", f"/documents/{part(document_id)}", request, DocumentModel)

    def corrections(self, filters: Params = (), *, after: str | None = None, limit: int = 20) -> Page[CorrectionModel]:
        """What people corrected, newest first."""
        return self._get("/corrections", Page[CorrectionModel], [*filters, *page_params(after, limit)])

    def queue(self, *, after: str | None = None, limit: int = 10) -> Page[QueuedModel]:
        """Documents with findings that somebody should look at."""
        return self._get("/corrections/queue", Page[QueuedModel], page_params(after, limit))

    def conflicts(self, *, after: str | None = None, limit: int = 20) -> Page[ConflictModel]:
        """Corrections that somebody has to look at again."""
        return self._get("/corrections/conflicts", Page[ConflictModel], page_params(after, limit))

    def resolve(self, correction_id: str, request: ResolutionRequest) -> CorrectionModel:
        """Settles a conflict."""
        return self._hand_in("POST", f"/corrections/{part(correction_id)}/resolution", request, CorrectionModel)

    def undo(self, correction_id: str, by: str | None) -> CorrectionModel:
        """Takes a correction back."""
        params = {"by": by} if by else {}
        return self._read(CorrectionModel, self._send("DELETE", f"/corrections/{part(correction_id)}", params=params))

    def strength(self, kind: str, name: str) -> StrengthModel:
        """How often and how hard a duty or ability is spoken of, year by year. Raises `NotThere`."""
        return self._get(f"/{_LISTS[kind]}/{part(name)}/strength", StrengthModel)

    def lineage(self, rule_id: str) -> LineageModel:
        """Where a rule was first stated, and what became of it. Raises `NotThere`."""
        return self._get(f"/rules/{part(rule_id)}/lineage", LineageModel)

    def trace(self, words: str) -> LineageModel:
        """The same for free words."""
        return self._get("/lineage", LineageModel, [("text", words)])

    def lineage_file(self, rule_id: str | None, words: str, format: str) -> bytes:
        """The lineage of a rule, else of free words, as a file: docx or csv. Raises `NotThere`."""
        path = f"/rules/{part(rule_id)}/lineage/export" if rule_id else "/lineage/export"
        params = {"format": format} if rule_id else {"format": format, "text": words}
        return self._send("GET", path, params=params).content

    def comparison(self, one: str, other: str) -> ComparisonModel:
        """Two documents side by side. Raises `NotThere`."""
        return self._get(f"/documents/{part(one)}/compare/{part(other)}", ComparisonModel)

    def rule_conflicts(self, settled: str, *, after: str | None = None, limit: int = 20) -> RuleConflictsModel:
        """Rules that contradict each other: the open, confirmed or dismissed ones."""
        return self._get("/conflicts", RuleConflictsModel, [("verdict", settled), *page_params(after, limit)])

    def judge(self, conflict_id: str, request: VerdictRequest) -> RuleConflictModel:
        """Says what a person thinks of a conflict."""
        return self._hand_in("POST", f"/conflicts/{part(conflict_id)}/verdict", request, RuleConflictModel)

    def reopen(self, conflict_id: str) -> RuleConflictModel:
        """Takes back what somebody said of a conflict."""
        return self._read(RuleConflictModel, self._send("DELETE", f"/conflicts/{part(conflict_id)}/verdict"))

    def follows(self, by: str | None) -> list[FollowModel]:
        """What somebody follows, or everybody."""
        return self._get("/follows", FollowsModel, _by(by)).items

    def follow(self, request: FollowRequest) -> FollowModel:
        """Follows a rule or a search."""
        return self._hand_in("POST", "/follows", request, FollowModel)

    def unfollow(self, follow_id: str) -> None:
        """Follows it no more."""
        self._send("DELETE", f"/follows/{part(follow_id)}")

    def read_news(self, follow_id: str) -> FollowModel:
        """Takes what is new about it as read."""
        return self._read(FollowModel, self._send("POST", f"/follows/{part(follow_id)}/read"))

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
        return self._read(ReadyModel, answer).left_out if answer.is_success else []

    def _ready(self) -> httpx2.Response:
        return self._http.get(f"http://{self.address}/readyz")


def _by(by: str | None) -> list[tuple[str, str | int]]:
    return [("by", by)] if by else []
