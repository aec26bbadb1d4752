"""Parts made for a test: the smallest files that show a point."""

import io
import math
import struct
import zipfile
from collections.abc import Iterable

Point = tuple[float, float, float]
Triangle = tuple[Point, Point, Point]


def box(x: float, y: float, z: float, corner: Point = (0, 0, 0)) -> list[Triangle]:
    """Closed, its faces looking outwards."""
    low, high = corner, (corner[0] + x, corner[1] + y, corner[2] + z)
    points = [tuple((low, high)[n >> axis & 1][axis] for axis in range(3)) for n in range(8)]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    return [tuple(points[n] for n in corners) for a, b, c, d in faces for corners in ((a, b, c), (a, c, d))]


def blocks(cells: set[tuple[int, int, int]], size: float) -> list[Triangle]:
    """The outside of cubes put together: closed, each side a face of its own."""
    triangles: list[Triangle] = []
    for x, y, z in sorted(cells):
        faces = box(size, size, size, (x * size, y * size, z * size))
        neighbours = [(x, y, z - 1), (x, y, z + 1), (x, y - 1, z), (x, y + 1, z), (x - 1, y, z), (x + 1, y, z)]
        for number, neighbour in enumerate(neighbours):
            triangles += [] if neighbour in cells else faces[2 * number : 2 * number + 2]
    return triangles


def turned_inside_out(triangles: Iterable[Triangle]) -> list[Triangle]:
    """As a hollow inside another solid is written."""
    return [(a, c, b) for a, b, c in triangles]


def moved(triangles: Iterable[Triangle], by: Point) -> list[Triangle]:
    return [tuple(tuple(value + step for value, step in zip(point, by)) for point in triangle) for triangle in triangles]


def turned(triangles: Iterable[Triangle], about_z: float, about_x: float) -> list[Triangle]:
    """By these angles, in radians."""
    cz, sz, cx, sx = math.cos(about_z), math.sin(about_z), math.cos(about_x), math.sin(about_x)

    def turn(point: Point) -> Point:
        x, y, z = point
        x, y = cz * x - sz * y, sz * x + cz * y
        return x, cx * y - sx * z, sx * y + cx * z

    return [tuple(map(turn, triangle)) for triangle in triangles]


def scaled(triangles: Iterable[Triangle], factor: float) -> list[Triangle]:
    return [tuple(tuple(value * factor for value in point) for point in triangle) for triangle in triangles]


def stl(triangles: Iterable[Triangle]) -> bytes:
    """Binary, without normals."""
    facets = [struct.pack("<12fH", 0, 0, 0, *(value for point in triangle for value in point), 0) for triangle in triangles]
    return bytes(80) + struct.pack("<I", len(facets)) + b"".join(facets)


def triangles_of_stl(content: bytes) -> list[Triangle]:
    """Of a binary STL."""
    facets = (struct.unpack_from("<12f", content, 84 + 50 * n) for n in range(struct.unpack_from("<I", content, 80)[0]))
    return [(facet[3:6], facet[6:9], facet[9:12]) for facet in facets]


def threemf(triangles: Iterable[Triangle], unit: str = "millimeter", transform: str = "1 0 0 0 1 0 0 0 1 0 0 0") -> bytes:
    """A package of one object; each point is written once."""
    points: dict[Point, int] = {}
    corners = [[points.setdefault(point, len(points)) for point in triangle] for triangle in triangles]
    vertices = "".join(f'<vertex x="{x!r}" y="{y!r}" z="{z!r}"/>' for x, y, z in points)
    faces = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in corners)
    model = (f'<?xml version="1.0" encoding="UTF-8"?><model unit="{unit}" '
             'xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><resources><object id="1" type="model"><mesh>'
             f"<vertices>{vertices}</vertices><triangles>{faces}</triangles></mesh></object></resources>"
             f'<build><item objectid="1" transform="{transform}"/></build></model>')
    types = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
             'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
             'Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>')
    start = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             '<Relationship Id="r" Target="/3D/3dmodel.model" '
             'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>')
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("[Content_Types].xml", types), ("_rels/.rels", start), ("3D/3dmodel.model", model)):
            archive.writestr(name, text)
    return package.getvalue()
