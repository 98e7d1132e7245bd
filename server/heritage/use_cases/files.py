"""The files of sites: which a version may name, the smaller pictures of those that anybody reads, and what of all
that is here (PROTOCOL 5.15.5 to 5.15.7)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from server.auth.principal import Principal
from server.database.bulk import put_rows
from server.database.engine import db
from server.files import store as files
from server.files.blob_store import blob_store
from server.files.photos import JPEG, WEBP
from server.files.sounds import SOUNDS
from server.files.tables import FileRendition
from server.files.use_cases.receiving import missing_blobs, sender_of
from server.files.use_cases.rendering import LEAD, Size, make_renditions
from server.heritage import store
from server.heritage.media import ENDINGS, Media, PictureShown, SoundShown
from server.heritage.tables import HeritageSite, HeritageSiteFile, HeritageSiteVersion
from sync.problems import PROBLEMS, ProblemError

OTHER = Size(640, 20_000)
"""With the one above a page and its text, four of these stay below 200 kB."""
PICTURE, SOUND = "picture", "sound"
_TYPES = {PICTURE: frozenset({JPEG, WEBP}), SOUND: SOUNDS}
_SMALLER = ("image/avif", "image/jpeg")
Row = dict[str, str | int]


class Named(NamedTuple):
    """A file that a version names: in which of its fields, and as what."""

    field: str
    sha: str
    role: str


def named_in(content: Mapping[str, Any]) -> list[Named]:
    """The files that a version names, in their order."""
    pictures = [
        Named(f"pictures.{number}", each["file"], PICTURE)
        for number, each in enumerate(content.get("pictures") or [])
    ]
    return [*pictures, *(Named(field, each["file"], SOUND) for field, each, _ in _sounds(content))]


def _sounds(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Field, recording and language of each."""
    english = content["english"] or {}
    if content.get("sound"):
        yield "sound", content["sound"], "vi"
    if english.get("sound"):
        yield "english.sound", english["sound"], "en"


def put_files(principal: Principal, version: HeritageSiteVersion) -> None:
    """Keeps which files a version names, in the session's transaction: such as the account has sent, or as the
    site named before. Raises blob_missing, and file_refused for one of another sort; each says in which field."""
    named = named_in(version.content)
    files.wait_for_files(db.session(), [each.sha for each in named])
    rows = {each.sha: _row(principal, version, each) for each in named}
    if rows:
        put_rows(db.session, HeritageSiteFile, list(rows.values()))


def _row(principal: Principal, version: HeritageSiteVersion, named: Named) -> Row:
    before = store.file_of_site(db.session, version.site_id, named.sha)
    if before is not None:
        kind, size = before.type, before.bytes
    elif missing_blobs(principal, [named.sha]):
        raise _refused("blob_missing", named.field)
    else:
        kind = files.file_type(db.session, named.sha) or ""
        size = files.sent_sizes(db.session, sender_of(principal), [named.sha])[named.sha]
    if kind not in _TYPES[named.role]:
        raise _refused("file_refused", named.field)
    own: Row = {"site_id": version.site_id, "number": version.number, "sha": named.sha}
    return {**own, "role": named.role, "type": kind, "bytes": size}


def draw_pictures(content: Mapping[str, Any]) -> None:
    """Makes the smaller pictures of a version, outside of a transaction. Raises blob_missing for a picture or a
    recording that is not here, file_refused for one of which none can be made, each with its field, and
    server_busy."""
    named = named_in(content)
    there = blob_store(db.session).sizes([each.sha for each in named])
    for each in named:
        if each.sha not in there:
            raise _refused("blob_missing", each.field)
    pictures = [each for each in named if each.role == PICTURE]
    for number, each in enumerate(pictures):
        if make_renditions(each.sha, [_size_of(number)]) is None:
            raise _refused("file_refused", each.field)


def _size_of(number: int) -> Size:
    return OTHER if number else LEAD


def _refused(code: str, field: str) -> ProblemError:
    return ProblemError(PROBLEMS[code], {"errors": {"json": {field: ["refused"]}}})


def public_media(version: HeritageSiteVersion) -> Media:
    """What anybody is shown: smaller pictures and recordings under `/p/files/`."""
    found = {each.sha: each for each in store.files_of(db.session, [_number(version)])}
    smaller = [
        _smaller(each["file"], number)
        for number, each in enumerate(version.content.get("pictures") or [])
    ]
    wanted = {row.sha for rows in smaller for row in rows} | set(found)
    there = blob_store(db.session).sizes(wanted)
    pictures = []
    for picture, rows in zip(version.content.get("pictures") or [], smaller, strict=True):
        is_here = bool(rows) and all(row.sha in there for row in rows)
        shown = [(row.type, public_address(row.sha, row.type)) for row in rows] if is_here else []
        sides = (rows[-1].width, rows[-1].height) if is_here else (0, 0)
        pictures.append(PictureShown(_alt(picture), picture["credit"], shown, *sides))
    return Media(pictures, _sounds_shown(version, found, there, is_public=True))


def desk_media(version: HeritageSiteVersion) -> Media:
    """What the desk is shown before a version is approved: the files as they were sent."""
    found = {each.sha: each for each in store.files_of(db.session, [_number(version)])}
    there = blob_store(db.session).sizes(found)
    pictures = [
        PictureShown(
            _alt(each),
            each["credit"],
            [(found[each["file"]].type, _desk_address(each["file"]))]
            if each["file"] in there
            else [],
        )
        for each in version.content.get("pictures") or []
    ]
    return Media(pictures, _sounds_shown(version, found, there, is_public=False))


def _smaller(source: str, number: int) -> list[FileRendition]:
    """The smaller pictures for a place on the page, AVIF first."""
    width = _size_of(number).width
    rows = files.renditions_of(db.session, source)
    return [row for kind in _SMALLER for row in rows if (row.wanted, row.type) == (width, kind)]


def _sounds_shown(
    version: HeritageSiteVersion,
    found: Mapping[str, HeritageSiteFile],
    there: Mapping[str, int],
    *,
    is_public: bool,
) -> dict[str, SoundShown]:
    shown = {}
    for _, each, language in _sounds(version.content):
        row = found[each["file"]]
        address = public_address(row.sha, row.type) if is_public else _desk_address(row.sha)
        own = address if row.sha in there else None
        shown[language] = SoundShown(own, row.bytes, each["credit"], each["transcript"])
    return shown


def _alt(picture: Mapping[str, Any]) -> dict[str, str]:
    return {"vi": picture["alt"], "en": picture["english"] or picture["alt"]}


def public_address(sha: str, kind: str) -> str:
    """Where anybody finds a file of this type."""
    return f"/p/files/{sha}.{ENDINGS[kind]}"


def _desk_address(sha: str) -> str:
    return f"/api/blobs/{sha}"


def _number(version: HeritageSiteVersion) -> store.Number:
    return version.site_id, version.number


def open_public_file(sha: str, ending: str) -> tuple[str, IO[bytes]]:
    """The type and the bytes of a file that a page shows by now, which whoever asked closes. Raises not_found,
    blob_missing."""
    kind = files.file_type(db.session, sha)
    if kind is None or ENDINGS.get(kind) != ending or not _is_public(sha, kind):
        raise ProblemError(PROBLEMS["not_found"])
    file = blob_store(db.session).open(sha)
    if file is None:
        raise ProblemError(PROBLEMS["blob_missing"])
    return kind, file


def _is_public(sha: str, kind: str) -> bool:
    if kind in SOUNDS:
        return store.is_public(db.session, [sha], SOUND)
    return store.is_public(db.session, files.sources_of(db.session, sha), PICTURE)


def lacking(rows: Sequence[HeritageSite]) -> dict[str, int]:
    """How many files of the latest and the public version of each site are not here, by site."""
    numbers = {(row.id, number) for row in rows for number in (row.latest, row.live) if number}
    found = store.files_of(db.session, numbers)
    there = blob_store(db.session).sizes({each.sha for each in found})
    lost = {(each.site_id, each.sha) for each in found if each.sha not in there}
    return {row.id: sum(site == row.id for site, _ in lost) for row in rows}


def files_here(version: HeritageSiteVersion) -> Collection[str]:
    """Those files of a version whose bytes are here."""
    found = store.files_of(db.session, [_number(version)])
    return sorted(blob_store(db.session).sizes([each.sha for each in found]))
