"""Moodle XML: question banks as Moodle exports and imports them."""

from assessments.importers.moodle_xml.reader import read_moodle_xml
from assessments.importers.moodle_xml.writer import write_moodle_xml

__all__ = ["read_moodle_xml", "write_moodle_xml"]
