"""The check page's modules alone, in a real browser, without a server: files come from this checkout."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Route

from tests.conftest import ROOT

HOST = "https://check.test"


class Modules:
    """Calls functions of ``static/js/check``; what they throw comes back as None."""

    def __init__(self, page: Page):
        self.page = page

    def each(self, module: str, body: str, values: list) -> list[Any]:
        """``body`` of an async function of (m, value) for each value, ``m`` being the module."""
        return self.page.evaluate(
            f"""async (values) => {{
                const m = await import("/static/js/check/{module}.js");
                const call = async (value) => {{ {body} }};
                const answers = [];
                for (const value of values) answers.push(await call(value).catch(() => null));
                return answers;
            }}""",
            values,
        )

    def one(self, module: str, body: str, value: Any) -> Any:
        return self.each(module, body, [value])[0]


@contextmanager
def modules(browser: Browser, without: tuple[str, str, str] | None = None) -> Iterator[Modules]:
    """``without``: a file, some words in it, and others in their place: a guard that is taken away."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if not path.startswith("/static/"):
            return route.fulfill(body="<!doctype html>", content_type="text/html")
        text = (ROOT / path.lstrip("/")).read_text()
        if without and path.endswith(without[0]):
            assert text.count(without[1]) == 1
            text = text.replace(*without[1:])
        return route.fulfill(body=text, content_type="text/javascript")

    context = browser.new_context()
    context.route(f"{HOST}/**", serve)
    page = context.new_page()
    page.goto(f"{HOST}/")
    yield Modules(page)
    context.close()
