"""The server for `test_real_server.py`. It kills its own worker once at the point that the file KILLED names,
and whoever is signed in may read every file."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from server import create_app
from server.files import routes, store
from server.files.database_store import DatabaseStore
from server.files.folder_store import FolderStore
from server.files.readers import FileAnswer, install_readers
from server.files.use_cases.receiving import Principal
from tests.town import Clock


class _Readers:
    def find(self, session: Any, principal: Principal, sha: str) -> FileAnswer | None:
        return FileAnswer("application/pdf", "Văn kiện.pdf", False) if principal.account else None

    def names(self, session: Any, shas: Any) -> set[str]:
        return set(shas)


def _killing(point: str, act: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
    def done(*said: Any, **more: Any) -> Any:
        told = None if before else act(*said, **more)
        flag = Path(os.environ["KILLED"])
        if flag.exists() and flag.read_text() == point:
            flag.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*said, **more) if before else told

    return done


def app() -> Flask:
    store.add_piece = _killing("piece", store.add_piece, before=False)
    for each in (FolderStore, DatabaseStore):
        each.write = _killing("write", each.write, before=True)  # type: ignore[method-assign]
    store.put_file = _killing("bytes", store.put_file, before=True)
    routes._told = _killing("answer", routes._told, before=True)
    made = create_app({"CLOCK": Clock()})
    install_readers(made, _Readers())
    return made
