"""The sentence that says how many methods a comparison had no room for, as the pages have it."""

from __future__ import annotations

from collections.abc import Mapping

# in one form or two, as the language has them for one and for several
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "en": (
        "At most %(most)s methods fit into one comparison; %(num)s more was left out.",
        "At most %(most)s methods fit into one comparison; %(num)s more were left out.",
    ),
    "vi": (
        "Một phép so sánh chứa nhiều nhất %(most)s phương pháp; "
        "%(num)s phương pháp còn lại không được đưa vào.",
    ),
    "fr": (
        "Une comparaison contient au plus %(most)s méthodes ; %(num)s autre a été laissée de côté.",
        "Une comparaison contient au plus %(most)s méthodes ; "
        "%(num)s autres ont été laissées de côté.",
    ),
    "de": (
        "Höchstens %(most)s Methoden passen in einen Vergleich; %(num)s weitere wurde weggelassen.",
        "Höchstens %(most)s Methoden passen in einen Vergleich; "
        "%(num)s weitere wurden weggelassen.",
    ),
    "es": (
        "Una comparación admite como máximo %(most)s métodos; %(num)s método más quedó fuera.",
        "Una comparación admite como máximo %(most)s métodos; %(num)s métodos más quedaron fuera.",
    ),
    "zh": ("一次最多比较%(most)s种方法；另有%(num)s种未列入。",),
    "ja": ("一度に比較できる手法は最大%(most)s件です。残りの%(num)s件は除外しました。",),
}


def left_out(number: int, most: int, language: str) -> str:
    """Return the sentence that says how many methods a comparison had no room for.

    >>> left_out(2, 10, "en")
    'At most 10 methods fit into one comparison; 2 more were left out.'
    """
    forms = LEFT_OUT.get(language, LEFT_OUT["en"])
    return forms[0 if number == 1 else -1] % {"most": most, "num": number}
