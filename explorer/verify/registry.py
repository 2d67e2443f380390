"""What the registration agencies say of a DOI: Crossref and DataCite, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from ..client import Client
from ..errors import StoreError
from ..evidence import Evidence

Reading = Callable[[Mapping[str, Any]], tuple[str, str, str]]


def _crossref(answer: Mapping[str, Any]) -> tuple[str, str, str]:
    work = answer["message"]
    first: Mapping[str, Any] = next(iter(work.get("author", ())), {})
    parts = next(iter(work.get("issued", {}).get("date-parts", ())), [""])
    title = " ".join([*work.get("title", ())[:1], *work.get("subtitle", ())[:1]])
    return title, str(first.get("family") or first.get("name") or ""), str(parts[0] or "")


def _datacite(answer: Mapping[str, Any]) -> tuple[str, str, str]:
    work = answer["data"]["attributes"]
    first: Mapping[str, Any] = next(iter(work.get("creators", ())), {})
    name = str(first.get("familyName") or first.get("name") or "")
    title = next((one["title"] for one in work.get("titles", ())), "")
    return title, name.partition(",")[0], str(work.get("publicationYear") or "")


@dataclass(frozen=True, slots=True)
class Registry:
    """A registration agency: where it answers, and how its answers are read."""

    name: str
    address: str
    read: Reading

    def rows(self, client: Client, doi: str, day: date) -> list[Evidence]:
        """Return what the agency says of a DOI; none where it does not know it.

        Raises StoreUnavailable where it is away, StoreError where its answer makes no sense.
        """
        try:
            told = client.json(f"{self.address}{quote(doi, safe='/')}", read=self.read)
        except StoreError as error:
            raise type(error)(f"{self.name} cannot be asked for {doi}: {error}") from error
        if told is None:
            return []
        title, author, year = told
        return [
            Evidence(
                doi, self.name, "registry", " ".join(title.split()), author, year, day.isoformat()
            )
        ]


REGISTRIES = {
    "crossref": Registry("crossref", "https://api.crossref.org/works/", _crossref),
    "datacite": Registry("datacite", "https://api.datacite.org/dois/", _datacite),
}
