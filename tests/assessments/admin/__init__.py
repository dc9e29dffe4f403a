"""Tests of the authors' room."""
