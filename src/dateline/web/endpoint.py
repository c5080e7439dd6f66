"""A line of the table of routes as a function that the framework can call: session, record, ETag, and the answer."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import Response, StreamingResponse

from dateline.types.view import Query
from dateline.web.answer import KEPT, Json, matches, tag_of
from dateline.web.ask import Ask, filters
from dateline.web.audit import Audit
from dateline.web.desk import Desk
from dateline.web.door import Door, Opened, Refused
from dateline.web.listen import Listening
from dateline.web.routes import ANSWERED, DECIDED, DOOR, LISTENED, STREAMED, Line
from dateline.web.served import Served, address_of
from dateline.web.stream import Stream

GIVEN = (Ask, Desk, Door, Audit, Listening)
"""What a view is given by us and not by who asks."""
LISTENERS = 200
"""Most listeners at once."""
Answer = Callable[[Request, dict[str, Any]], Response]


def endpoint(line: Line, served: Served) -> Callable[..., Any]:
    """The function of a route. Its parameters are the view's, with the request for what we give, and the filters one
    by one for a Query."""
    parameters = inspect.signature(line.view, eval_str=True).parameters.values()
    answer = answers(line, served)

    def run(request: Request, **given: Any) -> Response:
        return answer(request, given)

    asked = [own(parameter) for parameter in parameters if parameter.annotation not in GIVEN]
    first = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    setattr(run, "__signature__", inspect.Signature([first, *asked]))  # noqa: B010
    run.__name__ = line.view.__name__
    run.__doc__ = line.view.__doc__
    return run


def own(parameter: inspect.Parameter) -> inspect.Parameter:
    if parameter.annotation is Query:
        parameter = parameter.replace(annotation=Annotated[Query, Depends(filters)])
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def answers(line: Line, served: Served) -> Answer:
    if line.how == DOOR:
        return lambda request, given: opened(line, served, request, given)
    if line.how == LISTENED:
        return lambda request, given: listened(line, served, request)
    if line.how == STREAMED:
        return lambda request, given: streamed(line, served, request, given)
    if line.how == DECIDED:
        return lambda request, given: decided(line, served, request, given)
    return lambda request, given: answered(line, served, request, given)


def answered(line: Line, served: Served, request: Request, given: dict[str, Any]) -> Response:
    session = served.session(request, line.role or "read")
    if Audit in [p.annotation for p in inspect.signature(line.view, eval_str=True).parameters.values()]:
        return Json(line.view(served.audit, **given), headers={"Cache-Control": "no-store"})
    with served.record.reading() as store:
        ask = Ask(store, served.record, session, address_of(request))
        if line.how != ANSWERED:
            return Json(line.view(ask, **given), headers={"Cache-Control": "no-store"})
        stand, asker = served.record.stand(store), (session.name, session.role, session.blind)
        tag = tag_of(stand, served.record.linker.busy, asker, request.url.path, request.url.query)
        headers = {"ETag": tag, "Cache-Control": KEPT, "Vary": "Cookie, Authorization"}
        if matches(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        return Json(line.view(ask, **given), headers=headers)


def decided(line: Line, served: Served, request: Request, given: dict[str, Any]) -> Response:
    session = served.session(request, line.role or "review")
    with served.record.writing() as store:
        desk = Desk(store, served.record, session, served.audit, address_of(request))
        return Json(line.view(desk, **given), headers={"Cache-Control": "no-store"})


def streamed(line: Line, served: Served, request: Request, given: dict[str, Any]) -> Response:
    session = served.session(request, line.role or "read")
    held = ExitStack()
    try:
        store = held.enter_context(served.record.reading())
        stream: Stream = line.view(Ask(store, served.record, session, address_of(request)), **given)
        served.audit.note(
            "export", who=session.name, role=session.role, address=address_of(request), file=stream.name,
            rows=stream.rows, query=request.url.query,
        )  # fmt: skip
    except BaseException:
        held.close()
        raise
    headers = {
        "X-Row-Count": str(stream.rows), "Content-Disposition": f'attachment; filename="{stream.name}"',
        "Cache-Control": "no-store", "Content-Type": stream.media,
    }  # fmt: skip
    return StreamingResponse(closing(stream.pieces, held), headers=headers)


def closing(pieces: Iterator[bytes], held: ExitStack) -> Iterator[bytes]:
    """The pieces; the record is let go of at their end, and where whoever reads them goes away."""
    with held:
        yield from pieces


def opened(line: Line, served: Served, request: Request, given: dict[str, Any]) -> Response:
    done: Opened = line.view(served.door(request), **given)
    answer = Json(done.data, headers={"Cache-Control": "no-store"})
    return with_cookie(answer, served, done.cookie)


def with_cookie(answer: Response, served: Served, cookie: str | None) -> Response:
    if cookie:
        answer.set_cookie(served.cookie, cookie, httponly=True, samesite="strict", secure=served.secure, path="/")
    elif cookie == "":
        answer.delete_cookie(served.cookie, httponly=True, samesite="strict", secure=served.secure, path="/")
    return answer


def listened(line: Line, served: Served, request: Request) -> Response:
    session = served.session(request, line.role or "read")
    if served.listeners >= LISTENERS:
        raise Refused(503, "too many pages listen to this record", "close some, and load this one again")
    cookie = request.cookies.get(served.cookie, "")
    given = request.headers.get("last-event-id", "")
    listening = Listening(
        served.record, session, lambda: not session.cookie or served.access.holds(cookie),
        int(given) if given.isdigit() else None,
    )  # fmt: skip
    return StreamingResponse(
        counted(line.view(listening), served), media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )  # fmt: skip


async def counted(events: AsyncIterator[str], served: Served) -> AsyncIterator[str]:
    served.listeners += 1
    try:
        async for event in events:
            yield event
    finally:
        served.listeners -= 1
