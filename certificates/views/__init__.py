"""Thin views: anybody's check, HR's desk, the holder's own papers."""
