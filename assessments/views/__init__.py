"""Thin views: sitting a quiz, and a trainer's observations and results."""
