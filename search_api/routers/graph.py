"""Walking the graph from one node to the next."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.link import edges
from graph.schema import EdgeKind
from search_api.models import NeighbourhoodModel, NodeWord
from search_api.web.dependencies import MAX_NAME, CurrentReader, CurrentServices
from search_api.web.problems import documented

router = APIRouter(tags=["graph"])


@router.get("/graph/neighbourhood", summary="A node and its links", responses=documented(404))
def neighbourhood(
    services: CurrentServices,
    reader: CurrentReader,
    kind: Annotated[NodeWord, Query(description="What the node is.", examples=["duty"])],
    key: Annotated[
        str,
        Query(min_length=1, max_length=MAX_NAME, description="Its name; an id where it has none.", examples=["值班"]),
    ],
    edge: Annotated[
        list[EdgeKind],
        Query(
            default_factory=list,
            description="Only links of these kinds. Repeat it for several.",
            max_length=len(EdgeKind),
            examples=[["PERFORMS"]],
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=200, description="Links to give; `total` counts all.")] = 30,
) -> NeighbourhoodModel:
    """The links of a node, the best borne out first; those of lineage, from the later to the earlier, before them."""
    kinds = frozenset(edge) or None
    found = edges.neighbourhood(services.store.view(reader), kind.kind, key, kinds=kinds, limit=limit)
    return NeighbourhoodModel.of(found)
