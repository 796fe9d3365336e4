"""A run served to a browser on this machine: the page of the report, with the data asked for as it is looked at.

The server listens on 127.0.0.1 alone, answers only below a secret path, only to its own name, and only reads.
"""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.dataset.annotated import read_annotated
from songphasa.errors import BadOutput
from songphasa.inspection.comparison import Comparison
from songphasa.inspection.index import Index, Page, Query
from songphasa.inspection.page import make_page
from songphasa.inspection.rejections import read_rejections
from songphasa.inspection.report import COLUMNS, page_row

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOSTS = ("127.0.0.1", "localhost")
MOST = 1000
"""Rows in an answer."""


class RunView:
    """What the page of a served run asks for."""

    def __init__(self, run: Path, against: Path | None = None) -> None:
        """Read a run, and where one is named hold it against another or against gold.

        Raises:
            BadInput, BadOutput: see `songphasa.inspection.index.Index`; the texts of the two differ.
        """
        self._differences: dict[str, list[dict[str, Any]]] | None = None
        comparison = Comparison.of(read_annotated(against)) if against else None
        if comparison:
            found = ((document.id, comparison.add(document)) for document in read_annotated(run))
            self._differences = {name: differences for name, differences in found if differences}
        self._index = Index(run, self._differences.__contains__ if self._differences is not None else lambda _: True)
        self._rejections = [asdict(one) for one in read_rejections(run)]
        self.name = run.resolve().name
        self._against = comparison.describe(against.resolve().name) if comparison and against else {}

    def meta(self) -> dict[str, Any]:
        """What the page knows from the start."""
        statistics = self._index.statistics
        documents = statistics.documents if self._differences is None else len(self._differences)
        return {
            "name": self.name,
            "about": f"{documents:,} documents",
            "served": True,
            "documents": documents,
            "columns": COLUMNS,
            "labels": {label: sum(counts.values()) for label, counts in statistics.entities.items()},
            "sources": sorted({source for counts in statistics.entities.values() for source in counts}),
            "scopes": sorted(statistics.scopes),
            **self._against,
        }

    def documents(self, query: Query, around: str | None = None) -> Page:
        """A page of the list of documents."""
        page = self._index.documents(query, around)
        if self._differences is not None:
            page["rows"] = [{**row, "differences": self._differences[row["id"]]} for row in page["rows"]]
        return page

    def document(self, name: str) -> dict[str, Any] | None:
        """One document as the page reads it, None where there is none."""
        document = self._index.document(name)
        if document is None:
            return None
        return page_row(document) | ({} if self._differences is None else {"differences": self._differences[name]})

    def entities(self, query: Query) -> Page:
        """A page of the concordance."""
        return self._index.entities(query)

    def acronyms(self, query: Query) -> Page:
        """A page of the glossary."""
        return self._index.readings(query)

    def rejected(self, query: Query) -> Page:
        """A page of the rejected documents."""
        found = [one for one in self._rejections if any(query.q.lower() in said.lower() for said in one.values())]
        return _page(found, query)

    def statistics(self) -> dict[str, Any]:
        """Figures of the run."""
        reasons: dict[str, int] = {}
        for one in self._rejections:
            reason = f"{one['stage']}: {one['exception']}"
            reasons[reason] = reasons.get(reason, 0) + 1
        return asdict(replace(self._index.statistics, rejected=reasons))

    def differences(self, query: Query) -> Page:
        """A page of the differences."""
        listed = ({**one, "id": name} for name, some in (self._differences or {}).items() for one in some)
        return _page([one for one in listed if _is_wanted(one, query)], query)


def _page(found: list[dict[str, Any]], query: Query) -> Page:
    return {"total": len(found), "offset": query.offset, "rows": found[query.offset :][: query.limit]}


def _is_wanted(difference: dict[str, Any], query: Query) -> bool:
    said = (query.q.lower() in difference[name].lower() for name in ("text", "id"))
    labels = {difference.get(side, {}).get("label") for side in ("ours", "theirs")}
    return (
        any(said)
        and query.layer in ("", difference["layer"])
        and query.kind in ("", difference["kind"])
        and (not query.labels or not labels.isdisjoint(query.labels))
    )


def make_app(view: RunView, token: str) -> Starlette:
    """The server of a view; everything is below `/token/`."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Route

    page = make_page(f"{view.name} · songphasa", json.dumps(view.meta()), served=True)
    answers: Mapping[str, Callable[[Request], Any]] = {
        "documents": lambda request: view.documents(_query(request), request.query_params.get("around")),
        "document": lambda request: view.document(request.query_params.get("id", "")),
        "entities": lambda request: view.entities(_query(request)),
        "acronyms": lambda request: view.acronyms(_query(request)),
        "rejected": lambda request: view.rejected(_query(request)),
        "differences": lambda request: view.differences(_query(request)),
        "statistics": lambda _: view.statistics(),
    }
    routes = [Route(f"/{token}/", lambda _: _respond(page, "text/html"))]
    routes += [Route(f"/{token}/{name}", _answer(answer)) for name, answer in answers.items()]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
    return Starlette(routes=routes, middleware=[hosts])


def _answer(answer: Callable[[Request], Any]) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        said = answer(request)
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace")
        return _respond(body, "application/json", 404 if said is None else 200)

    return respond


def _respond(body: bytes, kind: str, status: int = 200) -> Response:
    from starlette.responses import Response

    headers = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    return Response(body, status, headers, f"{kind}; charset=utf-8")


def _query(request: Request) -> Query:
    """What the address asks for; what it does not say right is not asked for."""
    given = dict(request.query_params)
    said = {field.name: given[field.name] for field in fields(Query) if given.get(field.name)}
    numbers: dict[str, Any] = {name: _number(said.pop(name, "")) for name in ("score", "offset", "limit")}
    return Query(
        labels=tuple(filter(None, said.pop("labels", "").split(","))),
        score=min(1.0, max(0.0, numbers["score"])),
        offset=max(0, int(numbers["offset"])),
        limit=min(MOST, max(1, int(numbers["limit"]) or 100)),
        **said,
    )


def _number(said: str) -> float:
    try:
        number = float(said or 0)
    except ValueError:
        return 0.0
    return number if isfinite(number) else 0.0


def serve(view: RunView, port: int, announce: Callable[[str], None]) -> None:
    """Serve a view on 127.0.0.1 until the process is interrupted.

    Args:
        view: what is served.
        port: 0 takes a free one.
        announce: is told the address when it can be opened.

    Raises:
        BadOutput: the port is taken.
    """
    import uvicorn

    token = secrets.token_urlsafe(24)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOSTS[0], port))
        listener.listen()
    except OSError as error:
        raise BadOutput(f"port {port}: {error.strerror}; name another with --port") from error
    announce(f"http://{HOSTS[0]}:{listener.getsockname()[1]}/{token}/")
    config = uvicorn.Config(make_app(view, token), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
