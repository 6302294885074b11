//! The columns that each kind of file has, and the names under which they are known.

mod activity;
mod agreements;
mod network;

use super::options::Kind;
use super::values::fold;

pub(super) use activity::{campaign, campaign_station, note, performance};
pub(super) use agreements::{contract, fee};
pub(super) use network::{cooperation, region, station};

/// A field of a kind, and the names of its column besides the field's own.
#[derive(Debug)]
pub(super) struct Field {
    /// The field of DESIGN's vocabulary.
    pub(super) name: &'static str,
    /// Its name in Chinese, which templates use.
    pub(super) title: &'static str,
    /// Other names, folded, best first.
    names: &'static [&'static str],
}

/// The prefix of columns and mapping targets that are attributes of a station.
const ATTRIBUTE: &str = "attributes.";

/// The fields of a kind.
pub(super) const fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Stations => &network::STATIONS,
        Kind::Cooperation => &network::COOPERATION,
        Kind::Regions => &network::REGIONS,
        Kind::Contracts => &agreements::CONTRACTS,
        Kind::Fees => &agreements::FEES,
        Kind::Performance => &activity::PERFORMANCE,
        Kind::Campaigns => &activity::CAMPAIGNS,
        Kind::CampaignStations => &activity::CAMPAIGN_STATIONS,
        Kind::Notes => &activity::NOTES,
    }
}

/// What a header's cell or a mapping's target names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A field, by its place in [`fields`].
    Field(usize),
    /// An attribute of a station, by its name.
    Attribute(String),
}

/// The target of exactly that name, as mappings give it.
pub(super) fn target(kind: Kind, name: &str) -> Option<Target> {
    if let Some(place) = fields(kind).iter().position(|field| field.name == name) {
        return Some(Target::Field(place));
    }
    attribute(kind, name).map(Target::Attribute)
}

fn attribute(kind: Kind, name: &str) -> Option<String> {
    let name = name.strip_prefix(ATTRIBUTE)?.trim();
    (kind == Kind::Stations && !name.is_empty()).then(|| name.to_owned())
}

/// What a header's cell names by itself, and how good a name it is (0 is best).
pub(super) fn recognise(kind: Kind, header: &str) -> Option<(Target, usize)> {
    if let Some(name) = attribute(kind, header.trim()) {
        return Some((Target::Attribute(name), 0));
    }
    let whole = fold(header);
    // `经度（度）` and `longitude (deg)` say more than the name; the name counts.
    let bare = header.split(['(', '（', '[', '【']).next().map(fold).filter(|bare| *bare != whole);
    [Some(whole), bare].into_iter().flatten().find_map(|name| {
        fields(kind).iter().enumerate().find_map(|(place, field)| {
            let rank = if fold(field.name) == name { Some(0) } else { known(field, &name).map(|rank| rank + 1) };
            rank.map(|rank| (Target::Field(place), rank))
        })
    })
}

fn known(field: &Field, name: &str) -> Option<usize> {
    let titled = || (fold(field.title) == name).then_some(field.names.len());
    field.names.iter().position(|known| *known == name).or_else(titled)
}

/// Whether a column has the field's own name or title, and not another one that we know for it.
pub(super) fn is_own_name(kind: Kind, field: &str, header: &str) -> bool {
    let (header, bare) = (fold(header), header.split(['(', '（', '[', '【']).next().map(fold));
    let is = |name: &str| fold(name) == header || Some(fold(name)) == bare;
    is(field) || fields(kind).iter().any(|known| known.name == field && is(known.title))
}

/// Whether the name of a column that ends a period suggests the last day inside of it, not the first day after.
pub(super) fn suggests_last_day(header: &str) -> bool {
    let name = fold(header);
    ["到期", "结束", "截止", "end", "expir", "until"].iter().any(|word| name.contains(word))
        && !["不含", "exclusive"].iter().any(|word| name.contains(word))
}

/// The fields of a kind as a list to read.
pub(super) fn allowed(kind: Kind) -> String {
    let mut names: Vec<_> = fields(kind).iter().map(|field| field.name).collect();
    if kind == Kind::Stations {
        names.push("attributes.NAME");
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_two_languages() {
        for (header, field) in [
            ("code", station::CODE),
            ("Station ID", station::CODE),
            ("站点编码*", station::CODE),
            ("ＬＡＴ", station::LATITUDE),
            ("经度（GCJ-02）", station::LONGITUDE),
            ("Opened_On", station::OPENED_ON),
            ("能源 类型", station::ENERGY),
        ] {
            let found = recognise(Kind::Stations, header).map(|(target, _)| target);
            assert_eq!(found, Some(Target::Field(field)), "{header}");
        }
        assert_eq!(recognise(Kind::Stations, "Bandiera"), None);
        let attribute = recognise(Kind::Stations, "attributes.Tipo").map(|(target, _)| target);
        assert_eq!(attribute, Some(Target::Attribute("Tipo".into())));
    }

    #[test]
    fn every_synonym_is_folded_and_names_one_field() {
        for kind in Kind::ALL {
            for (place, field) in fields(kind).iter().enumerate() {
                for name in field.names {
                    assert_eq!(fold(name), *name);
                    assert_eq!(recognise(kind, name).map(|(target, _)| target), Some(Target::Field(place)), "{name}");
                }
                let title = recognise(kind, field.title).map(|(target, _)| target);
                assert_eq!(title, Some(Target::Field(place)), "{}", field.title);
            }
        }
    }
}
