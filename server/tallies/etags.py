"""Not sending a second time what the asker already has."""

import hashlib
import json
from typing import Any

from flask import Response, request

TAGGED = {"ETag": {"required": True, "schema": {"type": "string"}}}
"""The header of every such answer, for the API's description."""


def unless_known(answer: dict[str, Any]) -> Any:
    """The answer with an ETag of everything in it but the moment it was made; 304 without a body
    if the asker names that tag."""
    told = {name: value for name, value in answer.items() if name != "as_of"}
    told["completeness"] = {k: v for k, v in answer["completeness"].items() if k != "as_of"}
    text = json.dumps(told, sort_keys=True, default=str)
    tag = hashlib.sha256(text.encode()).hexdigest()[:32]
    if request.if_none_match.contains_weak(tag):
        unchanged = Response(status=304)
        unchanged.set_etag(tag, weak=True)
        return unchanged
    return answer, 200, {"ETag": f'W/"{tag}"'}
