"""Puts an example beside every answer that the description promises, made of the examples of its fields."""

from collections.abc import Mapping
from typing import Any

_REF = "#/components/schemas/"


def add_examples(description: dict[str, Any]) -> None:
    """Gives every JSON answer that is no error an example, where it has none."""
    schemas = description["components"]["schemas"]
    for operations in description["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {}).get("application/json")
                if status.startswith("2") and content is not None:
                    content.setdefault("example", example_of(content["schema"], schemas))


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """A value that the schema allows: its own example, else one put together from those of its parts."""
    if "examples" in schema:
        return schema["examples"][0]
    for given in ("const", "default"):
        if given in schema:
            return schema[given]
    if "enum" in schema:
        return schema["enum"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].removeprefix(_REF)], schemas)
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], schemas)
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    if "properties" in schema:
        return {name: example_of(part, schemas) for name, part in schema["properties"].items()}
    raise LookupError(f"no example: {schema.get('title', schema)}")
