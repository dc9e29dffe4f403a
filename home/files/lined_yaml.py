"""YAML that remembers its lines, and what each mapping may hold."""

from typing import Any

import yaml

from home.files.kinds import fault
from home.files.places import Place
from home.files.problems import Problems


class Lined(dict):
    """A mapping that remembers the line of each of its keys."""

    line = 1
    lines: dict[str, int]

    def but(self, *, without: str = "", **more: Any) -> "Lined":
        """The same in the same lines, without one name and with some more."""
        result = Lined({key: value for key, value in self.items() if key != without} | more)
        result.line, result.lines = self.line, self.lines
        return result


class _Loader(yaml.SafeLoader):
    """Safe YAML with lines; a key given twice is an error, not a silent overwrite.

    No ``*aliases``: a few lines of them say more than fits into any memory.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="write it out; a * that points elsewhere is not known here",
                problem_mark=self.peek_event().start_mark,
            )
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """One value; what looks like a date or number and is none (2027-13-45) is a fault with a line."""
        try:
            return super().construct_object(node, deep=deep)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise yaml.MarkedYAMLError(
                problem=f"{str(node.value)[:60]!r} is no such value", problem_mark=node.start_mark
            ) from None


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    result, lines = Lined(), {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.MarkedYAMLError(
                problem=f"{key!r:.60} is no name", problem_mark=key_node.start_mark
            )
        if key in result:
            raise yaml.MarkedYAMLError(
                problem=f"{key!r} stands here twice", problem_mark=key_node.start_mark
            )
        result[key] = loader.construct_object(value_node, deep=True)
        lines[key] = key_node.start_mark.line + 1
    result.line, result.lines = node.start_mark.line + 1, lines
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


#: What a mapping holds: name -> (type or types, required).
Schema = dict[str, tuple[Any, bool]]


def read_text(place: Place, name: str, problems: Problems, *, optional: bool = False) -> str | None:
    """The text of one file, or None after noting why not; one that is ``optional`` may be missing."""
    try:
        text = place.read(name).decode("utf-8-sig")  # some editors begin with a mark
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        if not optional:
            problems.add(name, 1, "this file is missing")
    except UnicodeDecodeError:
        problems.add(name, 1, "save this file as UTF-8")
    return None


def parse(name: str, text: str, problems: Problems, *, first_line: int = 1) -> Any:
    """YAML as plain values with ``Lined`` mappings, or None after noting the fault and its line."""
    try:
        content = yaml.load(text, Loader=_Loader)  # _Loader is a SafeLoader
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        problems.add(name, first_line + line, "holds a sign that cannot be printed")
        return None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problems.add(name, first_line + line, f"not readable as YAML: {error.problem}")
        return None
    except RecursionError:
        problems.add(name, first_line, "is nested deeper than anything here is")
        return None
    if content is None:
        problems.add(name, first_line, "nothing is written here")
    _shift(content, first_line - 1)
    return content


def mapping(
    name: str, text: str | None, schema: Schema, problems: Problems, *, first_line: int = 1
) -> Lined | None:
    """One mapping that fits ``schema``, or None after noting why not."""
    if text is None:
        return None
    content = parse(name, text, problems, first_line=first_line)
    if content is None:
        return None
    rows = each_fitting(name, [content], schema, problems, line=first_line)
    return rows[0] if rows else None


def each_fitting(
    name: str, rows: Any, schema: Schema, problems: Problems, *, line: int = 1
) -> list[Lined]:
    """The mappings among ``rows`` that fit ``schema``; the others are noted (``line``: of the list)."""
    if not isinstance(rows, list):
        problems.add(name, line, "expected a list")
        return []
    good = []
    for row in rows:
        if not isinstance(row, Lined):
            problems.add(name, line, f"expected names with values, found {row!r:.60}")
        elif _fits(name, row, schema, problems):
            good.append(row)
    return good


def _fits(name: str, row: Lined, schema: Schema, problems: Problems) -> bool:
    before = len(problems)
    for key in row:
        if key not in schema:
            problems.add(name, row.lines[key], f"{key!r} is not known here")
    for key, (kind, required) in schema.items():
        if key not in row:
            if required:
                problems.add(name, row.line, f"{key!r} is missing")
        elif said := fault(row[key], kind, required=required):
            problems.add(name, row.lines[key], f"{key!r} {said}")
    return len(problems) == before


def _shift(content: Any, lines: int) -> None:
    if lines and isinstance(content, Lined):
        content.line += lines
        content.lines = {key: line + lines for key, line in content.lines.items()}
