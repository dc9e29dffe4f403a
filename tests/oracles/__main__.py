"""Verifiers that others wrote judge our credentials: `make oracles`. Not part of the tests: it needs npm.

The credentials come out of sealed papers in a throw-away database; the verifiers get our published
documents and no network. One process for each state of the world, because both keep what they fetched.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERIFIERS = ("bazaar", "core")
CHANGED = "changed"
#: What verifier-core would fetch beside our documents: its answer does not rest on it.
NOT_OURS = {
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
}


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="oracles-"))
    try:
        prepare(folder)
        return report(list(judgements()))
    finally:
        shutil.rmtree(folder)


def prepare(folder: Path) -> None:
    """A database and keys of our own."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder / 'oracles.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PEER_DATA_DIR": str(folder),
        "PEER_KEYS_DIR": str(folder / "keys"),
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("sync_roles", stdout=nowhere)
        call_command("signing_keys", "make", stdout=nowhere)


def judgements():
    """(case, what each verifier said) for every case, and what they fetched in vain."""
    from tests.oracles.cases import all_cases

    for documents, cases in groupby(all_cases(), key=lambda case: case.documents):
        same = list(cases)
        asked = {"documents": documents, "credentials": [case.credential for case in same]}
        told = subprocess.run(
            ["node", HERE / "judge.mjs"],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
        )
        said = json.loads(told.stdout)
        in_vain = set() if same[-1].name.startswith(CHANGED) else {*said["refused"]} - NOT_OURS
        for case, answer in zip(same, said["answers"], strict=True):
            yield case, answer, in_vain


def report(judged: list) -> int:
    """Print the table; 1 when a verifier found anything else than it must."""
    say(f"{'credential':<34} {'must be':<13} " + " ".join(f"{name:<13}" for name in VERIFIERS))
    changed = [row for row in judged if row[0].name.startswith(CHANGED)]
    for case, answer, _ in judged:
        if not case.name.startswith(CHANGED):
            found = " ".join(f"{answer[name]['finding']:<13}" for name in VERIFIERS)
            say(f"{case.name:<34} {case.finding:<13} {found}")
    held = {name: sum(agrees(case, said[name]) for case, said, _ in changed) for name in VERIFIERS}
    found = " ".join(f"{held[name]:<13}" for name in VERIFIERS)
    say(f"{len(changed)} with one thing changed".ljust(34) + f" {'refused':<13} {found}")
    for name in VERIFIERS:
        times = [answer[name]["milliseconds"] for _, answer, _ in judged]
        say(f"{name}: {statistics.median(times):.0f} ms each, {max(times):.0f} ms at most")
    passed = [case.name for case, answer, _ in judged if misled(case, answer["bazaar"])]
    say(f'whoever reads bazaar\'s "verified" alone lets pass: {", ".join(passed)}')
    wrong = [
        f"{case.name}: {name} says {answer[name]['finding']}, not {case.finding}"
        for case, answer, _ in judged
        for name in VERIFIERS
        if not agrees(case, answer[name])
    ]
    wrong += sorted({f"fetched in vain: {url}" for _, _, urls in judged for url in urls})
    for line in wrong:
        say(f"WRONG  {line}")
    say("All as it must be." if not wrong else f"{len(wrong)} wrong.")
    return bool(wrong)


def agrees(case, answer: dict) -> bool:
    """A forged last day may be called expired: bazaar reads the dates before the signature."""
    found = answer["finding"]
    return found == case.finding or (case.finding == "refused" and found == "expired")


def misled(case, answer: dict) -> bool:
    return case.finding in ("revocation", "suspension") and answer["verified"]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
