"""The links to data sets elsewhere as files: a table of SSSOM, and BEACON for catalogues."""

from __future__ import annotations

from flask import Response, make_response

from ... import links
from ...core import Explorer
from ...errors import NotFound
from ..frame import settled


def sssom(explorer: Explorer) -> Response:
    """Send every link with its evidence."""
    response = make_response(explorer.sssom())
    response.content_type = "text/tab-separated-values; charset=utf-8"
    return response


def beacon(explorer: Explorer, name: str) -> Response:
    """Send the links of one kind to one data set."""
    found = next((one for one in explorer.linksets if one.id == name), None)
    if found is None:
        raise NotFound("There is nothing called “{slug}” here.", slug=name[:60])
    response = make_response(links.beacon.write(found, settled()))
    response.content_type = "text/plain; charset=utf-8"
    return response
