//! Files and workbooks: every sheet is a part, whose rows are put on one desk, which becomes one revision.

use std::sync::Arc;

use super::entries::Rows;
use super::report::{ImportReport, Refusal};
use super::{ImportKind, ImportRequest, Progress, READ, Watch, check_and_write, cooperation, open, read, stations};
use crate::domain::cooperation::StageDraft;
use crate::exchange::{self, FileError, Kind, Opened, Sheet};
use crate::live::desk::Desk;
use crate::live::error::WriteError;
use crate::live::network::Network;

/// The rows of a file or a sheet.
enum Part {
    Stations(stations::Lines),
    Cooperation(Vec<(u64, StageDraft)>),
    Rows(Rows),
}

/// A part, and what is known of it before it is compared with anything.
struct Read {
    /// The sheet that it is, in a workbook.
    sheet: Option<String>,
    kind: Kind,
    part: Part,
    report: ImportReport,
}

/// Imports a file of one kind.
pub(super) fn run_file(
    network: &Network,
    request: &ImportRequest,
    kind: Kind,
    watch: Watch<'_>,
) -> Result<ImportReport, Refusal> {
    let mut report = ImportReport::new(request);
    let part = Part::read(network, kind, &mut open(request)?, &request.options, &mut report, watch)?;
    run(network, request, vec![Read { sheet: None, kind, part, report }], Vec::new(), watch)
}

/// Imports a workbook: all of its sheets whose kind can be told.
pub(super) fn run_workbook(
    network: &Network,
    request: &ImportRequest,
    watch: Watch<'_>,
) -> Result<ImportReport, Refusal> {
    let mut file = open(request)?;
    let mut notes = Vec::new();
    let mut sheets: Vec<(Kind, String, u64)> = Vec::new();
    for Sheet { name, kind, rows } in file.sheets()? {
        match kind {
            Some(Kind::Regions) => {
                notes.push(format!("sheet {name:?} was left out: regions are imported by themselves"));
            }
            Some(kind) => sheets.push((kind, name, rows)),
            None => notes.push(format!("sheet {name:?} was left out: what its rows are cannot be told")),
        }
    }
    if sheets.is_empty() {
        let reason = "no sheet of the workbook can be told to be stations, cooperation, contracts, fees, performance, \
                      campaigns, campaign_stations or notes; name the sheets so";
        return Err(FileError::Format(reason.to_owned()).into());
    }
    // What others refer to comes first, in whatever order the sheets stand.
    sheets.sort_by_key(|&(kind, ..)| Kind::ALL.iter().position(|&other| other == kind));
    for pair in sheets.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        if matches!(pair[0].0, Kind::Stations | Kind::Cooperation) {
            let (kind, one, other) = (pair[0].0.as_str(), &pair[0].1, &pair[1].1);
            let reason = format!("sheets {one:?} and {other:?} both hold {kind}; put them into one sheet");
            return Err(FileError::Format(reason).into());
        }
    }
    // One progress for all of them, in which each counts by its rows.
    let all: u64 = sheets.iter().map(|&(.., rows)| rows).sum();
    let (mut before, mut rows_before) = (0, 0);
    let mut parts = Vec::new();
    for (kind, name, rows) in sheets {
        let options = exchange::Options { sheet: Some(name.clone()), ..request.options.clone() };
        let mut report = ImportReport { kind: kind.into(), ..ImportReport::new(request) };
        let mut of_sheet = |status, Progress { rows: read, share }| {
            #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
            let share = (before as f64 * READ + rows as f64 * share) / all as f64;
            watch(status, Progress { rows: rows_before + read, share });
        };
        let part = Part::read(network, kind, &mut file, &options, &mut report, &mut of_sheet)?;
        before += rows;
        rows_before += report.rows;
        parts.push(Read { sheet: Some(name), kind, part, report });
    }
    run(network, request, parts, notes, watch)
}

fn run(
    network: &Network,
    request: &ImportRequest,
    mut parts: Vec<Read>,
    notes: Vec<String>,
    watch: Watch<'_>,
) -> Result<ImportReport, Refusal> {
    let begun = ImportReport { notes, ..ImportReport::new(request) };
    let read = parts.iter().fold(begun.clone(), |mut all, part| {
        all.take(part.sheet.as_deref(), part.kind, part.report.clone());
        all
    });
    check_and_write(network, request, read, watch, |current, store, _| {
        let mut desk = Desk::new(Arc::clone(current), store)?;
        let mut all = begun.clone();
        let is_workbook = request.kind == ImportKind::Workbook;
        for Read { sheet, kind, part, report } in &mut parts {
            let mut report = report.clone();
            part.put(&mut desk, &mut report)?;
            if is_workbook && *kind == Kind::Stations {
                desk.learn_stations();
            }
            report.sort();
            all.take(sheet.as_deref(), *kind, report);
        }
        Ok((desk.finish(), all))
    })
}

impl Part {
    fn read(
        network: &Network,
        kind: Kind,
        file: &mut Opened<'_>,
        options: &exchange::Options,
        report: &mut ImportReport,
        watch: Watch<'_>,
    ) -> Result<Self, Refusal> {
        Ok(match Rows::read(kind, file, options, report, watch)? {
            Some(rows) => Self::Rows(rows),
            None if kind == Kind::Stations => {
                Self::Stations(stations::Lines::read(network, file, options, report, watch)?)
            }
            None => Self::Cooperation(read(file, options, report, watch, exchange::read_cooperation)?),
        })
    }

    fn put(&mut self, desk: &mut Desk<'_>, report: &mut ImportReport) -> Result<(), WriteError> {
        match self {
            Self::Stations(lines) => lines.put(desk, report),
            Self::Cooperation(drafts) => cooperation::put(drafts, desk, report),
            Self::Rows(rows) => rows.put(desk, report),
        }
    }
}
