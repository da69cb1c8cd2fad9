"""`python -m pikku` is the `pikku` command."""

from pikku.cli import app

app(prog_name="pikku")
