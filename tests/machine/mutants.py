"""`make mutants`: mutmut and Stryker make small errors in the files that changed, one at a time, and list those
that no test notices. No gate.

python -m tests.machine.mutants [COMMIT]     files that changed since COMMIT (HEAD~1). Ends with 1 if a tool
did not run."""

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


def run_mutmut(project: Path, package: str, files: list[str]) -> bool:
    """Mutates the files of one package in a copy of the project; prints the survivors."""
    config = project / "pyproject.toml"
    usual = config.read_text()
    config.write_text(usual + CONFIG.format(package=package, files=files, tests=TESTS[package]))
    tools = project / "mutmut"
    if not run_visibly([BIN / "uv", "pip", "install", "--quiet", "--target", tools, MUTMUT]):
        return False
    mutmut: list[str | Path] = ["env", f"PYTHONPATH={tools}", BIN / "python", "-m", "mutmut"]
    done = run([*mutmut, "run"], project)
    # Its bar of progress comes line by line; the last ones have the sums, or the error.
    print(*done.stdout.splitlines()[-20 if done.returncode else -2 :], sep="\n", flush=True)
    ran = done.returncode == 0 and run_visibly([*mutmut, "results"], project)
    config.write_text(usual)
    return ran


def run_stryker(project: Path, files: list[str]) -> bool:
    """The same of the app, one file after the other, with the tests of src/rules or src/store."""
    ran = True
    for file in files:
        tests = f"npx vitest run --bail=1 --silent=true {Path(*Path(file).parts[:2])}"
        command: list[str | Path] = [BIN / "npx", "--yes", "-p", STRYKER, "stryker", "run"]
        command += ["--inPlace", "--testRunner", "command", "--commandRunner.command", tests]
        command += ["--mutate", file, "--reporters", "clear-text"]
        ran = run_visibly(command, project / "pwa") and ran
    return ran


def files_to_mutate(changed: list[str], patterns: tuple[str, ...]) -> list[str]:
    allowed = {str(each.relative_to(ROOT)) for pattern in patterns for each in ROOT.glob(pattern)}
    return [
        each for each in changed if each in allowed and not any(part in each for part in LEFT_OUT)
    ]


def main(words: list[str]) -> int:
    asked = run(["git", "diff", "--name-only", *(words or ["HEAD~1"]), "--"])
    if asked.returncode:
        print(asked.stdout, file=sys.stderr)
        return 1
    changed = asked.stdout.split()
    python, typescript = files_to_mutate(changed, PYTHON), files_to_mutate(changed, TYPESCRIPT)
    print(f"{len(python) + len(typescript)} files to mutate", flush=True)
    with workshop() as copy:
        ran = run_stryker(copy.folder, [each.removeprefix("pwa/") for each in typescript])
        for package in TESTS:
            files = [each for each in python if each.startswith(package)]
            if files:
                ran = run_mutmut(copy.folder, package, files) and ran
    return 0 if ran else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
