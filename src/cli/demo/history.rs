//! How the cooperation spreads: province after province, and within one from its big cities outward.

use crate::base::date::Day;
use crate::base::random::Random;
use crate::domain::cooperation::{Stage, StageDraft};
use crate::domain::station::{Edit, Energy};

/// Days of history before today.
pub(super) const HISTORY_DAYS: i32 = 3 * 365;

/// The day of the history, from 0, on which work in a province begins. Provinces that are missing have
/// not been begun with.
const BEGINNINGS: &[(&str, i32)] = &[
    ("44", 0),
    ("31", 20),
    ("32", 75),
    ("33", 95),
    ("11", 140),
    ("12", 175),
    ("35", 205),
    ("37", 230),
    ("51", 270),
    ("50", 290),
    ("42", 325),
    ("43", 355),
    ("41", 385),
    ("34", 415),
    ("13", 450),
    ("61", 490),
    ("45", 520),
    ("36", 545),
    ("53", 590),
    ("46", 610),
    ("21", 640),
    ("52", 680),
    ("14", 710),
    ("22", 755),
    ("23", 790),
    ("62", 840),
    ("15", 870),
    ("64", 905),
    ("65", 940),
    ("63", 985),
    ("54", 1_040),
];

const PAUSED: &[&str] = &["停业改造", "系统对接调整", "价格政策待确认", "合同续签中", "设备检修"];
const RESUMED: &[&str] = &["改造完成，恢复合作", "续签完成", "恢复上线"];
const LOST: &[&str] = &["谈判未果", "已与其他平台签约", "暂无合作意向"];
const ENDED: &[&str] = &["合同到期未续", "双方协商终止", "经营权变更"];

/// What bears on a station's history.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circumstances<'a> {
    /// Two-digit code of its province.
    pub(super) province: &'a str,
    /// Days after its province's beginning on which work in its city begins.
    pub(super) city_delay: i32,
    pub(super) energy: Energy,
    pub(super) opened_on: Day,
    pub(super) closed_on: Option<Day>,
    pub(super) today: Day,
}

/// The stages of one station, ascending by day, none after today; empty for one never contacted.
pub(super) fn stages(station: &str, about: Circumstances<'_>, random: &mut Random) -> Vec<StageDraft> {
    let mut story = Story { station, about, day: about.today, events: Vec::new() };
    story.tell(random);
    story.events
}

struct Story<'a> {
    station: &'a str,
    about: Circumstances<'a>,
    /// The day of the latest event, or of the first contact.
    day: Day,
    events: Vec<StageDraft>,
}

/// The story ends: the future is not known.
struct Over;

impl Story<'_> {
    fn tell(&mut self, random: &mut Random) {
        let Some(&(_, beginning)) = BEGINNINGS.iter().find(|&&(code, _)| code == self.about.province) else { return };
        let willing = if self.about.energy == Energy::Ev { 0.88 } else { 0.76 };
        if !random.chance(willing) {
            return;
        }
        let start = beginning + self.about.city_delay + days(random.wait(170.0));
        self.day = self.about.today.plus(start - HISTORY_DAYS).max(self.about.opened_on.plus(-60));
        // Reaching today or the station's closure ends the story wherever it is.
        let _: Result<(), Over> = self.win(random).and_then(|()| self.live(random));
        self.close(random);
    }

    /// From first contact to the platform.
    fn win(&mut self, random: &mut Random) -> Result<(), Over> {
        self.at(self.day, Stage::Prospect, None)?;
        self.after(days(random.between(5.0, 60.0)));
        if !random.chance(0.86) {
            return Err(Over);
        }
        self.at(self.day, Stage::Negotiating, None)?;
        self.after(days(random.between(7.0, 50.0) + random.wait(25.0)));
        if !random.chance(0.74) {
            if random.chance(0.4) {
                self.at(self.day, Stage::Terminated, Some(random.one(LOST)))?;
            }
            return Err(Over);
        }
        self.at(self.day, Stage::Signed, None)?;
        self.after(days(random.between(3.0, 35.0)));
        if !random.chance(0.96) {
            return Err(Over);
        }
        self.at(self.day.max(self.about.opened_on), Stage::Online, None)
    }

    /// On the platform: breaks, returns, partings.
    fn live(&mut self, random: &mut Random) -> Result<(), Over> {
        loop {
            let to_pause = days(30.0 + random.wait(1_300.0));
            let to_end = days(120.0 + random.wait(2_600.0));
            self.after(to_pause.min(to_end));
            if to_end <= to_pause {
                return self.at(self.day, Stage::Terminated, Some(random.one(ENDED)));
            }
            self.at(self.day, Stage::Paused, Some(random.one(PAUSED)))?;
            self.after(days(random.between(10.0, 90.0)));
            if random.chance(0.2) {
                return self.at(self.day, Stage::Terminated, Some(random.one(ENDED)));
            }
            self.at(self.day, Stage::Online, Some(random.one(RESUMED)))?;
        }
    }

    /// A station that has closed cooperates no longer.
    fn close(&mut self, random: &mut Random) {
        let Some(closed_on) = self.about.closed_on else { return };
        let last = self.events.last().map(|event| (event.valid_from, event.stage));
        if let Some((day, stage)) = last
            && stage != Stage::Terminated
            && day < closed_on
            && closed_on <= self.about.today
            && random.chance(0.9)
        {
            self.push(closed_on, Stage::Terminated, Some("站点停业"));
        }
    }

    fn after(&mut self, days: i32) {
        self.day = self.day.plus(days.max(1));
    }

    fn at(&mut self, day: Day, stage: Stage, note: Option<&str>) -> Result<(), Over> {
        if day > self.about.today || self.about.closed_on.is_some_and(|closed_on| day >= closed_on) {
            return Err(Over);
        }
        self.day = day;
        self.push(day, stage, note);
        Ok(())
    }

    fn push(&mut self, valid_from: Day, stage: Stage, note: Option<&str>) {
        let note = note.map_or(Edit::Keep, |note| Edit::Set(note.to_owned()));
        self.events.push(StageDraft { station: self.station.to_owned(), valid_from, stage, note });
    }
}

#[expect(clippy::cast_possible_truncation, reason = "casts saturate, which is right for waiting times")]
fn days(days: f64) -> i32 {
    days.round() as i32
}
