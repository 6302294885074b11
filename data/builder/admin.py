"""Writes data/admin.topo.json.gz: China's divisions as one TopoJSON topology."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import source, topology
from .source import LEVELS, Region
from .topology import Topology, rewound


class Admin:
    """The divisions by level, and the topology whose levels run in the same order."""

    def __init__(self) -> None:
        self.regions: dict[str, list[Region]] = {
            level: source.regions(level) for level in LEVELS
        }
        index = {
            level: {region.code: at for at, region in enumerate(regions)}
            for level, regions in self.regions.items()
        }
        self.topology: Topology
        self.topology, dropped, mended = topology.build(
            source.polygons("district"),
            [index["city"][region.parent] for region in self.regions["district"]],
            [index["province"][region.parent] for region in self.regions["city"]],
            rewound(source.polygons("border")),
        )
        names = [f"{region.code} {region.name}" for region in self.regions["district"]]
        for keeper, loser, vertices in dropped:
            print(f"islet of {vertices} vertices claimed twice: kept in {names[keeper]}, left out of {names[loser]}")
        for taker, gap in mended:
            lon, lat = gap[0]
            area = abs(topology.doubled_area(gap)) / 2e12
            print(f"sliver of {area:.1e} square degrees near {lon / 1e6:.3f},{lat / 1e6:.3f} mended along {names[taker]}")


def write(admin: Admin, path: Path) -> int:
    def geometry(region: Region, polygons: list[Any]) -> dict[str, Any]:
        return {
            "type": "MultiPolygon",
            "id": region.code,
            "properties": {
                "name": region.name,
                "short_name": region.short_name,
                "parent": region.parent,
                "center": list(region.center),
            },
            "arcs": polygons,
        }

    def deltas(points: list[source.Point]) -> list[list[int]]:
        steps = [[b[0] - a[0], b[1] - a[1]] for a, b in zip(points, points[1:])]
        return [list(points[0]), *steps]

    document = {
        "type": "Topology",
        "transform": {"scale": [1e-6, 1e-6], "translate": [0, 0]},
        "objects": {
            level: {
                "type": "GeometryCollection",
                "geometries": [
                    geometry(region, polygons)
                    for region, polygons in zip(
                        admin.regions[level], admin.topology.levels[level], strict=True
                    )
                ],
            }
            for level in LEVELS
        },
        "arcs": [deltas(arc) for arc in admin.topology.arcs],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return source.write_gzip(path, text)
