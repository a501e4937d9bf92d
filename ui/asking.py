"""What the command line does with questions besides answering one: files of them, pinned answers."""

from collections.abc import Iterator

from graph.access import LOCAL
from graph.store.base import GraphStore
from search_api.answer.desk import Desk
from search_api.answer.held import Sources
from search_api.answer.pins import Pins
from search_api.exports.batch import queries_in
from search_api.exports.sheet import answers_sheet
from search_api.kept.pinned import AnswerRecords
from search_api.models import AskResponse, PinnedModel
from search_api.settings import Settings


def batch(desk: Desk, data: bytes) -> bytes:
    """The sheet of the answers to a sheet of questions. Raises `BadBatch`."""
    questions = queries_in(data, "问题")
    return answers_sheet((one, AskResponse.of(desk.answer(one, LOCAL))) for one in questions).encode()


def pinned(settings: Settings, store: GraphStore) -> Iterator[PinnedModel]:
    """All pinned answers, those that do not hold first."""
    pins = Pins(AnswerRecords(settings.data), Sources(store))
    return (PinnedModel.of(held) for held in pins.listed(LOCAL))
