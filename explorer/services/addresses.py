"""Where services answer that know of things here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import ChoiceError

ADDRESSES = {
    "wikidata": "https://query.wikidata.org/sparql",
    # Wikidata keeps scholarly articles apart from the rest
    "scholarly": "https://query-scholarly.wikidata.org/sparql",
    "dblp": "https://sparql.dblp.org/sparql",
    "openalex": "https://api.openalex.org",
    "crossref": "https://api.crossref.org",
    "orcid": "https://pub.orcid.org/v3.0",
    "opencitations": "https://api.opencitations.net/meta/v1",
    "opencitations_index": "https://api.opencitations.net/index/v2",
}


@dataclass(frozen=True, slots=True)
class Services:
    """Where services answer; `key` is what OpenAlex gives to those who ask it much."""

    addresses: Mapping[str, str] = field(default_factory=lambda: ADDRESSES)
    key: str = ""

    @classmethod
    def read(
        cls, environment: Mapping[str, str] = os.environ, target: str = "", address: str = ""
    ) -> Services:
        """Read EXPLORER_WIKIDATA, _SCHOLARLY, _DBLP, _OPENALEX, _CROSSREF, _ORCID, _OPENCITATIONS.

        EXPLORER_OPENALEX_KEY is read too. An address given for one target goes before; one that is
        set for Wikidata stands for both of its parts. Raises ChoiceError for what is no address.
        """
        both = {"scholarly": address} if target == "wikidata" else {}
        given = {target: address, **both} if address else {}
        found = {
            name: text
            for name in ADDRESSES
            if (text := given.get(name) or environment.get(f"EXPLORER_{name.upper()}", ""))
        }
        if "wikidata" in found:
            found.setdefault("scholarly", found["wikidata"])
        for name, address in found.items():
            if not address.startswith(("http://", "https://")):
                raise ChoiceError(
                    f"The address of {name} is “{address}”; give one with http:// or https://."
                )
        made = {name: address.rstrip("/") for name, address in {**ADDRESSES, **found}.items()}
        return cls(made, environment.get("EXPLORER_OPENALEX_KEY", ""))
