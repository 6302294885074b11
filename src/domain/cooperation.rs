//! Cooperation: a dated history of stages per station, an axis apart from open and closed.

use crate::base::date::Day;
use crate::domain::station::{Edit, MAX_LONG_TEXT, RuleError, optional};

/// How far the cooperation with a station has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Stage {
    /// 意向: somebody means to win it.
    Prospect = 1,
    /// 洽谈: talks are under way.
    Negotiating = 2,
    /// 签约: signed, not yet on the platform.
    Signed = 3,
    /// 上线: on the platform.
    Online = 4,
    /// 暂停: taken off for a while.
    Paused = 5,
    /// 终止: over.
    Terminated = 6,
}

/// One more than the largest number of a stage; 0 stands for "no stage yet".
pub const STAGE_SLOTS: usize = 7;

impl Stage {
    /// Every stage, in the order of the funnel.
    pub const ALL: [Self; 6] =
        [Self::Prospect, Self::Negotiating, Self::Signed, Self::Online, Self::Paused, Self::Terminated];

    /// The steps of the funnel. A pause and an end are no steps: they do not say how far a station had come.
    pub const STEPS: [Self; 4] = [Self::Prospect, Self::Negotiating, Self::Signed, Self::Online];

    /// The identifier used in files, parameters and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Negotiating => "negotiating",
            Self::Signed => "signed",
            Self::Online => "online",
            Self::Paused => "paused",
            Self::Terminated => "terminated",
        }
    }

    /// The stage of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text)
    }

    /// The stage of that number, 1 to 6.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).wrapping_sub(1)).copied()
    }

    /// The stage's number, 1 to 6.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }
}

/// From a day on, a station is at a stage. A station has at most one event a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageEvent {
    /// First day at the stage.
    pub valid_from: Day,
    /// The stage.
    pub stage: Stage,
    /// Why, or what was agreed.
    pub note: Option<String>,
}

impl StageEvent {
    /// Whether the event keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] when the note is too long or holds control characters.
    pub fn check(&self) -> Result<(), RuleError> {
        optional("note", self.note.as_deref(), MAX_LONG_TEXT)
    }
}

/// A row of a cooperation file, or a body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDraft {
    /// The station's code.
    pub station: String,
    /// First day at the stage.
    pub valid_from: Day,
    /// The stage.
    pub stage: Stage,
    /// Note.
    pub note: Edit<String>,
}

impl StageDraft {
    /// The event after this edit of the one that the station has on that day, if it has one.
    ///
    /// # Errors
    /// [`RuleError`] when the note breaks a rule.
    pub fn apply(self, before: Option<&StageEvent>) -> Result<StageEvent, RuleError> {
        let mut note = before.and_then(|event| event.note.clone());
        self.note.apply(&mut note);
        let event = StageEvent { valid_from: self.valid_from, stage: self.stage, note };
        event.check()?;
        Ok(event)
    }
}

/// The stage on a day by a timeline that ascends by day; `None` before its first event.
///
/// ```
/// use forecourt::domain::cooperation::{Stage, stage_at};
/// let day = |text: &str| text.parse().unwrap();
/// let timeline = [(day("2026-03-01"), Stage::Prospect), (day("2026-04-01"), Stage::Online)];
/// assert_eq!(stage_at(&timeline, day("2026-02-28")), None);
/// assert_eq!(stage_at(&timeline, day("2026-04-01")), Some(Stage::Online));
/// ```
#[must_use]
pub fn stage_at(timeline: &[(Day, Stage)], at: Day) -> Option<Stage> {
    timeline.partition_point(|&(day, _)| day <= at).checked_sub(1).map(|last| timeline[last].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    /// DESIGN §4: intent 1 March, signed 20 March, online 1 April, paused 1 May.
    #[test]
    fn fixture_of_design_4() {
        let timeline = [
            (day("2026-03-01"), Stage::Prospect),
            (day("2026-03-20"), Stage::Signed),
            (day("2026-04-01"), Stage::Online),
            (day("2026-05-01"), Stage::Paused),
        ];
        assert_eq!(stage_at(&timeline, day("2026-04-15")), Some(Stage::Online));
        assert_eq!(stage_at(&timeline, day("2026-05-15")), Some(Stage::Paused));
        assert_eq!(stage_at(&timeline, day("2026-02-28")), None);
        let online = |at: &str| i32::from(stage_at(&timeline, day(at)) == Some(Stage::Online));
        assert_eq!(online("2026-05-31") - online("2026-04-30"), -1, "May's net online");
    }

    #[test]
    fn numbers_and_names_round_trip() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.as_str()), Some(stage));
            assert_eq!(Stage::from_number(stage.number()), Some(stage));
        }
        assert_eq!(Stage::from_number(0), None);
        assert_eq!(Stage::from_number(7), None);
    }
}
