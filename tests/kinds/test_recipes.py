"""The recipes of the README, each walked in a copy of the project: a field in one file and a kind in one
more, from the phone's rules to the server, into review, correction, totals and files, and back; a column
of the report, a page of the desk, a setting, a sentence."""

import json
import os
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.machine.needs import BIN, ROOT

FOLDERS = ("sync", "server", "tests", "pwa/src", "pwa/generated")
FILES = ("README.md", "pyproject.toml", "pwa/package.json")
CONFIG = ("tsconfig*.json", "*.ts")
"""Of the app, beside its sources."""
SESSION = "sync/kinds/help_session.json"
FIELDS = {
    "weather": {"code": {"of": "age_band"}, "nullable": True},
    "told": {"text": {"most": 40}, "nullable": True},
}
COLUMNS = {
    "weather": {"head": "Thời tiết", "width": 10},
    "told": {"head": "Được kể", "width": 20},
}
CHECK = {
    "about": "Whether a tool that a team lends is in order.",
    "channel": "team",
    "creates": "member",
    "edits": "author",
    "adds": ["presence"],
    "form": ["tool", "state", "note"],
    "fields": {
        "day": {"day": {}, "required": True},
        "tool": {"code": {"of": "reason"}, "required": True},
        "state": {"word": {"of": ["good", "worn", "lost"]}, "required": True},
        "note": {"text": {"most": 60}, "nullable": True},
        "status": {"word": {"of": ["live", "void"]}, "default": "live"},
        "team": {"id": {}, "from": "channel"},
        "author": {"id": {"of": "member"}, "from": "author"},
    },
}

PAGE = """import { t } from '../../../i18n'

export function Tools() {
  return (
    <main>
      <h1>{t('screen.name.tools')}</h1>
      <p>{t('tools.why')}</p>
    </main>
  )
}
"""
ROUTE = """  {
    path: '/desk/tools',
    name: 'screen.name.tools',
    frame: 'desk',
    load: later(
      () => import('./tools/tools'),
      (m) => m.Tools,
    ),
  },
"""
SENTENCES = {
    "vi": ("Dụng cụ", "Đội nào đang giữ dụng cụ gì."),
    "en": ("Tools", "Which team has which tool."),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's sources, with the packages that are there."""
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc", "dist", "fonts", "journeys")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=left_out)
    found = (path for pattern in CONFIG for path in (ROOT / "pwa").glob(pattern))
    for file in (*FILES, *(f"pwa/{path.name}" for path in found)):
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / "pwa/node_modules").symlink_to(ROOT / "pwa/node_modules")
    return tmp_path


def run(folder: Path, *command: str | Path) -> None:
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    own = {"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def walk_server(copy: Path, name: str, *more: str) -> None:
    plugins = ("-p", "no:xdist", "-m", "not postgresql")
    run(copy, sys.executable, "-m", "pytest", f"tests/kinds/walk_{name}.py", *more, "-q", *plugins)


def walk_app(copy: Path, name: str, *more: str) -> None:
    test = f"src/walk-{name}.test.tsx"
    shutil.copy(ROOT / f"tests/kinds/walk-{name}.test.tsx", copy / "pwa" / test)
    run(copy / "pwa", "node_modules/.bin/vitest", "run", test, *more)


def insert(path: Path, before: str, text: str) -> None:
    """Puts a text before another one, which stands there once."""
    whole = path.read_text(encoding="utf-8")
    assert whole.count(before) == 1, before
    path.write_text(whole.replace(before, text + before), encoding="utf-8")


def put_sentence(copy: Path, language: str, subject: str, key: str, text: str) -> None:
    path = copy / f"pwa/src/i18n/{language}/{subject}.json"
    words = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    write(path, {**words, key: text})


def write(path: Path, table: dict[str, Any]) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


def test_a_field_takes_one_file(copy: Path) -> None:
    table = json.loads((copy / SESSION).read_text(encoding="utf-8"))
    form = [*table["form"], *FIELDS]
    columns = {**table["columns"], **COLUMNS}
    fields = {**table["fields"], **FIELDS}
    write(copy / SESSION, {**table, "form": form, "columns": columns, "fields": fields})
    walk_server(copy, "field")
    walk_app(copy, "field")


def test_a_kind_takes_one_table(copy: Path) -> None:
    write(copy / "sync/kinds/tool_check.json", CHECK)
    walk_server(copy, "kind")
    walk_app(copy, "kind")


def add_column(path: Path, head: str, value: str) -> None:
    """Adds a column before the notes of the report's table, as an author does in Word."""
    document = docx.Document(str(path))
    (table,) = (each for each in document.tables if each.rows[0].cells[-1].text == "Ghi chú")
    texts = {"Ghi chú": head, "{{ row.note }}": value}
    for row in table.rows:
        note = row.cells[-1]
        if note.text in texts:
            added = deepcopy(note._tc)
            note._tc.addprevious(added)
            docx.table._Cell(added, table).paragraphs[0].runs[0].text = texts[note.text]
    document.save(str(path))


def test_a_column_of_the_report_takes_one_entry_and_a_cell_in_each_paper(copy: Path) -> None:
    insert(
        copy / "server/reports/report_columns.py",
        '    Column("note",',
        '    Column("reached", "Đạt", "text", 8, lambda line: reached(line)),\n',
    )
    insert(
        copy / "server/reports/report_columns.py",
        "LINE_COLUMNS: Sequence",
        'def reached(line: Line) -> str:\n    return "đạt" if (line.ratio or 0) >= 1 else "chưa"\n\n\n',
    )
    for layout in ("doan", "nd30"):
        path = copy / f"server/reports/templates/report_{layout}.docx"
        add_column(path, "Đạt", "{{ row.reached }}")
    walk_server(copy, "column")


def test_a_page_of_the_desk_takes_its_file_its_route_and_its_sentences(copy: Path) -> None:
    page = copy / "pwa/src/screens/desk/tools/tools.tsx"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    insert(copy / "pwa/src/screens/desk/routes.ts", "  {\n    path: '/desk/take',", ROUTE)
    for language, (name, why) in SENTENCES.items():
        put_sentence(copy, language, "coordinators/screens", "screen.name.tools", name)
        put_sentence(copy, language, "coordinators/tools", "tools.why", why)
    walk_app(copy, "page", "words.test.ts", "src/i18n/words.test.ts")


def test_a_setting_takes_its_file_and_a_row(copy: Path) -> None:
    config = copy / "server/config.py"
    insert(
        config,
        ")\n\nJOURNAL_NAME",
        '    Setting("TOOL_DAYS", "30", "A tool comes back after so long."),\n',
    )
    insert(config, "\n    @property\n    def loopback", "    tool_days: int = 30\n")
    insert(
        config,
        "        request_log=_request_log",
        '        tool_days=_whole(environ, "TOOL_DAYS", 30),\n',
    )
    manual = copy / "server/operations/README.md"
    row = "| `TOOL_DAYS` | `30` | A tool comes back after so long. |\n"
    manual.write_text(manual.read_text(encoding="utf-8").rstrip() + "\n" + row, encoding="utf-8")
    walk_server(copy, "setting", "tests/docs/test_readme.py", "-k", "setting or default")
