"""Thin views: doors to the lessons, people, one's own passphrase."""
