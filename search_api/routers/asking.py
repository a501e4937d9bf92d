"""Asking, one question or many; what a curator pinned, and what readers thought of the answers."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Path, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from graph.access import Reader
from search_api.answer import opinions
from search_api.answer.desk import SUGGESTED, Desk
from search_api.author import author
from search_api.exports.batch import queries_in
from search_api.exports.sheet import CSV, answers_sheet, opinions_sheet
from search_api.kept.pinned import KeptQuote
from search_api.models import AskRequest, AskResponse
from search_api.models import answers as wire
from search_api.results import Answer, Worded, WordedSentence
from search_api.routers.files import SHEET_FOR_SHEET, as_file, download
from search_api.web.dependencies import CurrentReader, CurrentServices, only_json
from search_api.web.problems import documented

router = APIRouter(tags=["answers"])
EVENTS = "text/event-stream"
_STREAM: Any = {
    200: {
        "description": "The answer; as events where the request accepts them: `quotes` with the answer made of quotes, "
        "a `sentence` each, `end` with the whole answer.",
        "content": {EVENTS: {"schema": {"type": "string"}}},
    }
}
_ChangeId = Annotated[str, Path(min_length=1, max_length=100, examples=["5b1f6c0e9a7d4c2f"])]


@router.post(
    "/ask",
    summary="Ask a question",
    response_model=AskResponse,
    dependencies=[Depends(only_json)],
    responses=_STREAM | documented(400, 403, 413, 415),
)
def ask(
    request: Request, services: CurrentServices, reader: CurrentReader, asked: AskRequest
) -> AskResponse | Response:
    """An answer made of quotes; where nothing in the collection states it, it says so. A pinned one comes first."""
    desk = services.desk
    if EVENTS not in request.headers.get("accept", ""):
        return AskResponse.of(desk.ask(asked.question, reader, topic=asked.topic))
    # Asked for before the stream begins, so that what goes wrong has its status.
    answer = desk.answer(asked.question, reader, topic=asked.topic)
    told = _told(desk, asked.question, answer, reader)
    return StreamingResponse(told, media_type=EVENTS, headers={"Cache-Control": "no-store"})


def _told(desk: Desk, question: str, answer: Answer, reader: Reader) -> Iterator[str]:
    """The events of an answer; what a model says comes as it is borne out."""
    whole = AskResponse.of(answer)
    yield _event("quotes", whole)
    worded = None
    for told in desk.wording(question, answer, reader):
        if isinstance(told, Worded):
            worded = wire.WordedModel.of(told)
        else:
            yield _event("sentence", wire.WordedSentenceModel.of(told))
    if worded is None:
        for sentence in _own_words(answer):
            yield _event("sentence", wire.WordedSentenceModel.of(sentence))
    yield _event("end", whole.model_copy(update={"worded": worded}))


def _event(name: str, data: BaseModel) -> str:
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"


def _own_words(answer: Answer) -> Iterator[WordedSentence]:
    """The lines of an answer without a model, each with the quotes that it holds."""
    for line in filter(str.strip, answer.answer.split("\n")):
        yield WordedSentence(line, tuple(n for n, quote in enumerate(answer.quotes) if quote.text in line))


@router.post(
    "/ask/batch",
    summary="Ask each line of a sheet",
    **SHEET_FOR_SHEET,
)
def ask_batch(
    services: CurrentServices,
    reader: CurrentReader,
    file: Annotated[UploadFile, File(description="A CSV: one question a line, or a column headed 问题 or question.")],
) -> Response:
    """Each question with its answer, the quote, its source, and whether it was found, as a sheet. No model words it."""
    asked = queries_in(file.file.read(), "问题")
    answers = [(question, AskResponse.of(services.desk.answer(question, reader))) for question in asked]
    return download(answers_sheet(answers).encode(), CSV, "批量问答结果.csv")


@router.get("/ask/suggested", summary="Questions to start with")
def list_suggested(
    services: CurrentServices, reader: CurrentReader, limit: Annotated[int, Query(ge=1, le=SUGGESTED)] = 8
) -> wire.SuggestedListModel:
    """Made of rules, formulas and duties of the collection; each is answered."""
    return wire.SuggestedListModel(
        items=[wire.SuggestedModel.of(one) for one in services.desk.suggested(reader, limit)]
    )


@router.get("/ask/curated", summary="Pinned answers")
def list_curated(services: CurrentServices, reader: CurrentReader) -> wire.PinnedListModel:
    """All whose sources the reader may open: those whose source has changed or gone first, then the newest."""
    return wire.PinnedListModel(items=[wire.PinnedModel.of(held) for held in services.desk.pins.listed(reader)])


@router.post(
    "/ask/curated",
    summary="Pin an answer",
    status_code=201,
    dependencies=[Depends(only_json)],
    responses=documented(400, 403, 404, 413, 415, 507),
)
def pin(services: CurrentServices, reader: CurrentReader, body: wire.PinRequest) -> wire.PinnedModel:
    """Shown first from now on to whoever asks so and may open its sources; takes the place of one to this question."""
    quotes = _kept(services.desk, body.quotes, reader)
    held = services.desk.pins.pin(
        body.questions, quotes, author(body.by), reader, answer=body.answer.strip(), note=body.note
    )
    return wire.PinnedModel.of(held)


@router.delete("/ask/curated/{pin_id}", summary="Unpin an answer", status_code=204, responses=documented(403, 404, 507))
def unpin(services: CurrentServices, reader: CurrentReader, pin_id: _ChangeId) -> None:
    """The question is answered as any other from now on."""
    services.desk.pins.unpin(pin_id, reader)


@router.get("/ask/feedback", summary="What readers thought of answers")
def list_feedback(services: CurrentServices, reader: CurrentReader) -> wire.OpinionsModel:
    """The newest first, without those on answers of which the reader may not open a source."""
    return wire.OpinionsModel(items=_opinions(services.desk, reader))


@router.post(
    "/ask/feedback",
    summary="Say what one thinks of an answer",
    status_code=201,
    dependencies=[Depends(only_json)],
    responses=documented(400, 403, 404, 413, 415, 507),
)
def tell(services: CurrentServices, reader: CurrentReader, body: wire.OpinionRequest) -> wire.OpinionModel:
    """Kept for the curator, with the quotes of the answer."""
    desk = services.desk
    kept = desk.records.tell(
        " ".join(body.question.split()),
        _kept(desk, body.quotes, reader),
        author(body.by),
        helpful=body.helpful,
        reason=body.reason.strip(),
        found=body.found,
    )
    return wire.OpinionModel.of(opinions.held(desk.sources, kept, reader))


@router.delete(
    "/ask/feedback/{opinion_id}", summary="Take an opinion off the list", status_code=204,
    responses=documented(403, 404, 507),
)  # fmt: skip
def forget_feedback(services: CurrentServices, reader: CurrentReader, opinion_id: _ChangeId) -> None:
    """Nothing more is to be done about it."""
    opinions.forget(services.desk.records, services.desk.sources, opinion_id, reader)


@router.get(
    "/export/feedback.csv", summary="Opinions as a sheet", response_class=Response,
    responses=as_file(CSV) | documented(),
)  # fmt: skip
def export_feedback(services: CurrentServices, reader: CurrentReader) -> Response:
    """Each with its question, the quotes of the answer, and the reason."""
    return download(opinions_sheet(_opinions(services.desk, reader)).encode(), CSV, "问答意见.csv")


def _opinions(desk: Desk, reader: Reader) -> list[wire.OpinionModel]:
    return [wire.OpinionModel.of(held) for held in opinions.listed(desk.records, desk.sources, reader)]


def _kept(desk: Desk, spots: Sequence[wire.SpotModel], reader: Reader) -> list[KeptQuote]:
    """The quotes to keep. Raises `NotFound`, `QuoteNotFound`."""
    return [desk.sources.keep(spot.document_id, spot.span, spot.text, reader) for spot in spots]
