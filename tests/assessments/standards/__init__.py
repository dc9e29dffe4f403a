"""Standard setting, file by file."""
