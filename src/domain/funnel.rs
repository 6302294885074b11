//! Funnels of cooperation: three different readings of the stages, which are easily taken for one another.
//!
//! - A **snapshot** is a stock: where stations stand on a day. Its steps are no conversion rates, as stations that
//!   stand far along may have begun long ago.
//! - A **flow** counts entries: how often stations came to a stage within a period. Those who sign in March and those
//!   who go online in March are different stations.
//! - A **cohort** follows the same stations: those first meant to be won within a period, and how far they had come by a
//!   day. Its shares are conversion rates.
//!
//! How far a station has come is the furthest of [`Stage::STEPS`](super::cooperation::Stage::STEPS) that it has been
//! at: who signs without having negotiated has reached both. A pause or an end takes nothing back.

use super::metric::{Description, Phrase, Unit};

/// Which funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Funnel {
    /// 存量: where stations stand on a day.
    Snapshot,
    /// 流量: entries of stages within a period.
    Flow,
    /// 同期群: how far those who began in a period have come.
    Cohort,
}

impl Funnel {
    /// Every funnel, in the order of documentation.
    pub const ALL: [Self; 3] = [Self::Snapshot, Self::Flow, Self::Cohort];

    /// The identifier used in parameters and answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Snapshot => "snapshot",
            Self::Flow => "flow",
            Self::Cohort => "cohort",
        }
    }

    /// The funnel of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|funnel| funnel.as_str() == text)
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Phrase {
        match self {
            Self::Snapshot => {
                Phrase { zh: "存量漏斗：当日各阶段站点数", en: "Stock: stations at each stage on a day" }
            }
            Self::Flow => Phrase {
                zh: "流量漏斗：期间进入各阶段的次数",
                en: "Flow: entries of each stage in a period",
            },
            Self::Cohort => Phrase {
                zh: "同期群漏斗：同一批意向站点的推进情况",
                en: "Cohort: how far the prospects of a period have come",
            },
        }
    }

    /// What it is, and what it is not.
    #[must_use]
    pub const fn note(self) -> Phrase {
        match self {
            Self::Snapshot => Phrase {
                zh: "当日的存量，不是转化率：各阶段的站点进入合作的时间不同。“到达过”按截至当日的阶段历史计：到达过更靠后的阶段即视为到达过\
                     之前的阶段，暂停和终止不抹去已到达的阶段，也不算作到达。除“已关闭”外只计当日已开业未关闭的站点。",
                en: "A stock on a day, not a conversion rate: stations at different stages began at different times. \
                     “Reached” goes by the history up to the day: who has been at a later step has reached the steps \
                     before it, and a pause or an end neither takes a step back nor is one. Only stations open on the \
                     day are counted, but for closed.",
            },
            Self::Flow => Phrase {
                zh: "期间内进入各阶段的次数与站点数，不是转化率：本期签约与本期上线的不是同一批站点。阶段与前一阶段不同才算进入，同一站点可多次\
                     进入同一阶段；各区间的次数之和等于总次数，站点数则不可相加。筛选条件与区域归属按进入当日判断，不论站点是否开业。",
                en: "Entries of each stage within the period, and the stations that made them; not a conversion rate: \
                     those who sign and those who go online in a period are different stations. An event counts where \
                     its stage differs from the one before, and a station can enter a stage twice. Entries add up over \
                     buckets, stations do not. Filter and regions are read on the day of the entry, whether or not the \
                     station is open then.",
            },
            Self::Cohort => Phrase {
                zh: "首次进入意向阶段落在期间内的站点，以及其中截至当日到达过洽谈、签约、上线的站点：占比是这批站点的转化率，不代表当前状态，之后\
                     暂停、终止或关闭的站点仍计在内。到达更靠后的阶段即视为到达之前的阶段，只计首次意向之后的阶段。较新的同期群时间较短，\
                     占比会继续上升，天数中位数只反映其中最快的站点。从未有意向阶段的站点不属于任何同期群，另列。筛选条件与区域归属按所查日期判断。",
                en: "The stations whose first ever stage prospect began in the period, and how many of them had reached \
                     negotiating, signed and online by the day at. Shares are conversion rates of these stations and \
                     say nothing of where they stand now: who paused, ended or closed since still counts. Who is at a \
                     later step has reached the steps before it; only what came after the first prospect counts. \
                     Younger cohorts have had less time: their shares \
                     still rise, and their medians are of the quickest. Stations that were never a prospect are in no cohort and \
                     counted apart. Filter and regions are read on the day at.",
            },
        }
    }

    /// Its figures, in the order in which they are given.
    #[must_use]
    pub const fn figures(self) -> &'static [Description] {
        match self {
            Self::Snapshot => &SNAPSHOT,
            Self::Flow => &FLOW,
            Self::Cohort => &COHORT,
        }
    }
}

/// Figures of a snapshot.
const SNAPSHOT: [Description; 13] = [
    count("stations", ["站点数", "Stations"], ["当日已开业且未关闭的站点数", "open stations on the day at"]),
    count("no_stage", ["无阶段", "No stage"], ["当日尚无合作阶段的站点数", "open stations without a stage yet"]),
    count("prospect", ["意向", "Prospect"], ["当日处于意向阶段的站点数", "open stations at stage prospect on at"]),
    count(
        "negotiating",
        ["洽谈", "Negotiating"],
        ["当日处于洽谈阶段的站点数", "open stations at stage negotiating on at"],
    ),
    count("signed", ["已签约", "Signed"], ["当日处于签约阶段的站点数", "open stations at stage signed on at"]),
    count("online", ["在线", "Online"], ["当日处于上线阶段的站点数", "open stations at stage online on at"]),
    count("paused", ["暂停", "Paused"], ["当日处于暂停阶段的站点数", "open stations at stage paused on at"]),
    count(
        "terminated",
        ["已终止", "Terminated"],
        ["当日处于终止阶段的站点数", "open stations at stage terminated on at"],
    ),
    count("closed", ["已关闭", "Closed"], ["截至当日已关闭的站点数", "stations closed by the day at"]),
    count(
        "reached_prospect",
        ["到达过意向", "Reached prospect"],
        [
            "当日营业且截至当日曾处于意向、洽谈、签约或上线阶段的站点数",
            "open stations that have been at prospect, negotiating, signed or online by at",
        ],
    ),
    count(
        "reached_negotiating",
        ["到达过洽谈", "Reached negotiating"],
        [
            "当日营业且截至当日曾处于洽谈、签约或上线阶段的站点数",
            "open stations that have been at negotiating, signed or online by at",
        ],
    ),
    count(
        "reached_signed",
        ["到达过签约", "Reached signed"],
        ["当日营业且截至当日曾处于签约或上线阶段的站点数", "open stations that have been at signed or online by at"],
    ),
    count(
        "reached_online",
        ["到达过上线", "Reached online"],
        ["当日营业且截至当日曾处于上线阶段的站点数", "open stations that have been at online by at"],
    ),
];

/// Figures of a flow.
const FLOW: [Description; 12] = [
    entries("entries_prospect", ["进入意向次数", "Entries of prospect"]),
    entries("entries_negotiating", ["进入洽谈次数", "Entries of negotiating"]),
    entries("entries_signed", ["签约次数", "Entries of signed"]),
    entries("entries_online", ["上线次数", "Entries of online"]),
    entries("entries_paused", ["暂停次数", "Entries of paused"]),
    entries("entries_terminated", ["终止次数", "Entries of terminated"]),
    entrants("stations_prospect", ["进入意向站点数", "Stations entering prospect"]),
    entrants("stations_negotiating", ["进入洽谈站点数", "Stations entering negotiating"]),
    entrants("stations_signed", ["签约站点数", "Stations entering signed"]),
    entrants("stations_online", ["上线站点数", "Stations entering online"]),
    entrants("stations_paused", ["暂停站点数", "Stations entering paused"]),
    entrants("stations_terminated", ["终止站点数", "Stations entering terminated"]),
];

/// Figures of a cohort.
const COHORT: [Description; 11] = [
    count(
        "cohort",
        ["同期群站点数", "Cohort"],
        [
            "首次进入意向阶段的日期在期间内、且不晚于 at 的站点数",
            "stations whose first ever day at prospect lies in the period and not after at",
        ],
    ),
    reached(
        "reached_negotiating",
        ["到达洽谈", "Reached negotiating"],
        "stations of the cohort that came to negotiating, signed or online after their first prospect and by at",
    ),
    reached(
        "reached_signed",
        ["到达签约", "Reached signed"],
        "stations of the cohort that came to signed or online after their first prospect and by at",
    ),
    reached(
        "reached_online",
        ["到达上线", "Reached online"],
        "stations of the cohort that came to online after their first prospect and by at",
    ),
    share(
        "share_negotiating",
        ["洽谈率", "Share negotiating"],
        ["到达洽谈 ÷ 同期群站点数", "reached_negotiating ÷ cohort"],
    ),
    share("share_signed", ["签约率", "Share signed"], ["到达签约 ÷ 同期群站点数", "reached_signed ÷ cohort"]),
    share("share_online", ["上线率", "Share online"], ["到达上线 ÷ 同期群站点数", "reached_online ÷ cohort"]),
    days("median_days_negotiating", ["到洽谈天数中位数", "Median days to negotiating"]),
    days("median_days_signed", ["到签约天数中位数", "Median days to signed"]),
    days("median_days_online", ["到上线天数中位数", "Median days to online"]),
    count(
        "never_prospect",
        ["无意向记录", "Never a prospect"],
        [
            "首个合作阶段在期间内、但截至 at 从未有意向阶段的站点数；不计入同期群",
            "stations whose first stage of any kind began in the period and that were never a prospect by at; not in \
             the cohort",
        ],
    ),
];

const fn count(id: &'static str, title: [&'static str; 2], formula: [&'static str; 2]) -> Description {
    Description::new(id, Unit::Count, title, formula)
}

const fn share(id: &'static str, title: [&'static str; 2], formula: [&'static str; 2]) -> Description {
    Description::new(id, Unit::Ratio, title, formula)
}

const fn entries(id: &'static str, title: [&'static str; 2]) -> Description {
    let zh = "期间内变为该阶段的阶段记录数：与前一阶段不同的才算";
    let en = "stage events in the period that bring this stage, which the station was not at the day before";
    count(id, title, [zh, en])
}

const fn entrants(id: &'static str, title: [&'static str; 2]) -> Description {
    count(id, title, ["期间内至少进入该阶段一次的站点数", "stations with at least one such entry in the period"])
}

const fn reached(id: &'static str, title: [&'static str; 2], en: &'static str) -> Description {
    count(id, title, ["同期群中首次意向之后、截至 at 曾到达该阶段或更靠后阶段的站点数", en])
}

const fn days(id: &'static str, title: [&'static str; 2]) -> Description {
    let zh = "到达该阶段的站点从首次意向到首次到达该阶段或更靠后阶段的天数的中位数";
    let en = "median over the stations that reached it of the days from the first prospect to the first step as far";
    Description::new(id, Unit::Days, title, [zh, en])
}
