//! Which table and columns hold the versions of each kind of thing, and the statements over them.
//!
//! Every statement takes the key as `?1` (id) and `?2` (part, unused where keys have one part).

use std::sync::LazyLock;

use super::key::{Key, Kind};

/// Where the versions of a kind are kept.
struct Layout {
    /// The table of versions and the columns of its key.
    versions: &'static str,
    key: &'static [&'static str],
    /// The table whose rows stay for good, and what it tells.
    identity: Option<(&'static str, &'static [&'static str])>,
    /// What each version tells.
    columns: &'static [&'static str],
}

const fn layout(kind: Kind) -> Layout {
    match kind {
        Kind::Set => Layout { versions: "region_sets", key: &["id"], identity: None, columns: &["code", "kind"] },
        Kind::Region => Layout {
            versions: "region_versions",
            key: &["region"],
            identity: Some(("regions", &["set_id", "code"])),
            columns: &["name", "level", "parent", "center_lon", "center_lat", "members", "shape"],
        },
        Kind::Station => Layout {
            versions: "station_versions",
            key: &["station"],
            identity: Some(("stations", &["code"])),
            columns: &[
                "name",
                "energy",
                "brand",
                "operator",
                "lon",
                "lat",
                "opened_on",
                "closed_on",
                "crs",
                "raw_x",
                "raw_y",
                "address",
                "attributes",
            ],
        },
        Kind::Stage => Layout {
            versions: "stage_versions",
            key: &["station", "valid_from"],
            identity: None,
            columns: &["stage", "note"],
        },
        Kind::Membership => Layout {
            versions: "membership_versions",
            key: &["station", "set_id"],
            identity: None,
            columns: &["region"],
        },
        Kind::Contract => Layout {
            versions: "contract_versions",
            key: &["contract"],
            identity: Some(("contracts", &["number"])),
            columns: &["counterparty", "stations", "signed_on", "valid_from", "valid_to", "terminated_on", "renews"],
        },
        Kind::ContractFee => Layout {
            versions: "contract_fee_versions",
            key: &["contract", "term"],
            identity: None,
            columns: FEE_COLUMNS,
        },
        Kind::StationFee => {
            Layout { versions: "station_fee_versions", key: &["station", "term"], identity: None, columns: FEE_COLUMNS }
        }
        Kind::Performance => {
            Layout { versions: "performance_versions", key: &["month", "station"], identity: None, columns: &["facts"] }
        }
        Kind::Campaign => Layout {
            versions: "campaign_versions",
            key: &["campaign"],
            identity: Some(("campaigns", &["code"])),
            columns: &["name", "mechanism", "funded_by", "valid_from", "valid_to", "budget"],
        },
        Kind::Participation => Layout {
            versions: "participation_versions",
            key: &["campaign", "station"],
            identity: None,
            columns: &["valid_from", "valid_to"],
        },
        Kind::Note => Layout {
            versions: "note_versions",
            key: &["station", "number"],
            identity: None,
            columns: &["noted_on", "author", "text"],
        },
        Kind::Comparison => Layout {
            versions: "comparison_versions",
            key: &["campaign", "number"],
            identity: None,
            columns: &["title", "made_from", "question", "answer"],
        },
    }
}

/// What a version of a fee term tells; its component and first day are in the key.
const FEE_COLUMNS: &[&str] = &["basis", "amount", "valid_to", "payer", "payee"];

/// The statements over the versions of one kind.
pub(super) struct Statements {
    /// The table of versions, for messages.
    pub(super) table: &'static str,
    /// Where the kind has identities of their own, the statements over them.
    pub(super) identity: Option<Identity>,
    /// The largest id that has a version: `max`.
    pub(super) highest: String,
    /// The last version that was made before revision `?3`: `rev_from`, `rev_to`, then the cells.
    pub(super) last: String,
    /// Makes a version: `?3` is `rev_from`, the cells of the version follow.
    pub(super) insert: String,
    /// Ends the version that `?3` made: `rev_to` becomes `?4`.
    pub(super) end: String,
    /// The largest part that an id ever had: `max`.
    pub(super) highest_part: String,
    /// Whether the last version that was made is current; no row when none ever was.
    pub(super) is_current: String,
    /// What is current as of revision `?1`, in order: id, part, then the cells.
    pub(super) all_as_of: String,
    /// What is current of an id `?1` as of revision `?2`, in order: id, part, then the cells.
    pub(super) of_as_of: String,
    /// The versions of an id made up to revision `?2`: part, `rev_from`, `rev_to`.
    pub(super) history: String,
    /// Every version in order: id, part, `rev_from`, `rev_to`.
    pub(super) periods: String,
}

/// The statements over the identities of one kind.
pub(super) struct Identity {
    /// How many cells an identity has; they go before those of the version.
    pub(super) columns: usize,
    /// Makes an identity: its cells follow from `?3`.
    pub(super) insert: String,
    /// The cells of an identity.
    pub(super) select: String,
    /// The id of the cells that follow from `?1`.
    pub(super) find: String,
    /// The largest id that stands for something.
    pub(super) highest: String,
    /// How many identities have no version.
    pub(super) orphans: String,
}

impl Statements {
    /// The statements over the versions of a kind.
    pub(super) fn of(kind: Kind) -> &'static Self {
        static ALL: LazyLock<[Statements; Kind::COUNT]> =
            LazyLock::new(|| Kind::ALL.map(|kind| statements(&layout(kind))));
        &ALL[kind as usize]
    }
}

fn statements(layout: &Layout) -> Statements {
    let Layout { versions, key, identity, columns } = *layout;
    let id = key[0];
    let part = key.get(1).copied().unwrap_or("0");
    let matches = key.iter().zip(1..).map(|(column, at)| format!("v.{column} = ?{at}")).collect::<Vec<_>>();
    let matches = matches.join(" AND ");
    let identity_columns = identity.map_or(&[][..], |(_, columns)| columns);
    let cells = identity_columns.iter().map(|column| format!("i.{column}"));
    let cells = cells.chain(columns.iter().map(|column| format!("v.{column}"))).collect::<Vec<_>>().join(", ");
    // CROSS JOIN keeps the versions as the outer loop.
    let join = identity.map_or_else(String::new, |(table, _)| format!(" CROSS JOIN {table} i ON i.id = v.{id}"));
    let order = key.iter().chain(&["rev_from"]).map(|column| format!("v.{column}")).collect::<Vec<_>>().join(", ");
    Statements {
        table: versions,
        identity: identity.map(|(table, columns)| Identity {
            columns: columns.len(),
            insert: format!(
                "INSERT INTO {table} (id, {}) VALUES (?1, {})",
                columns.join(", "),
                places(3, columns.len())
            ),
            select: format!("SELECT {} FROM {table} WHERE id = ?1", columns.join(", ")),
            find: format!("SELECT id FROM {table} WHERE ({}) = ({})", columns.join(", "), places(1, columns.len())),
            highest: format!("SELECT max(id) FROM {table}"),
            orphans: format!(
                "SELECT count(*) FROM {table} i WHERE NOT EXISTS (SELECT 1 FROM {versions} v WHERE v.{id} = i.id)"
            ),
        }),
        highest: format!("SELECT max({id}) FROM {versions}"),
        last: format!(
            "SELECT v.rev_from, v.rev_to, {cells} FROM {versions} v{join} \
             WHERE {matches} AND v.rev_from < ?3 ORDER BY v.rev_from DESC LIMIT 1"
        ),
        insert: format!(
            "INSERT INTO {versions} ({}, rev_from, {}) VALUES ({}, ?3, {})",
            key.join(", "),
            columns.join(", "),
            places(1, key.len()),
            places(4, columns.len()),
        ),
        end: format!("UPDATE {versions} AS v SET rev_to = ?4 WHERE {matches} AND v.rev_from = ?3"),
        highest_part: format!("SELECT max({part}) FROM {versions} WHERE {id} = ?1"),
        is_current: format!(
            "SELECT v.rev_to IS NULL FROM {versions} v WHERE {matches} ORDER BY v.rev_from DESC LIMIT 1"
        ),
        all_as_of: format!(
            "SELECT v.{id}, {part}, {cells} FROM {versions} v{join} \
             WHERE v.rev_from <= ?1 AND (v.rev_to IS NULL OR v.rev_to > ?1) ORDER BY {order}"
        ),
        of_as_of: format!(
            "SELECT v.{id}, {part}, {cells} FROM {versions} v{join} \
             WHERE v.{id} = ?1 AND v.rev_from <= ?2 AND (v.rev_to IS NULL OR v.rev_to > ?2) ORDER BY {order}"
        ),
        history: format!("SELECT {part}, rev_from, rev_to FROM {versions} WHERE {id} = ?1 AND rev_from <= ?2"),
        periods: format!("SELECT v.{id}, {part}, v.rev_from, v.rev_to FROM {versions} v ORDER BY {order}"),
    }
}

/// `?from, ?from+1, …`, `count` of them.
fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ")
}

/// The key as the first two parameters of a statement.
pub(super) fn bind_key(statement: &mut rusqlite::Statement<'_>, key: Key) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, key.id)?;
    if key.kind.is_pair() { statement.raw_bind_parameter(2, key.part) } else { Ok(()) }
}

/// A statement over the months of performance of station `?1`: what to select from the versions `v`, and which.
pub(super) fn of_months(select: &str, condition: &str) -> String {
    format!(
        "WITH RECURSIVE kept(month) AS (
             SELECT min(month) FROM performance_versions
             UNION ALL
             SELECT (SELECT min(month) FROM performance_versions WHERE month > kept.month) FROM kept
             WHERE kept.month IS NOT NULL
         )
         SELECT {select} FROM kept CROSS JOIN performance_versions v ON v.month = kept.month
         WHERE v.station = ?1 AND {condition}"
    )
}
