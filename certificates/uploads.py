"""How an uploaded roster is received: in memory alone, and no more of it than is read.

Django would write a larger file to the server's disk, where names would rest in plain; and it would
take as many bytes as are sent.
"""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from certificates.rosters import LIMITS
from curriculum.tables.limits import MB


class InMemoryUpload(FileUploadHandler):
    """Keeps a file up to just over the roster's limit, so that its reader says that it is too large."""

    most = LIMITS.megabytes * MB

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start <= self.most:
            self.kept.write(raw_data)

    def file_complete(self, file_size):
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )
