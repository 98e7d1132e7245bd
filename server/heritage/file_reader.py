"""Heritage sites as a sort of records that name files (server/files/readers.py)."""

from collections.abc import Collection

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.files.readers import FileAnswer
from server.heritage import store
from server.heritage.use_cases.sites import units_of

_ENDINGS = {
    "image/jpeg": "jpg", "image/webp": "webp", "audio/ogg": "ogg", "audio/webm": "webm",
    "audio/mp4": "m4a", "audio/mpeg": "mp3",
}  # fmt: skip


class SiteFiles:
    """Pictures and recordings of sites, whichever version names them."""

    def find(self, session: AnySession, principal: Principal, sha: str) -> FileAnswer | None:
        """How the file is answered to an account that sees a site that names it; anybody else reads what is
        public below /p/."""
        if principal.account is None:
            return None
        found = store.files_of_units(session, units_of(principal), sha)
        if found is None:
            return None
        return FileAnswer(found.type, f"{sha[:12]}.{_ENDINGS[found.type]}", inline=True)

    def names(self, session: AnySession, shas: Collection[str]) -> set[str]:
        """Those of the hashes that a site names, in whichever version."""
        return store.named_files(session, shas)
