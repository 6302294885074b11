//! A station's cooperation as money sees it: when it signed, while it was online, when it ended.

use super::super::synthetic::Synthetic;
use crate::base::date::Day;
use crate::domain::cooperation::{Stage, StageDraft};

/// The story of one station, up to today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Story {
    /// The day on which it signed.
    pub(super) signed: Option<Day>,
    /// While it was online: first day, and first day no more.
    pub(super) online: Vec<(Day, Day)>,
    /// The day on which all was over, if it is.
    pub(super) ended: Option<Day>,
    /// Whether talks are under way today.
    pub(super) in_talks: bool,
}

impl Story {
    fn of(events: &[StageDraft], today: Day) -> Self {
        let mut story = Self::default();
        for (place, event) in events.iter().enumerate() {
            let day = event.valid_from;
            match event.stage {
                Stage::Signed => story.signed = story.signed.or(Some(day)),
                Stage::Online => {
                    let until = events.get(place + 1).map_or(today.plus(1), |next| next.valid_from);
                    story.online.push((day, until));
                }
                Stage::Prospect | Stage::Negotiating | Stage::Paused | Stage::Terminated => {}
            }
        }
        let last = events.last();
        story.ended = last.filter(|event| event.stage == Stage::Terminated).map(|event| event.valid_from);
        story.in_talks = last.is_some_and(|event| event.stage == Stage::Negotiating);
        story
    }

    /// The first day on which it was online, or on which all was over.
    pub(super) fn first_change(&self) -> Option<Day> {
        self.online.first().map(|&(from, _)| from).or(self.ended)
    }
}

/// The stories of a network's stations, in their order; the stages are by station, too.
pub(super) fn stories(made: &Synthetic, today: Day) -> Vec<Story> {
    let mut rest = made.cooperation.as_slice();
    made.stations
        .iter()
        .map(|station| {
            let count = rest.iter().take_while(|event| event.station == station.code).count();
            let (events, others) = rest.split_at(count);
            rest = others;
            Story::of(events, today)
        })
        .collect()
}
