"""`make mutants`: mutmut and Stryker make small errors in the files that changed, one at a time, and list those
that no test notices. No gate.

python -m tests.machine.mutants [COMMIT | FILE …]     files that changed since COMMIT (HEAD~1), or these"""

import sys
from pathlib import Path

from tests.sabotage.workshop import workshop

from .needs import BIN, ROOT, run, run_visibly

MUTMUT = "mutmut==3.8.1"
STRYKER = "@stryker-mutator/core@10.1.1"
PYTHON = ("sync/*.py", "sync/kinds/*.py", "server/records/writer.py")
TYPESCRIPT = ("pwa/src/rules/**/*.ts", "pwa/src/store/**/*.ts")
LEFT_OUT = ("screening", ".test.ts", "__init__")
"""The screening has examples by the thousand, and its tests take too long for each mutant."""
TESTS = {"sync": "tests/sync", "server": "tests/server/sync"}
CONFIG = """
[tool.mutmut]
source_paths = ["{package}"]
only_mutate = {files}
also_copy = ["server", "sync", "tests", "pwa/src", "pyproject.toml"]
pytest_add_cli_args_test_selection = ["{tests}"]
pytest_add_cli_args = ["-n0", "-m", "not postgresql"]
"""


def run_mutmut(project: Path, package: str, files: list[str]) -> None:
    """Mutates the files of one package in a copy of the project; prints the survivors."""
    config = project / "pyproject.toml"
    usual = config.read_text()
    config.write_text(usual + CONFIG.format(package=package, files=files, tests=TESTS[package]))
    tools = project / "mutmut"
    run_visibly([BIN / "uv", "pip", "install", "--quiet", "--target", tools, MUTMUT])
    mutmut: list[str | Path] = ["env", f"PYTHONPATH={tools}", BIN / "python", "-m", "mutmut"]
    # Its bar of progress comes line by line; the last one has the sums.
    print(*run([*mutmut, "run"], project).stdout.splitlines()[-2:], sep="\n", flush=True)
    run_visibly([*mutmut, "results"], project)
    config.write_text(usual)


def run_stryker(project: Path, files: list[str]) -> None:
    """The same of the app, one file after the other, with the tests of its folder."""
    for file in files:
        tests = f"npx vitest run --bail=1 --silent=true {Path(file).parent}"
        command: list[str | Path] = [BIN / "npx", "--yes", "-p", STRYKER, "stryker", "run"]
        command += ["--inPlace", "--testRunner", "command", "--commandRunner.command", tests]
        run_visibly([*command, "--mutate", file, "--reporters", "clear-text"], project / "pwa")


def files_to_mutate(words: list[str], patterns: tuple[str, ...]) -> list[str]:
    """Of the files that are named or that changed, those that are mutated at all."""
    names = words
    if len(words) < 2 and not any((ROOT / word).is_file() for word in words):
        names = run(["git", "diff", "--name-only", *(words or ["HEAD~1"])]).stdout.split()
    allowed = {str(each.relative_to(ROOT)) for pattern in patterns for each in ROOT.glob(pattern)}
    return [
        each for each in names if each in allowed and not any(part in each for part in LEFT_OUT)
    ]


def main(words: list[str]) -> int:
    python, typescript = files_to_mutate(words, PYTHON), files_to_mutate(words, TYPESCRIPT)
    print(f"{len(python) + len(typescript)} files to mutate", flush=True)
    with workshop() as copy:
        for package in TESTS:
            files = [each for each in python if each.startswith(package)]
            if files:
                run_mutmut(copy.folder, package, files)
        run_stryker(copy.folder, [each.removeprefix("pwa/") for each in typescript])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
