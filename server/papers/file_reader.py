"""Papers as a sort of records that name files (server/files/readers.py)."""

from collections.abc import Collection

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.files.readers import FileAnswer
from server.papers import store
from server.papers.use_cases.reading import may_read, note_fetched

_PICTURE = "image/webp"


class PaperFiles:
    """The files of papers, and the pictures of their pages."""

    def find(self, session: AnySession, principal: Principal, sha: str) -> FileAnswer | None:
        """How the file is answered by a paper that this principal may read."""
        for held in store.papers_naming(session, sha):
            if may_read(principal, held):
                note_fetched(principal, held.paper)
                if held.version.file == sha:
                    return FileAnswer(held.version.type, held.version.name, inline=False)
                return FileAnswer(_PICTURE, f"{sha[:12]}.webp", inline=True)
        return None

    def names(self, session: AnySession, shas: Collection[str]) -> set[str]:
        """Those of the hashes that a paper names, in whichever version."""
        return store.named_files(session, shas)
