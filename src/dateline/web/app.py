"""The application: routes, guard, errors, and the page."""

from __future__ import annotations

import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dateline.errors import DatelineError
from dateline.store.seen import Overtaken
from dateline.types.view import EVERYTHING
from dateline.web.answer import refusal
from dateline.web.ask import Ask, Missing
from dateline.web.door import Refused
from dateline.web.endpoint import endpoint, with_cookie
from dateline.web.guard import Guard, Hosts, TooMuch
from dateline.web.record import Record, Unreachable
from dateline.web.routes import ANSWERED, DECIDED, ROUTES, Line
from dateline.web.served import Served
from dateline.web.shape import Refusal
from dateline.web.shell import shell
from dateline.web.views.facet import facets
from dateline.web.views.statement import shown, whole_rows
from dateline.write.why import judgement_row

API = "/api"
TITLE = "dateline"
REFUSED = {
    400: "what can never hold, with what can", 401: "nobody is logged in", 403: "not by this role, host or page",
    404: "not in the record", 422: "not of the kind that is asked for",
    503: "the record is gone, locked or of another version: `reason`",
}  # fmt: skip
"""Answers of every route that are errors, by status."""
ABOUT = "What the workbench shows, and everything that it does: it has no other door."


def create_app(served: Served, hosts: Hosts | None = None) -> FastAPI:
    """The application that serves one record."""
    app = FastAPI(
        title=TITLE, version=served.version, description=ABOUT, openapi_url=f"{API}/openapi.json", docs_url=None,
        redoc_url=None, redirect_slashes=False, lifespan=lifespan(served),
    )  # fmt: skip
    app.state.served = served
    for line in ROUTES:
        app.add_api_route(
            API + line.path, endpoint(line, served), methods=[line.method], summary=line.says, response_model=None,
            operation_id=line.view.__name__.strip("_"), tags=[line.path.split("/")[1].partition(".")[0]],
            responses=described(line),
        )  # fmt: skip
    app.add_api_route("/enter", entering(served), methods=["GET"], include_in_schema=False, response_model=None)
    app.add_api_route("/{path:path}", showing, methods=["GET"], include_in_schema=False, response_model=None)
    handle(app, served)
    app.add_middleware(Guard, hosts=hosts or Hosts(), secure=served.secure, refused=refusing(served))
    return app


def described(line: Line) -> dict[int | str, Any]:
    """What a route answers, by status."""
    good: dict[str, Any] = {"description": line.says}
    if line.shape is not None:
        good["model"] = line.shape
    else:
        good["content"] = {line.media: {"schema": {"type": "string"}}}
    refused = {**REFUSED, **({} if line.role else {429: "too many wrong secrets"})}
    if line.how == DECIDED:
        refused |= {409: "somebody judged the same meanwhile: `newer`, and `statement` as it now stands"}
    found: dict[int | str, Any] = {k: {"description": words, "model": Refusal} for k, words in refused.items()}
    return {200: good, **found} | ({304: {"description": "as it was"}} if line.how == ANSWERED else {})


def lifespan(served: Served) -> Any:
    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        Thread(target=warm, args=(served.record,), name="warming", daemon=True).start()
        yield
        served.record.close()

    return live


def warm(record: Record) -> None:
    """Count what is shown first, then what the pictures count over, so that nobody waits for them."""
    try:
        with record.reading() as store:
            facets(record, store, EVERYTHING)
            record.digest.refresh(store)
            record.standpoint.differing.of(store)
    except DatelineError:
        return  # whoever asks is told


def entering(served: Served) -> Any:
    def enter(request: Request, link: str = "") -> Response:
        """The one-time link: sets the cookie and goes to the page."""
        if "prefetch" in request.headers.get("sec-purpose", request.headers.get("purpose", "")):
            return Response(status_code=204)  # a browser that only looks ahead must not spend it
        door = served.door(request)
        answer = RedirectResponse("/", 303, headers={"Cache-Control": "no-store"})
        if door.cookie and served.access.holds(door.cookie):
            return answer
        return with_cookie(answer, served, door.enter(link))

    return enter


def showing(path: str) -> Response:
    return shell(path)


def refusing(served: Served) -> Any:
    def refused(what: str, address: str) -> None:
        try:
            served.audit.note(f"refused: {what}", address=address)
        except DatelineError as error:
            print(f"dateline: {error}", file=sys.stderr)

    return refused


def handle(app: FastAPI, served: Served) -> None:
    """Every error goes out as {error, cure}."""
    def overtaken(request: Request, error: Exception) -> Response:
        assert isinstance(error, Overtaken)
        return refusal(409, error.what, error.cure, newer=shown(judgement_row(error.newer), undone=False),
                       statement=standing(served, request, error.target))  # fmt: skip

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        answer = refusal(error.status, error.what, error.cure)
        answer.headers.update(error.headers)
        return answer

    handlers: dict[type[Exception], Any] = {
        DatelineError: asked_wrong, Missing: is_missing, Unreachable: is_unreachable, Overtaken: overtaken,
        Refused: refused, TooMuch: too_much, RequestValidationError: not_valid, HTTPException: by_status,
        Exception: broken,
    }  # fmt: skip
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def standing(served: Served, request: Request, statement: str) -> dict[str, Any] | None:
    """A statement as it now stands."""
    session = served.session(request, "read")
    with served.record.reading() as store:
        member = store.member(statement)
        return whole_rows(Ask(store, served.record, session), [member])[0] if member else None


def asked_wrong(request: Request, error: DatelineError) -> Response:
    return refusal(400, error.what, error.cure)


def is_missing(request: Request, error: DatelineError) -> Response:
    return refusal(404, error.what, error.cure)


def is_unreachable(request: Request, error: Unreachable) -> Response:
    answer = refusal(503, error.what, error.cure, reason=error.reason)
    answer.headers["Retry-After"] = "2"
    return answer


def too_much(request: Request, error: Exception) -> Response:
    return refusal(413, "too much was sent", "send at most 1 MB")


def not_valid(request: Request, error: RequestValidationError) -> Response:
    """What of the question is not as the API's description has it."""
    faults = [f"{'.'.join(map(str, fault['loc'][1:])) or fault['loc'][0]}: {fault['msg']}" for fault in error.errors()]
    return refusal(422, "; ".join(faults)[:1000], "see /api/openapi.json for what may be sent")


def by_status(request: Request, error: HTTPException) -> Response:
    cure = "see /api/openapi.json for the routes that there are"
    return refusal(error.status_code, str(error.detail).lower(), cure)


def broken(request: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return refusal(500, "dateline made a mistake", "try again; the terminal of `dateline serve` says more")
