"""Rosters for tests, and what their answer says."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

PURPOSE = "Yearly review"
ADDRESS = "/hr/roster/"


def paste(client, *rows, purpose=PURPOSE, **more):
    """Post rows of cells as they come from a spreadsheet."""
    pasted = "\n".join("\t".join(map(str, row)) for row in rows)
    return client.post(ADDRESS, {"pasted": pasted, "purpose": purpose, **more})


def upload(client, data: bytes, purpose=PURPOSE, **more):
    """Post a file."""
    file = SimpleUploadedFile("people.xlsx", data)
    return client.post(ADDRESS, {"file": file, "purpose": purpose, "pasted": "", **more})


def answers(reply) -> dict[int, str]:
    """The status of each row by its number, as the page shows it."""
    found = {}
    for section in reply.text.split("<h2>")[1:]:
        status = section.split("</h2>")[0]
        for number in re.findall(r'<th scope="row">(\d+)</th>', section):
            found[int(number)] = status
    return found


def counts(reply) -> dict[str, int]:
    pairs = re.findall(r'<dt>(.*?)</dt><dd class="number">(\d+)</dd>', reply.text)
    return {label: int(number) for label, number in pairs}


def carried(reply) -> str:
    """The signed answer that the page carries."""
    return re.search(r'name="answer" value="(.*?)"', reply.text)[1]


def download(client, reply):
    return client.post("/hr/roster/spreadsheet/", {"answer": carried(reply)})
