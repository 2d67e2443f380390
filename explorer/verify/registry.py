"""What the registration agencies say of a DOI: Crossref and DataCite, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3.util import Retry

from ..errors import StoreError, StoreUnavailable
from ..evidence import Evidence

AGENT = "method-explorer/0.1 (https://w3id.org/method-explorer/; mailto:{mail})"
KEPT = timedelta(days=30)
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

    def rows(
        self, session: requests.Session, doi: str, day: date, timeout: float = 20
    ) -> list[Evidence]:
        """Return what the agency says of a DOI; none where it does not know it.

        Raises StoreUnavailable where it is away, StoreError where its answer makes no sense.
        """
        url = f"{self.address}{quote(doi, safe='/')}"
        try:
            answer = session.get(url, timeout=timeout, allow_redirects=False)
            if answer.status_code == 404:
                return []
            answer.raise_for_status()
            title, author, year = self.read(answer.json())
        except (
            requests.exceptions.JSONDecodeError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
        ) as error:
            raise StoreError(
                f"{self.name} gave an answer for {doi} that cannot be read."
            ) from error
        except requests.RequestException as error:
            raise StoreUnavailable(
                f"{self.name} cannot be asked for {doi}: {_reason(error)}."
            ) from error
        return [
            Evidence(
                doi, self.name, "registry", " ".join(title.split()), author, year, day.isoformat()
            )
        ]


REGISTRIES = {
    "crossref": Registry("crossref", "https://api.crossref.org/works/", _crossref),
    "datacite": Registry("datacite", "https://api.datacite.org/dois/", _datacite),
}


def session(cache: Path, mail: str) -> CachedSession:
    """Return a session that names itself, waits as it is asked to, and keeps answers on disk.

    What was answered is not asked again: a run can be taken up where it stopped.
    """
    made = CachedSession(
        str(cache), backend="sqlite", expire_after=KEPT, allowable_codes=(200, 404)
    )
    made.headers["User-Agent"] = AGENT.format(mail=mail)
    retry = Retry(
        total=4,
        backoff_factor=0.5,
        status_forcelist=(429, 502, 503, 504),
        respect_retry_after_header=True,
    )
    for scheme in ("http://", "https://"):
        made.mount(scheme, HTTPAdapter(max_retries=retry))
    return made


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
