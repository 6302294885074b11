//! Bodies of writes as drafts of the domain.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::base::location::{Crs, LonLat};
use crate::domain::cooperation::{Stage, StageDraft};
use crate::domain::station::{Edit, Energy, Position, StationDraft};
use crate::exchange;
use crate::http::body::expect_empty;
use crate::http::fields::{day, needed, text, word, wrong};
use crate::http::problem::Problem;
use crate::http::wire::{Field, NewStation, StageBody, StationPatch};

const FIELDS: &str = "code, name, energy, brand, operator, location, coordinates, address, opened_on, closed_on, \
                      attributes";

/// A new station: its code, and the edit that makes it.
pub(super) fn new_station(mut map: Map<String, Value>) -> Result<NewStation, Problem> {
    match map.remove("code") {
        Some(Value::String(code)) => Ok(NewStation { code, rest: patch(map)? }),
        other => Err(wrong("code", other.as_ref(), "a text, which must be there")),
    }
}

/// Takes the fields of an edit out of a body, and refuses what is left.
pub(super) fn patch(mut map: Map<String, Value>) -> Result<StationPatch, Problem> {
    let mut take = |name: &str| map.remove(name);
    let patch = StationPatch {
        name: take("name"),
        energy: take("energy"),
        brand: take("brand"),
        operator: take("operator"),
        location: take("location"),
        coordinates: take("coordinates"),
        address: take("address"),
        opened_on: take("opened_on"),
        closed_on: take("closed_on"),
        attributes: take("attributes"),
    };
    expect_empty(&map, FIELDS)?;
    Ok(patch)
}

impl StationPatch {
    /// The draft of the station of that code; `attributes` are the names of those that it has.
    pub(super) fn draft(self, code: String, attributes: &[String]) -> Result<StationDraft, Problem> {
        Ok(StationDraft {
            name: match text("name", self.name)? {
                Edit::Keep => None,
                // A station without a name is called by its code.
                Edit::Clear => Some(code.clone()),
                Edit::Set(name) => Some(name),
            },
            energy: word("energy", self.energy, Energy::parse, "one of fuel, ev, gas, hydrogen, mixed, or null")?,
            brand: text("brand", self.brand)?,
            operator: text("operator", self.operator)?,
            position: position(self.location, self.coordinates)?,
            address: text("address", self.address)?,
            opened_on: day("opened_on", self.opened_on)?,
            closed_on: day("closed_on", self.closed_on)?,
            attributes: attribute_edits(self.attributes, attributes)?,
            code,
        })
    }
}

/// The draft of a stage of the station of that code.
pub(in crate::http) fn stage(mut map: Map<String, Value>, station: String) -> Result<StageDraft, Problem> {
    const STAGE: &str = "one of prospect, negotiating, signed, online, paused, terminated";
    let body = StageBody { valid_from: map.remove("valid_from"), stage: map.remove("stage"), note: map.remove("note") };
    expect_empty(&map, "valid_from, stage, note")?;
    let valid_from = needed("valid_from", day("valid_from", body.valid_from)?, "a civil date YYYY-MM-DD")?;
    let stage = needed("stage", word("stage", body.stage, Stage::parse, STAGE)?, STAGE)?;
    Ok(StageDraft { station, valid_from, stage, note: text("note", body.note)? })
}

/// A place from `location` or from `coordinates`.
fn position(location: Field, coordinates: Field) -> Result<Option<Position>, Problem> {
    match (location, coordinates) {
        (None, None) => Ok(None),
        (Some(value), None) => {
            const ALLOWED: &str = "[longitude, latitude] in WGS-84 degrees";
            let pair: Option<[f64; 2]> = serde_json::from_value(value.clone()).ok();
            let [lon, lat] = pair.ok_or_else(|| wrong("location", Some(&value), ALLOWED))?;
            let place = LonLat::new(lon, lat)
                .map_err(|error| wrong("location", Some(&value), ALLOWED).saying(format!("location: {error}")))?;
            Ok(Some(Position::wgs84(place)))
        }
        (None, Some(value)) => {
            const ALLOWED: &str = "{\"crs\": one of wgs84, gcj02, bd09, \"x\": longitude, \"y\": latitude}";
            let refuse = || wrong("coordinates", Some(&value), ALLOWED);
            let Value::Object(map) = &value else { return Err(refuse()) };
            let number = |name: &str| map.get(name).and_then(Value::as_f64);
            let crs = map.get("crs").and_then(Value::as_str).and_then(Crs::parse);
            let (Some(crs), Some(x), Some(y), 3) = (crs, number("x"), number("y"), map.len()) else {
                return Err(refuse());
            };
            let location =
                exchange::convert(crs, [x, y]).map_err(|error| refuse().saying(format!("coordinates: {error}")))?;
            Ok(Some(Position { crs, raw: [x, y], location }))
        }
        (Some(_), Some(value)) => Err(wrong("coordinates", Some(&value), "absent where location is given")),
    }
}

/// Edits of attributes; null for all of them clears those that there are.
fn attribute_edits(field: Field, known: &[String]) -> Result<BTreeMap<String, Edit<String>>, Problem> {
    match field {
        None => Ok(BTreeMap::new()),
        Some(Value::Null) => Ok(known.iter().map(|name| (name.clone(), Edit::Clear)).collect()),
        Some(Value::Object(map)) => {
            let edit = |(name, value)| {
                let edit = text("attributes", Some(value))?;
                Ok((name, edit))
            };
            map.into_iter().map(edit).collect()
        }
        Some(other) => Err(wrong("attributes", Some(&other), "an object of texts or nulls by name, or null")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: Value) -> Result<StationDraft, Problem> {
        let Value::Object(map) = body else { panic!("an object") };
        patch(map)?.draft("A".into(), &["old".to_owned()])
    }

    #[test]
    fn null_clears_and_absence_keeps() {
        let draft = read(json!({"brand": null, "operator": "x", "name": null, "attributes": null})).expect("draft");
        assert_eq!((draft.brand, draft.operator), (Edit::Clear, Edit::Set("x".into())));
        assert_eq!((draft.address, draft.name.as_deref()), (Edit::Keep, Some("A")));
        assert_eq!(draft.attributes, BTreeMap::from([("old".to_owned(), Edit::Clear)]));
    }

    #[test]
    fn places_come_in_any_system() {
        let draft = read(json!({"coordinates": {"crs": "gcj02", "x": 121.47, "y": 31.23}})).expect("draft");
        let position = draft.position.expect("position");
        assert_eq!((position.crs, position.raw), (Crs::Gcj02, [121.47, 31.23]));
        assert!((position.location.lon() - 121.4655).abs() < 0.001);
    }

    #[test]
    fn wrong_fields_are_named() {
        for (body, field) in [
            (json!({"colour": "red"}), "colour"),
            (json!({"energy": "steam"}), "energy"),
            (json!({"brand": 5}), "brand"),
            (json!({"opened_on": "2026-02-30"}), "opened_on"),
            (json!({"location": [1]}), "location"),
            (json!({"location": [1, 91]}), "location"),
            (json!({"location": null}), "location"),
            (json!({"location": [1, 2], "coordinates": {}}), "coordinates"),
            (json!({"coordinates": {"crs": "nad27", "x": 1, "y": 2}}), "coordinates"),
            (json!({"attributes": {"a": 1}}), "attributes"),
        ] {
            let problem = serde_json::to_value(read(body).expect_err(field)).expect("json");
            assert_eq!((problem["parameter"].as_str(), problem["status"].as_u64()), (Some(field), Some(422)));
        }
    }
}
