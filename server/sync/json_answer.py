"""The answer to a round as the bytes of its body. Rows are JSON already, and most of an answer is
rows; what schemas.AnswerSchema says of it is held by the tests, which look at every answer."""

from typing import Any

import orjson

from server.records.rows import Fields


def dump_answer(answer: Fields) -> bytes:
    """The JSON of an answer whose rows, also those of its results, are JSON already."""
    if "rows" not in answer:
        return orjson.dumps(answer)
    rows = ",".join([row.json for row in answer["rows"]])
    results = ",".join([_dump_result(each) for each in answer["results"]])
    ready = {"rows": orjson.Fragment(f"[{rows}]"), "results": orjson.Fragment(f"[{results}]")}
    return orjson.dumps({**answer, **ready})


def _dump_result(result: Fields) -> str:
    row = result["row"] or "null"
    if result["code"] is None and not result["fields"] and "trace" not in result:
        return (
            f'{{"id":"{result["id"]}","verdict":"{result["verdict"]}","code":null,"fields":[],'
            f'"row":{row}}}'
        )
    told: dict[str, Any] = {
        name: result[name]
        for name in ("id", "verdict", "code", "fields", "trace")
        if name in result
    }
    return orjson.dumps({**told, "row": orjson.Fragment(row)}).decode()
