"""Item analysis, file by file."""
