//! What the rows of a file seem to be.

use super::{LOOKED_AT, Look, content};
use crate::exchange::columns::fields;
use crate::exchange::columns::station::{LATITUDE, LONGITUDE};
use crate::exchange::error::FileError;
use crate::exchange::features::walk;
use crate::exchange::needs::{needed, needed_one_of};
use crate::exchange::opened::{Form, Opened};
use crate::exchange::options::{Format, Kind, Options};
use crate::exchange::sheets::by_name;

/// What the rows of a file or of a sheet seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What they are.
    pub kind: Kind,
    /// What says so.
    pub by: GuessedBy,
}

/// What tells the kind of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuessedBy {
    /// The name of the sheet or of the file.
    Name,
    /// The names of the columns.
    Columns,
    /// Its values, or its geometries.
    Content,
}

impl GuessedBy {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Columns => "columns",
            Self::Content => "content",
        }
    }
}

/// What the rows of a file, or of the sheet that the options name, seem to be; `None` where nobody can tell. `name` is
/// what the user calls the file.
///
/// The name decides where it is one of ours, as that of a template is. Otherwise that kind does of whose fields the
/// columns name most, if there is one, and of two that tie the one that lacks nothing. Otherwise rows with something
/// like longitudes and latitudes are stations.
///
/// # Errors
/// [`FileError`] when it cannot be read.
pub fn guess_kind(file: &mut Opened<'_>, name: &str, options: &Options) -> Result<Option<Guess>, FileError> {
    let is_geojson = file.format() == Format::GeoJson;
    if let Form::Stream(source) = &mut file.0
        && is_geojson
    {
        let mut is_point = None;
        walk(source, true, &mut |_, feature| {
            is_point = Some(feature.geometry.point().is_some());
            std::ops::ControlFlow::Break(())
        })?;
        let kind = is_point.map(|point| if point { Kind::Stations } else { Kind::Regions });
        return Ok(kind.map(|kind| Guess { kind, by: GuessedBy::Content }));
    }
    let stem = match &options.sheet {
        Some(sheet) => sheet.as_str(),
        None => name.split('.').next().unwrap_or_default().trim_end_matches("-模板").trim_end_matches("-template"),
    };
    if let Some(kind) = by_name(stem) {
        return Ok(Some(Guess { kind, by: GuessedBy::Name }));
    }
    let mut scores = Vec::new();
    for kind in Kind::ALL {
        let mut head = Look::new(0, false);
        match file.read(kind, options, &mut head) {
            Ok(()) => {}
            // Another kind may have such a field.
            Err(FileError::BadField { .. }) => continue,
            Err(error) => return Err(error),
        }
        let has = |place: &usize| head.fields.iter().flatten().any(|field| field == fields(kind)[*place].name);
        let one_of = needed_one_of(kind);
        let lacks = !needed(kind).iter().all(has) || !(one_of.is_empty() || one_of.iter().any(has));
        let found = head.fields.iter().flatten().count();
        // The columns of regions are those of any list of things.
        if found >= 2 && (kind != Kind::Regions || !lacks) {
            scores.push(((found, !lacks), kind));
        }
    }
    let best = scores.iter().map(|&(score, _)| score).max();
    let mut kinds = scores.iter().filter(|&&(score, _)| Some(score) == best).map(|&(_, kind)| kind);
    if let (Some(kind), None) = (kinds.next(), kinds.next()) {
        return Ok(Some(Guess { kind, by: GuessedBy::Columns }));
    }
    let mut head = Look::new(LOOKED_AT, true);
    file.read(Kind::Stations, options, &mut head)?;
    let proposed = content::propose(Kind::Stations, &head);
    let has_place = [LONGITUDE, LATITUDE].iter().all(|place| proposed.iter().any(|(_, field)| field == place));
    Ok(has_place.then_some(Guess { kind: Kind::Stations, by: GuessedBy::Content }))
}
