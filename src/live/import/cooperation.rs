//! Cooperation stages from a file.

use std::ops::ControlFlow;

use super::report::{ImportReport, Refusal};
use super::{CHECKED, ImportRequest, Progress, READ, Status, Watch, open};
use crate::domain::change::{Change, Diff};
use crate::domain::cooperation::StageDraft;
use crate::domain::station::RuleError;
use crate::engine::StationFacts;
use crate::exchange::{self, Content};
use crate::live::error::WriteError;
use crate::live::network::{Network, Writer};

pub(super) fn run(network: &Network, request: &ImportRequest, watch: Watch<'_>) -> Result<ImportReport, Refusal> {
    let mut report = ImportReport::new(request);
    let mut drafts = Vec::new();
    let mut rejected = Vec::new();
    let count = std::cell::Cell::new(0_u64);
    let summary = exchange::read_cooperation(
        open(request)?,
        &request.name,
        &request.options,
        &mut |row| {
            count.set(count.get() + 1);
            match row.content {
                Content::Draft(draft) => drafts.push((row.line, draft)),
                Content::Rejected(errors) => rejected.push(errors),
                Content::Repeated { .. } | Content::Dropped => {}
            }
            ControlFlow::Continue(())
        },
        &mut |share| watch(Status::Reading, Progress { rows: count.get(), share: share * READ }),
    )?;
    report.read(summary);
    for errors in rejected {
        report.reject(errors);
    }

    let rows = report.rows;
    watch(Status::Checking, Progress { rows, share: READ });
    let read = report;
    Ok(network.write(|writer| {
        let mut report = read.clone();
        let changes = compare(network, writer, &drafts, &mut report)?;
        report.sort();
        watch(Status::Writing, Progress { rows, share: CHECKED });
        if report.may_write(request) && !changes.is_empty() {
            report.revision = Some(network.commit(writer, &request.author, changes)?);
        }
        Ok(report)
    })?)
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
    let mut at: Option<StationFacts> = None;
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
