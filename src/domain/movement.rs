//! Movements: what became of stations between two dates, as far as being online goes.
//!
//! **The rule.** A station is *online* on a day when it is open and its stage is online. It *counts* on a day when
//! it is online then and the question means it then: its filter, its region and what the asker may see are read on
//! that day, so that a count is the metric `online` of statistics on the day. Who counts on both days, or on neither,
//! has not moved. Whoever else has moved in exactly one way:
//!
//! - counts only on the later day, was not online on the earlier one but on some day before it: **resumed**;
//! - counts only on the later day otherwise: **joined**;
//! - counts only on the earlier day, and is open and paused on the later one: **paused**;
//! - counts only on the earlier day otherwise (terminated, closed, at any other stage): **left**.
//!
//! Who is online on both days and meant on one of them, as its region changed hands, has joined or left. So joined +
//! resumed − paused − left is the difference of the two counts, for every question and in every region.

use super::metric::{Description, Phrase, Unit};

/// In which way a station has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Movement {
    /// 新上线: counts now, and was never online before.
    Joined,
    /// 恢复: counts again.
    Resumed,
    /// 暂停: is paused.
    Paused,
    /// 退出: counts no more.
    Left,
}

impl Movement {
    /// Every movement, in the order of documentation.
    pub const ALL: [Self; 4] = [Self::Joined, Self::Resumed, Self::Paused, Self::Left];

    /// The identifier used in parameters and answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Resumed => "resumed",
            Self::Paused => "paused",
            Self::Left => "left",
        }
    }

    /// The movement of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|movement| movement.as_str() == text)
    }
}

/// What the figures are called together.
pub const LABEL: Phrase =
    Phrase { zh: "两日之间的上线变化", en: "Changes of online stations between two dates" };

/// What the figures are, and what they are not.
pub const NOTE: Phrase = Phrase {
    zh: "比较起始日与截止日两天的状态（两天均按当日计）：新上线 + 恢复 − 暂停 − 退出 = 净变化 = 截止日在线 − 起始日在线。\
         两日之间往返的变化互相抵消，不计在内；某月的变化请以上月末日为起始日、本月末日为截止日。筛选条件与区域归属按各自当日判断：\
         两日都在线但只在其中一日属于所问范围的站点，计为新上线或退出。",
    en: "Compares the world on the day from with the world on the day to: joined + resumed − paused − left = net = \
         online on to − online on from. What went and came back in between is not counted; for a month, ask from the \
         last day of the month before to the last day of the month. Filter and regions are read on each of the two \
         days: a station that is online on both and meant on one of them has joined or left.",
};

/// The figures, in the order in which they are given.
pub const FIGURES: [Description; 7] = [
    count(
        "online_before",
        ["起始日在线", "Online on from"],
        ["起始日已开业未关闭且处于上线阶段的站点数", "open stations at stage online on the day from"],
    ),
    count(
        "joined",
        ["新上线", "Joined"],
        [
            "截止日在线、起始日未计入且此前从未在线的站点数（含两日都在线、截止日才划入所问范围的站点）",
            "stations that count on to and not on from, and were never online before from; those that were online on \
             from outside of the question, too",
        ],
    ),
    count(
        "resumed",
        ["恢复", "Resumed"],
        [
            "截止日在线、起始日不在线、但起始日之前曾经在线的站点数",
            "stations that count on to, were not online on from, and had been online on some day before from",
        ],
    ),
    count(
        "paused",
        ["暂停", "Paused"],
        [
            "起始日在线、截止日未计入且未关闭、处于暂停阶段的站点数",
            "stations that count on from and not on to, and are open and at stage paused on to",
        ],
    ),
    count(
        "left",
        ["退出", "Left"],
        [
            "起始日在线、截止日未计入的其余站点数（终止、关闭、回到其他阶段，或划出所问范围）",
            "all other stations that count on from and not on to: terminated, closed, back at another stage, or out of \
             the question",
        ],
    ),
    count(
        "net",
        ["净变化", "Net change"],
        [
            "新上线 + 恢复 − 暂停 − 退出 = 截止日在线 − 起始日在线",
            "joined + resumed − paused − left = online_after − online_before",
        ],
    ),
    count(
        "online_after",
        ["截止日在线", "Online on to"],
        ["截止日已开业未关闭且处于上线阶段的站点数", "open stations at stage online on the day to"],
    ),
];

const fn count(id: &'static str, title: [&'static str; 2], formula: [&'static str; 2]) -> Description {
    Description::new(id, Unit::Count, title, formula)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_each_movement_is_a_figure() {
        for movement in Movement::ALL {
            assert_eq!(Movement::parse(movement.as_str()), Some(movement));
            assert!(FIGURES.iter().any(|figure| figure.id == movement.as_str()));
        }
        assert_eq!(Movement::parse("net"), None);
    }
}
