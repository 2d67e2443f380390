"""The command that serves the web front end."""

from __future__ import annotations

import click

from ..config import Settings
from ..web import create_app, server
from .options import open_explorer, store_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen on.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes of the server.",
)
@click.option(
    "--debug", is_flag=True, help="Flask's own server, with its debugger; never in public."
)
@store_option
def serve(host: str, port: int, workers: int, debug: bool, store: str | None) -> None:
    """Serve the explorer as a web site.

    \b
    explorer serve
    explorer serve --port 8080 --store http://localhost:7878/query
    """
    address = server.address(host, port)
    explorer = open_explorer(store)
    settings = Settings.read()
    limits = settings.limits
    app = create_app(explorer, cached=not debug, site=settings.site, limits=limits)
    server.free(host, port)
    if explorer.store.version:  # an endpoint may be away for a while; it is asked when needed
        explorer.ready()
    click.echo(f"Method Explorer is served on http://{address} (stop it with Ctrl+C).")
    if debug:
        app.run(host, port, debug=True, use_reloader=False)
    else:
        server.run(app, address, workers, limits)
