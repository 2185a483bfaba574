"""Makes a repository whose last commit adds many files of one prompt each.

  many_changes.py DIRECTORY FILES [BYTES]

A file has about 6,500 bytes, so that its prompt has about 8 kB; fifty share a folder. Made through git fast-import.
"""

import os
import subprocess
import sys

IDENTITY = "Bench <bench@tollgate.example> 1767261600 +0000"
NAMES = ("amount", "balance", "cursor", "deadline", "entry", "factor", "gateway", "holder", "index", "journal")


def content(number, size):
    """Code-like text that differs in every line and every file, as real text does."""
    lines, written = [f"/// Part {number} of the ledger.\n", f"enum Part{number} {{\n"], 0
    line = 0
    while written < size:
        name = NAMES[(number + line) % len(NAMES)]
        text = f"  static func {name}{line}(of value: Int) -> Int {{ value * {number % 997 + line} + {number * 31 + line * 7} }}\n"
        lines.append(text)
        written += len(text)
        line += 1
    return ("".join(lines) + "}\n").encode()


def commit(out, message):
    out.write(f"commit refs/heads/main\ncommitter {IDENTITY}\ndata {len(message)}\n{message}\n".encode())


def stream(out, files, size):
    commit(out, "base")
    out.write(b"M 100644 inline README.md\ndata 6\n# many\n\n"[:-1])
    commit(out, "many changes")
    for number in range(files):
        data = content(number, size)
        path = f"Sources/Folder{number // 50:04}/Part{number:06}.swift"
        out.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")


def make(directory, files, size=6500):
    """Makes the repository unless it is there. Its range is main~1..main."""
    marker = os.path.join(directory, "complete")
    wanted = f"{files} {size}\n"
    if os.path.exists(marker) and open(marker).read() == wanted:
        return
    subprocess.run(["rm", "-rf", directory], check=True)
    subprocess.run(["git", "init", "-q", "--bare", "--template=", directory], check=True)
    subprocess.run(["git", "-C", directory, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    # One level of compression: the file is read once, and making it must not take longer than measuring.
    importer = subprocess.Popen(
        ["git", "-C", directory, "-c", "core.compression=1", "fast-import", "--quiet", "--depth=0"], stdin=subprocess.PIPE)
    with importer.stdin as out:
        stream(out, files, size)
    if importer.wait() != 0:
        sys.exit("error: git fast-import failed.")
    with open(marker, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    make(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:4]))
