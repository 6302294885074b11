//! Cooperation stages from a file.

use super::report::{ImportReport, Refusal};
use super::{CHECKED, ImportRequest, Progress, READ, Status, Watch, read, write};
use crate::domain::change::{Change, Diff};
use crate::domain::cooperation::StageDraft;
use crate::domain::station::RuleError;
use crate::engine::StationFacts;
use crate::exchange;
use crate::live::error::WriteError;
use crate::live::network::{Network, Writer};

pub(super) fn run(network: &Network, request: &ImportRequest, watch: Watch<'_>) -> Result<ImportReport, Refusal> {
    let mut report = ImportReport::new(request);
    let drafts = read(request, &mut report, watch, |input, name, options, on_row, progress| {
        exchange::read_cooperation(input, name, options, on_row, progress)
    })?;
    let rows = report.rows;
    watch(Status::Checking, Progress { rows, share: READ });
    write(network, report, |writer, mut report| {
        let changes = compare(network, writer, &drafts, &mut report)?;
        report.sort();
        watch(Status::Writing, Progress { rows, share: CHECKED });
        if report.may_write(request) && !changes.is_empty() {
            report.revision = Some(network.commit(writer, &request.author, changes)?.revision());
        }
        Ok(report)
    })
}

fn compare(
    network: &Network,
    writer: &Writer,
    drafts: &[(u64, StageDraft)],
    report: &mut ImportReport,
) -> Result<Vec<Change>, WriteError> {
    let current = network.current();
    let codes: Vec<&str> = drafts.iter().map(|(_, draft)| draft.station.as_str()).collect();
    let ids = writer.store.station_ids(&codes)?;
    let mut changes = Vec::new();
    // Rows of one station mostly stand together, so its facts are fetched once for them.
    let mut at: Option<StationFacts<'_>> = None;
    for (&(line, ref draft), id) in drafts.iter().zip(ids) {
        let Some(id) = id.filter(|&id| current.contains(id)) else {
            let reason = "there is no station of this code; import the stations first";
            report.reject_rule(line, RuleError::new("station", &draft.station, reason));
            continue;
        };
        if at.as_ref().is_none_or(|facts| facts.id() != id) {
            at = current.facts(id);
        }
        let valid_from = draft.valid_from;
        let has_event = at.as_ref().is_some_and(|facts| facts.timeline().iter().any(|&(day, _)| day == valid_from));
        let before = if has_event { writer.store.event(id, valid_from, current.revision())? } else { None };
        match draft.clone().apply(before.as_ref()) {
            Ok(after) => {
                if report.count(before.as_ref(), &after) {
                    changes.push(Change::Stage { station: id, valid_from, diff: Diff { before, after: Some(after) } });
                }
            }
            Err(error) => report.reject_rule(line, error),
        }
    }
    Ok(changes)
}
