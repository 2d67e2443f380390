"""Files put into a folder or a zip: whole or not at all, and nothing of others touched."""

from __future__ import annotations

import hashlib
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
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time; none of a run gets into it


def ready(target: Path, *, force: bool) -> None:
    """Raise ChoiceError where something of others stands at the target, unless forced."""
    if force or not target.exists():
        return
    if not target.is_dir():
        raise ChoiceError(f"{target} is there already; --force replaces it.")
    if others := sorted(_held(target) - _own(target)):
        raise ChoiceError(
            f"{target} holds what was not written here or has changed since, such as {others[0]}; "
            "give a folder of its own, or --force to write among them."
        )


def _held(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


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


def placed(files: Iterable[File], target: Path, *, force: bool = False) -> int:
    """Write files into a folder and return how many bytes; what was written there before goes.

    They are written beside it first. Where the folder holds other things, or files that changed
    since, `force` puts the files among them; raises ChoiceError without it.
    """
    ready(target, force=force)
    with _drafted(target) as draft:
        total, sums = 0, []
        for name, content in files:
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            total += len(content)
            sums.append(f"{_line(name, content)}\n")
        listed = "".join(sorted(sums, key=lambda line: line[66:])).encode()
        (draft / SUMS).write_bytes(listed)
        (draft / MARKER).write_bytes(_mark(listed))
        draft.chmod(0o755)
        ready(target, force=force)  # again: writing may have taken minutes
        _move(draft, target)
    return total


def _move(draft: Path, target: Path) -> None:
    """Put a folder in the place of another; among what others keep there, file by file."""
    if not target.is_dir():
        target.unlink(missing_ok=True)
        draft.rename(target)
        return
    own, new = _own(target), _held(draft)
    if _held(target) <= own:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as away:
            target.rename(Path(away) / "old")
            draft.rename(target)
        return
    for name in sorted(new, key=lambda name: (name == MARKER, name == SUMS, name)):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (draft / name).replace(target / name)
    for name in own - new:
        (target / name).unlink(missing_ok=True)


def packed(files: Iterable[File], target: Path, top: str, *, force: bool = False) -> int:
    """Write files into a zip below the folder `top` and return how many bytes it has."""
    ready(target, force=force)
    with _drafted(target) as draft:
        held = draft / "files.zip"
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in files:
                entry = zipfile.ZipInfo(f"{top}/{name}", EARLIEST)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        held.replace(target)
        return target.stat().st_size


@contextmanager
def _drafted(target: Path) -> Iterator[Path]:
    """Make a folder beside the target that is gone in the end."""
    try:
        target = target.absolute()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise DataError(f"{target} cannot be written: {error.strerror or error}.") from error
