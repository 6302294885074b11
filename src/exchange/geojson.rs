//! GeoJSON as a table, read twice: for the names of all properties, then feature by feature.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::error::FileError;
use super::features::walk;
use super::geometry::Geometry;
use super::options::{Kind, Options};
use super::plan::Plan;
use super::record::{MAX_COLUMNS, Record};
use super::source::Source;
use super::table::{Facts, Fed, Table};

/// The columns in which a point's coordinates stand, beside those of its properties.
const POINT: [&str; 2] = ["geometry.longitude", "geometry.latitude"];

/// Reads a feature collection: properties (and the feature's `id`) are columns; a point's coordinates
/// are two columns more, of which explicit mappings may make nothing.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read.
pub(super) fn read(
    source: &mut Source<'_>,
    kind: Kind,
    options: &Options,
    table: &mut dyn Table,
) -> Result<(), FileError> {
    let points = kind == Kind::Stations;
    let mut header: Vec<String> = if points { POINT.map(str::to_owned).to_vec() } else { Vec::new() };
    let mut places: HashMap<String, usize> = HashMap::new();
    walk(source, false, &mut |_, feature| {
        for (name, _) in &feature.properties {
            if !places.contains_key(name) && header.len() <= MAX_COLUMNS {
                places.insert(name.clone(), header.len());
                header.push(name.clone());
            }
        }
        ControlFlow::Continue(())
    })?;
    if header.len() > MAX_COLUMNS {
        return Err(FileError::TooLarge(format!("the features have more than {MAX_COLUMNS} different properties")));
    }
    let plan = Plan::new(kind, header, options)?;
    table.begin(&plan, Facts::default())?;
    let mut record = Record::default();
    let mut cells = vec![None; plan.width()];
    walk(source, true, &mut |ordinal, feature| {
        cells.fill(None);
        for (place, (name, _)) in feature.properties.iter().enumerate() {
            if let Some(&column) = places.get(name) {
                cells[column] = Some(place);
            }
        }
        record.clear();
        if points {
            push_point(&feature.geometry, &mut record);
        }
        for cell in &cells[record.width()..] {
            record.push(cell.map_or("", |place| feature.properties[place].1.as_str()));
        }
        table.row(&plan, Fed::Record(ordinal, &record, Some(&feature.geometry)))
    })
}

fn push_point(geometry: &Geometry, record: &mut Record) {
    let point = geometry.point();
    if point.is_none() && !geometry.kind.is_empty() {
        record.mark_fault(0, &geometry.kind, "a station needs a Point of two numbers");
    }
    for axis in 0..2 {
        // The shortest text of a float reads back as the same float.
        record.push(&point.map(|point| point[axis].to_string()).unwrap_or_default());
    }
}
