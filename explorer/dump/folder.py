"""Files put into a folder or a zip: whole or not at all, and nothing of others touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ChoiceError, DataError

File = tuple[str, bytes]
SUMS = "SHA256SUMS"
MARKER = ".method-explorer"  # tells a list of checksums that was written here from others
DRAFT = f"{MARKER}-"  # begins the name of a folder that is gone in the end
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time; none of a run gets into it


def ready(target: Path, *, force: bool) -> None:
    """Raise ChoiceError where something of others stands at the target, unless forced."""
    with _told(target):
        if force or not target.exists():
            return
        if not target.is_dir():
            raise ChoiceError(f"{target} is there already; --force replaces it.")
        others = sorted(_held(target) - _own(target))
    if others:
        raise ChoiceError(
            f"{target} holds what was not written here or has changed since, such as {others[0]}; "
            "give a folder of its own, or --force to write among them."
        )


def _held(folder: Path) -> set[str]:
    names = (
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )
    return {name for name in names if not name.startswith(DRAFT)}


def _own(folder: Path) -> set[str]:
    """Return what was written here before and is still as it was.

    Names are those found in the folder: a list can name no file outside it.
    """
    sums, marker = folder / SUMS, folder / MARKER
    if not (sums.is_file() and marker.is_file()):
        return set()
    if marker.read_bytes() != _mark(sums.read_bytes()):
        return set()
    listed = set(sums.read_text("utf-8").splitlines())
    same = {
        name
        for name in _held(folder) & {line[66:] for line in listed}
        if (path := folder / name).is_file() and not path.is_symlink()
        if _line(name, path.read_bytes()) in listed
    }
    return {SUMS, MARKER, *same}


def _line(name: str, content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}"


def _mark(sums: bytes) -> bytes:
    return f"Method Explorer wrote what this list names:\n{_line(SUMS, sums)}\n".encode()


def _summed(files: Iterable[File]) -> Iterator[File]:
    """Yield files, and in the end the list of their checksums."""
    sums = []
    for name, content in files:
        sums.append(f"{_line(name, content)}\n")
        yield name, content
    yield SUMS, "".join(sorted(sums, key=lambda line: line[66:])).encode()


def placed(files: Iterable[File], target: Path, *, force: bool = False) -> int:
    """Write files into a folder and return how many bytes; what was written there before goes.

    They are written beside it first. Where the folder holds other things, or files that changed
    since, `force` puts the files among them; raises ChoiceError without it.
    """
    ready(target, force=force)
    target = Path(os.path.realpath(target))
    with _drafted(target) as draft:
        whole = draft / "whole"
        whole.mkdir()
        total, content = 0, b""
        for name, content in _summed(files):
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            total += len(content)
        (whole / MARKER).write_bytes(_mark(content))
        ready(target, force=force)  # again: writing may have taken minutes
        _move(whole, target)
    return total


def _move(whole: Path, target: Path) -> None:
    """Put a folder in the place of another; among what others keep there, file by file."""
    if not target.is_dir():
        target.unlink(missing_ok=True)
        whole.rename(target)
        return
    own, new = _own(target), _held(whole)
    if _held(target) <= own and not _stays(target):
        _swap(whole, target)
        return
    for name in sorted(new, key=lambda name: (name == MARKER, name == SUMS, name)):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).replace(target / name)
    for name in own - new:
        (target / name).unlink(missing_ok=True)


def _swap(whole: Path, target: Path) -> None:
    old = whole.with_name("old")
    try:
        target.rename(old)
        whole.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _stays(target: Path) -> bool:
    """Say whether a folder must not be put away: a volume, or where someone stands."""
    return target.is_dir() and (target.is_mount() or Path.cwd().is_relative_to(target))


def packed(files: Iterable[File], target: Path, *, force: bool = False) -> int:
    """Write files into a zip, where readers of crates look for them; return its size in bytes."""
    ready(target, force=force)
    target = Path(os.path.realpath(target))
    with _drafted(target) as draft:
        held = draft / "files.zip"
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in _summed(files):
                entry = zipfile.ZipInfo(name, EARLIEST)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        held.replace(target)
        return target.stat().st_size


@contextmanager
def _drafted(target: Path) -> Iterator[Path]:
    """Make a folder that is gone in the end: beside the target, or in it where that stays."""
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        near = target if _stays(target) else target.parent
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=near))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataError(f"{target} cannot be written: {error.strerror or error}.") from error
