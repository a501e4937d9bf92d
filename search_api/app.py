"""Puts the API together: routes, services, what is refused, and which status each error has."""

from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from graph.errors import (
    AlreadyCorrected,
    AlreadyUndone,
    BadCorrection,
    NotFound,
    NotInConflict,
    QuoteAmbiguous,
    QuoteNotFound,
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreDenied,
    StoreFull,
    StoreUnwritable,
    StoreVersion,
)
from graph.errors import BadCursor as BadPageCursor
from graph.store import open_store
from ingest.errors import ReadError, ZhiguiError
from search_api.answer.desk import Desk
from search_api.engine import Engine
from search_api.errors import (
    BadBatch,
    BadCursor,
    ContentTooLarge,
    ForeignHost,
    ForeignOrigin,
    IndexAway,
    IndexBusy,
    IndexFull,
    IndexRefused,
    IndexUnwritable,
    JobsBroken,
    NotLoopback,
    NotReady,
    RepeatedParameters,
    SearchesBroken,
    UnknownParameters,
    WrongContentType,
)
from search_api.follower import Follower
from search_api.herald import Herald
from search_api.index import open_index
from search_api.kept.records import SearchRecords
from search_api.lineage import Lineage
from search_api.models import Problem
from search_api.routers import (
    asking,
    conflicts,
    corrections,
    curation,
    documents,
    entities,
    export,
    files,
    follows,
    graph,
    lineage,
    rules,
    search,
    searches,
    system,
)
from search_api.routers import jobs as job
from search_api.settings import Settings
from search_api.uploads.jobs import Jobs
from search_api.uploads.processes import Uploads
from search_api.uploads.worker import Worker
from search_api.web.dependencies import Services, only_known_parameters
from search_api.web.edge import Edge
from search_api.web.examples import add_examples
from search_api.web.guard import LOOPBACK_NAMES, Guard, is_loopback
from search_api.web.metrics import Metrics
from search_api.web.problems import Problems, Statuses, documented

API = "/api/v1"
STATUSES: Statuses = {
    NotFound: 404,
    BadCursor: 404,  # a cursor names a page, and this one was never given out
    BadPageCursor: 404,
    ContentTooLarge: 413,
    WrongContentType: 415,
    ForeignOrigin: 403,
    ForeignHost: 421,
    UnknownParameters: 422,
    RepeatedParameters: 422,
    BadBatch: 422,
    ReadError: 422,
    AlreadyCorrected: 409,
    AlreadyUndone: 409,
    NotInConflict: 409,
    BadCorrection: 422,
    QuoteNotFound: 422,
    QuoteAmbiguous: 422,
    StoreBusy: 503,
    StoreBroken: 503,
    StoreVersion: 503,
    StoreUnwritable: 503,
    StoreAway: 503,
    StoreDenied: 503,
    IndexBusy: 503,
    IndexUnwritable: 503,
    IndexAway: 503,
    IndexRefused: 503,
    JobsBroken: 503,
    SearchesBroken: 503,
    NotReady: 503,
    StoreFull: 507,
    IndexFull: 507,
    ZhiguiError: 500,
}
"""The HTTP status of each error; one that is not here has the status of its nearest base."""
_FRAMING = 1024 * 1024
"""Bytes of a form around its files, and more than any JSON body needs."""
_TAGS = [
    {"name": "search", "description": "Searching and suggestions."},
    {"name": "answers", "description": "Questions, pinned answers, and what readers thought of them."},
    {"name": "entities", "description": "Duties, roles, abilities and formulas."},
    {"name": "rules", "description": "Rules with their source."},
    {"name": "lineage", "description": "Who said it first, what became of it, what contradicts it; following it."},
    {"name": "graph", "description": "Walking from node to node."},
    {"name": "documents", "description": "Documents, uploads and their jobs."},
    {"name": "corrections", "description": "What people put right, and what needs their decision."},
    {"name": "export", "description": "Taking out what the library holds."},
    {"name": "system", "description": "Counts and the state of the service."},
]
_NO_TELEMETRY: Any = {
    "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False
}  # fmt: skip


def create_app(settings: Settings) -> FastAPI:
    """The API over the store and index of `settings`, opened while it runs. Raises `NotLoopback`."""
    host, _ = settings.api
    if not is_loopback(host) and settings.container is None:
        raise NotLoopback(host)
    metrics = Metrics()
    problems = Problems(STATUSES, lambda path: _methods(app, path))
    app = FastAPI(
        title="知规 Zhigui",
        version="0.1.0",
        summary="Office-work norms: search, answers that are quotes, and the graph behind them.",
        openapi_tags=_TAGS,
        # The interactive pages load scripts from a CDN; nothing here is fetched from outside.
        docs_url=None,
        redoc_url=None,
        telemetry=_NO_TELEMETRY,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        dependencies=[Depends(only_known_parameters)],
        responses=documented(421, 422, 500, 503),
        lifespan=_lifespan(settings, metrics),
    )
    app.add_exception_handler(ZhiguiError, problems.of_known)
    app.add_exception_handler(HTTPException, problems.of_http)
    app.add_exception_handler(RequestValidationError, problems.of_validation)
    app.add_middleware(
        Guard,
        hosts=LOOPBACK_NAMES | {settings.container or host.strip("[]").lower()},
        portal_port=settings.ui[1],
        max_body=settings.max_bytes + _FRAMING,
        refuse=problems.of_known,
    )
    app.add_middleware(Edge, metrics=metrics, unexpected=problems.of_unexpected)
    for router in (
        search.router,
        asking.router,
        files.router,
        searches.router,
        curation.router,
        entities.router,
        lineage.router,
        rules.router,
        conflicts.router,
        follows.router,
        graph.router,
        documents.router,
        corrections.router,
        export.router,
        job.router,
    ):
        app.include_router(router, prefix=API)
    app.include_router(system.api, prefix=API)
    app.include_router(system.root)
    app.openapi = _with_problem(app.openapi)  # type: ignore[method-assign]  # the way FastAPI documents
    return app


def _lifespan(settings: Settings, metrics: Metrics) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ExitStack() as open_things:
            app.state.services = _open(settings, metrics, open_things)
            yield

    return lifespan


def _open(settings: Settings, metrics: Metrics, open_things: ExitStack) -> Services:
    """The running services; what is opened later is closed earlier, and threads end before what they use."""
    store = open_things.enter_context(open_store(settings.store))
    index = open_things.enter_context(open_index(settings.index))
    records = SearchRecords(settings.data)
    engine = Engine(store, index, records.synonyms, records.note_left_out)
    lines = Lineage(store, engine)
    follower = Follower(store, index, engine, metrics)
    uploads = Uploads(settings.store, workers=settings.workers, max_bytes=settings.max_bytes)
    jobs = Jobs(settings.data, max_bytes=settings.max_bytes)
    worker = Worker(jobs, uploads.ingest, metrics, after=follower.wake)
    open_things.callback(follower.stop)
    open_things.callback(uploads.close)
    open_things.callback(worker.stop)
    if settings.webhook is not None:
        herald = Herald(store, lines, settings.webhook, settings.data / "herald.lock")
        open_things.callback(herald.stop)
        herald.start()
    follower.start()
    worker.start()
    desk = Desk.of(settings, engine, store)
    return Services(settings, store, engine, lines, follower, jobs, worker, metrics, records, desk)


def _methods(app: FastAPI, path: str) -> list[str]:
    """The methods that are documented for a path."""
    for template, operations in app.openapi()["paths"].items():
        if compile_path(template)[0].fullmatch(path):
            return sorted(method.upper() for method in operations)
    return []


def _with_problem(openapi: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """The OpenAPI description, with the schema that all documented problems point to, and examples."""

    def complete() -> dict[str, Any]:
        schema = openapi()
        parts = schema["components"]["schemas"]
        if "Problem" not in parts:
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            parts |= problem.pop("$defs") | {"Problem": problem}
            parts.pop("HTTPValidationError", None)
            parts.pop("ValidationError", None)
            add_examples(schema)
        return schema

    return complete
