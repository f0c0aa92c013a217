"""Reading a call's parameters from HTTP: JSON, form, multipart or query string."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from playground.refusals import bad_request
from playground.values import Upload

LARGEST_PART = 64 * 1024 * 1024


async def read_parameters(request: Request) -> dict[str, Any]:
    """All parameters, the body's winning over the query string's."""
    given: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        given |= await _from_json(request)
    elif kind == "application/x-www-form-urlencoded":
        given |= await _from_form(request)
    elif kind == "multipart/form-data":
        given |= await _from_parts(request)
    return given


async def _from_json(request: Request) -> dict[str, Any]:
    body = await request.body()
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object")
    return parsed


async def _from_form(request: Request) -> dict[str, Any]:
    try:
        written = (await request.body()).decode()
        return dict(parse_qsl(written, keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _from_parts(request: Request) -> dict[str, Any]:
    async with request.form(max_part_size=LARGEST_PART) as form:
        return {name: await _part(value) for name, value in form.multi_items()}


async def _part(value: UploadFile | str) -> Upload | str:
    if isinstance(value, str):
        return value
    name = value.filename or "file"
    return Upload(name, value.content_type or "application/octet-stream", await value.read())
