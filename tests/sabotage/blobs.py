"""Sabotages of files: how they come in, what is taken, who reads them, and how they go."""

from tests.sabotage.sabotage import Sabotage

SENDING = "tests/server/files/test_sending.py"
READING = "tests/server/files/test_reading.py"
KINDS = "tests/server/files/test_kinds.py"
HOSTILE = "tests/server/parsing/test_hostile.py"
LAYOUTS = "tests/server/parsing/test_layouts.py"
RENDITIONS = "tests/server/files/test_renditions.py"
KEPT = "tests/server/operations/test_files_kept.py"
RECEIVING = "server/files/use_cases/receiving.py"
SWEEPING = "server/files/use_cases/sweeping.py"

BLOBS = (
    Sabotage(
        "a file is told to be here before its bytes are",
        "5.13.1",
        RECEIVING,
        """    blob_store(db.session).write(sha, _pieces(data))
    store.put_file(db.session, sha, type_, len(data), moment)
    store.put_sender(db.session, sender, sha, unit, moment)
""",
        """    store.put_file(db.session, sha, type_, len(data), moment)
    store.put_sender(db.session, sender, sha, unit, moment)
    db.session.commit()
    blob_store(db.session).write(sha, _pieces(data))
""",
        ("tests/server/files/test_real_server.py",),
    ),
    Sabotage(
        "what arrives in pieces is not hashed",
        "5.13.2",
        RECEIVING,
        """        if sha256(data).hexdigest() != sha:
            raise ProblemError(PROBLEMS["blob_damaged"])
        type_""",
        """        type_""",
        (SENDING,),
    ),
    Sabotage(
        "a piece is put behind what is here, wherever it belongs",
        "5.13.2",
        RECEIVING,
        "    if offset != here:",
        "    if offset != here and found is None:",
        (SENDING,),
    ),
    Sabotage(
        "what was begun is thrown away after a day",
        "5.13.2",
        SWEEPING,
        "KEPT = timedelta(days=7)",
        "KEPT = timedelta(days=1)",
        (READING,),
    ),
    Sabotage(
        "a photo tells where it was taken",
        "5.13.3",
        "server/files/photos.py",
        "_APPS = range(0xE0, 0xF0)",
        "_APPS = range(0xE2, 0xF0)",
        (KINDS,),
    ),
    Sabotage(
        "a paper acts by itself",
        "5.13.3",
        "server/files/papers.py",
        "(Encrypt|JavaScript|Launch)",
        "(Encrypt)",
        (KINDS,),
    ),
    Sabotage(
        "phones send files",
        "5.13.1",
        "server/auth/permissions.py",
        """    ("/api/blobs/<>", "PUT"): ACCOUNTS,""",
        """    ("/api/blobs/<>", "PUT"): ACCOUNTS | MEMBERS,""",
        (SENDING,),
    ),
    Sabotage(
        "an account announces as many files as it likes",
        "5.13.4",
        RECEIVING,
        "[MOST_OPEN - 1 :]",
        "[MOST_OPEN + 99 :]",
        (SENDING,),
    ),
    Sabotage(
        "a hash tells that somebody else has such a file",
        "5.13.4",
        "server/files/store.py",
        ".where(*_is_of(FileSender, sender), FileSender.sha.in_(sorted(shas)))",
        ".where(FileSender.sha.in_(sorted(shas)))",
        (SENDING,),
    ),
    Sabotage(
        "what is announced takes no room",
        "5.13.4",
        "server/files/store.py",
        "    return int(session.scalar(whole) or 0) + int(session.scalar(begun) or 0)",
        "    return int(session.scalar(whole) or 0) + 0 * int(session.scalar(begun) or 0)",
        (SENDING,),
    ),
    Sabotage(
        "a file is read by who may not read what names it",
        "5.13.5",
        "server/files/use_cases/reading.py",
        "    if answer is None:",
        """    if answer is None and blob_store(db.session).sizes([sha]):
        answer = FileAnswer("image/jpeg", "anh.jpg", True)
    if answer is None:""",
        (SENDING,),
    ),
    Sabotage(
        "a file is deleted that a record names",
        "5.13.6",
        "server/files/readers.py",
        "        for reader in _readers()\n",
        "        for reader in _readers()[1:]\n",
        (READING,),
    ),
    Sabotage(
        "what no record names stays for ever",
        "5.13.6",
        SWEEPING,
        "        if store.drop_file(session, sha, before):",
        "        if not store.has_row(session, sha):",
        (READING,),
    ),
    Sabotage(
        "a restored server says that it has the files that it lacks",
        "5.13.7",
        RECEIVING,
        "if sha not in sent or there.get(sha) != sent[sha]]",
        "if sha not in sent]",
        (READING,),
    ),
    Sabotage(
        "a spoilt copy of a file is brought back",
        "5.13.7",
        "server/files/use_cases/copying.py",
        "        if _hash(file) != sha:",
        "        if not _hash(file):",
        (KEPT,),
    ),
    Sabotage(
        "who reads a paper may open files and connections",
        "5.13.8",
        "server/parsing/bounds.py",
        "shut=True",
        "shut=False",
        (HOSTILE,),
    ),
    Sabotage(
        "a programme's rows are read as prose",
        "5.13.8",
        "server/parsing/pdf_blocks.py",
        "        if row and _is_beside(row, line):",
        "        if row and line is row and _is_beside(row, line):",
        (LAYOUTS,),
    ),
    Sabotage(
        "a document names things of its own",
        "5.13.8",
        "server/parsing/docx.py",
        "ExpatBuilder.start_doctype_decl_handler = _refuse_doctype",
        "refuses = _refuse_doctype",
        (HOSTILE,),
    ),
    Sabotage(
        "pages are numbered in the text",
        "5.13.8",
        "server/parsing/pdf_blocks.py",
        "(is_number or line.text in running)",
        "line.text in running",
        (LAYOUTS,),
    ),
    Sabotage(
        "a smaller picture tells what the first one did",
        "5.13.9",
        "server/parsing/pictures.py",
        "        small.info.clear()\n",
        "",
        ("tests/server/parsing/test_pictures.py",),
    ),
    Sabotage(
        "smaller pictures outlive the one of which they were made",
        "5.13.9",
        "server/files/store.py",
        "delete(FileRendition).where(FileRendition.source == sha)",
        "delete(FileRendition).where(FileRendition.source == '')",
        (RENDITIONS,),
    ),
)
