"""What a notebook shows: a text and the same as HTML, both deterministic."""

import html
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Display:
    """A piece of output that has a text form (terminals, tests) and an HTML form (notebooks).

    Parameters
    ----------
    text
        What a terminal shows.
    markup
        The same as HTML, with no scripts and no fixed text colours, so that dark themes work.
    """

    text: str
    markup: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.markup


def from_markdown(source: str) -> Display:
    """Return Markdown as a display: its source as text, and rendered as HTML."""
    from markdown_it import MarkdownIt

    return Display(source, MarkdownIt("commonmark").enable("table").render(source).strip())


def inline(text: str) -> str:
    """Return a line of text as HTML, with `code` between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def boxed(text: str, colour: str, markup: str | None = None) -> Display:
    """Return a text with a coloured bar on its left; `markup` replaces the text in HTML."""
    inner = markup if markup is not None else html.escape(text).replace("\n", "<br>")
    style = f"border-left:4px solid {colour};padding:2px 10px"
    return Display(text, f'<div style="{style}">{inner}</div>')
