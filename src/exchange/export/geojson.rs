//! A GeoJSON feature collection: a feature a row, its cells as properties, empty ones as null.

use std::io::{self, Write};

use super::ExportError;
use super::table::{Cell, ColumnKind, Headers, Place, Table, is_exact};
use crate::base::money::Decimal;
use crate::base::shape::{Ring, Vertex, runs_left};

/// Decimals of a vertex of a shape.
const VERTEX_DECIMALS: usize = 7;

/// Writes rows as features.
pub(super) struct GeoJson<W: Write> {
    out: W,
    /// The name of each column's property, quoted; `None` for those that the geometry says.
    names: Vec<Option<String>>,
    rows: u64,
}

impl<W: Write> GeoJson<W> {
    pub(super) fn new(table: &Table, headers: Headers, mut out: W) -> Result<Self, ExportError> {
        let name = |column| serde_json::to_string(headers.of(column)).map_err(io::Error::from);
        let names = table
            .columns
            .iter()
            .map(|column| (column.kind != ColumnKind::Degrees).then(|| name(column)).transpose())
            .collect::<Result<_, _>>()?;
        out.write_all(br#"{"type":"FeatureCollection","features":["#)?;
        Ok(Self { out, names, rows: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>], place: Option<Place<'_>>) -> Result<(), ExportError> {
        let Self { out, names, rows } = self;
        out.write_all(if *rows == 0 { b"\n" } else { b",\n" })?;
        *rows += 1;
        out.write_all(br#"{"type":"Feature","geometry":"#)?;
        geometry(out, place)?;
        out.write_all(br#","properties":{"#)?;
        let properties = names.iter().zip(cells).filter_map(|(name, cell)| Some((name.as_ref()?, cell)));
        for (index, (name, cell)) in properties.enumerate() {
            write!(out, "{}{name}:", if index == 0 { "" } else { "," })?;
            value(out, cell)?;
        }
        out.write_all(b"}}")?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W, ExportError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A number that a float would not keep to the digit is a text.
fn value(out: &mut impl Write, cell: &Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::Empty => out.write_all(b"null"),
        Cell::Text(text) => Ok(serde_json::to_writer(out, text)?),
        Cell::Count(count) => write!(out, "{count}"),
        Cell::Decimal(decimal) if is_exact(decimal.number) => write!(out, "{decimal}"),
        Cell::Decimal(decimal) => write!(out, "\"{decimal}\""),
        Cell::Ratio(ppm) => write!(out, "{}", Decimal { number: *ppm, decimals: 6 }.trimmed(0)),
        Cell::Date(day) => write!(out, "\"{day}\""),
        Cell::Flag(flag) => write!(out, "{flag}"),
        Cell::Float(number) => write!(out, "{number}"),
    }
}

fn geometry(out: &mut impl Write, place: Option<Place<'_>>) -> io::Result<()> {
    match place {
        None => out.write_all(b"null"),
        Some(Place::Point(at)) => write!(out, r#"{{"type":"Point","coordinates":[{},{}]}}"#, at.lon(), at.lat()),
        Some(Place::Shape(shape)) => {
            out.write_all(br#"{"type":"MultiPolygon","coordinates":"#)?;
            list(out, shape.polygons(), |out, polygon| {
                let rings: Vec<(&Ring, bool)> = polygon.iter().zip((0..).map(|index| index == 0)).collect();
                list(out, &rings, |out, &(ring, left)| closed(out, ring, left))
            })?;
            out.write_all(b"}")
        }
    }
}

/// A ring that runs counterclockwise (`left`) or clockwise (RFC 7946, 3.1.6), its first vertex again at its end.
fn closed(out: &mut impl Write, ring: &Ring, left: bool) -> io::Result<()> {
    let mut vertices = ring.clone();
    if runs_left(ring) != left {
        vertices.reverse();
    }
    vertices.extend(vertices.first().copied());
    list(out, &vertices, |out, &Vertex { lon, lat }| {
        let degrees = |number: i32| Decimal { number: number.into(), decimals: VERTEX_DECIMALS }.trimmed(0);
        write!(out, "[{},{}]", degrees(lon), degrees(lat))
    })
}

fn list<O: Write, T>(out: &mut O, items: &[T], each: impl Fn(&mut O, &T) -> io::Result<()>) -> io::Result<()> {
    for (index, item) in items.iter().enumerate() {
        out.write_all(if index == 0 { b"[" } else { b"," })?;
        each(out, item)?;
    }
    out.write_all(b"]")
}
