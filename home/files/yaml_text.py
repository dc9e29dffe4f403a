"""YAML as a person would write it: names in their order, short lists in one line, long texts folded."""

from typing import Any

import yaml

#: A longer text is folded; what is written by hand stays in one line up to about here.
LINE = 160
#: Small things that are read at a glance.
IN_ONE_LINE = ("pool", "other_units")


class _InOneLine(dict):
    pass


class _Dumper(yaml.SafeDumper):
    """Safe YAML without aliases; only folded texts are broken into lines."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def write_plain(self, text: str, split: bool = True) -> None:
        super().write_plain(text, False)

    def write_single_quoted(self, text: str, split: bool = True) -> None:
        super().write_single_quoted(text, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        super().write_double_quoted(text, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = None
    if "\n" in text.rstrip("\n"):
        style = "|"
    elif len(text) > LINE or text.endswith("\n"):
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, rows: list) -> yaml.Node:
    is_short = not any(isinstance(row, dict | list) for row in rows)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", rows, flow_style=is_short)


def _one_line(dumper: yaml.SafeDumper, row: dict) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", row, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(_InOneLine, _one_line)


def dumped(value: Any) -> str:
    """Plain values as YAML; names stay in their order."""
    return yaml.dump(
        _marked(value),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=100,
    )


def _marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _InOneLine(inner) if key in IN_ONE_LINE else _marked(inner)
            for key, inner in value.items()
        }
    return [_marked(inner) for inner in value] if isinstance(value, list) else value
