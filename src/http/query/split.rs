//! What tells the rows of an answer apart, and the refusal of an answer that would have too many of them.

use super::breakdown::{BUCKET, GROUP_BY, LEVEL};
use crate::engine::geography::SetIndex;
use crate::engine::statistics::{Bucket, Buckets};
use crate::http::problem::Problem;

/// What tells rows apart, as far as it was asked.
#[derive(Clone, Copy, Default)]
pub(in crate::http) struct Split<'a> {
    /// A level of a set.
    pub(in crate::http) level: Option<(&'a SetIndex, usize)>,
    /// Names of properties.
    pub(in crate::http) group_by: &'a [&'static str],
    /// Stretches of time.
    pub(in crate::http) buckets: Option<&'a Buckets>,
}

/// A parameter that makes rows many.
struct Maker {
    name: &'static str,
    /// What was asked by it.
    asked: String,
    /// How many rows it makes of one.
    of_one: usize,
    /// What would be fewer.
    fewer: String,
}

impl Split<'_> {
    /// The problem of an answer that would have so many rows, where it may have `most`: it names the parameter that
    /// makes them most, and of each that was asked what would be fewer.
    pub(in crate::http) fn refuse(&self, rows: usize, most: usize) -> Problem {
        let mut makers = self.makers(rows);
        makers.sort_by_key(|maker| std::cmp::Reverse(maker.of_one));
        let fewer: Vec<&str> = makers.iter().map(|maker| maker.fewer.as_str()).collect();
        let fewer = fewer.join(", or ");
        let detail = format!("the answer would have {rows} rows, and may have {most}: ask for {fewer}");
        match makers.first() {
            Some(maker) => {
                let allowed = format!("so asked that the answer has at most {most} rows: {}", maker.fewer);
                Problem::parameter(maker.name, &maker.asked, allowed).saying(detail)
            }
            // Nothing tells rows apart, so there is one.
            None => Problem::internal(&detail),
        }
    }

    fn makers(&self, rows: usize) -> Vec<Maker> {
        let buckets = self.buckets.map(|buckets| Maker {
            name: BUCKET.name,
            asked: buckets.bucket().as_str().to_owned(),
            of_one: buckets.spans().len(),
            fewer: longer(buckets.bucket()),
        });
        let level = self.level.and_then(|(set, level)| {
            let asked = set.levels().get(level)?;
            let above: Vec<&str> = set.levels()[..level].iter().map(|level| level.name.as_str()).collect();
            let fewer =
                if above.is_empty() { "no level".into() } else { format!("a higher level ({})", above.join(", ")) };
            Some(Maker { name: LEVEL.name, asked: asked.name.clone(), of_one: asked.regions.len(), fewer })
        });
        let others: usize = [&buckets, &level].into_iter().flatten().map(|maker| maker.of_one).product();
        let groups = (!self.group_by.is_empty()).then(|| Maker {
            name: GROUP_BY.name,
            asked: self.group_by.join(","),
            of_one: rows.div_ceil(others.max(1)),
            fewer: match self.group_by {
                [_] => "no group_by".into(),
                several => format!("fewer of {} in group_by", several.join(", ")),
            },
        });
        [buckets, level, groups].into_iter().flatten().collect()
    }
}

/// What gives fewer buckets.
fn longer(bucket: Bucket) -> String {
    let longer = Bucket::ALL.iter().skip_while(|&&other| other != bucket).skip(1);
    let longer: Vec<&str> = longer.map(|longer| longer.as_str()).collect();
    let shorter = "a shorter period (from, to)";
    if longer.is_empty() { shorter.into() } else { format!("a longer bucket ({}) or {shorter}", longer.join(", ")) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn buckets(bucket: Bucket, to: &str) -> Buckets {
        let day = |text: &str| text.parse().expect("date");
        Buckets::new(bucket, day("2026-01-01"), day(to)).expect("buckets")
    }

    /// Parameter, what came, and the sentence.
    fn told(split: Split<'_>, rows: usize) -> (String, String, String) {
        let problem = json!(split.refuse(rows, 100));
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        (text("parameter"), text("got"), text("detail"))
    }

    #[test]
    fn what_makes_the_most_rows_is_named() {
        let days = buckets(Bucket::Day, "2026-03-01");
        let by_day = Split { buckets: Some(&days), group_by: &["brand", "energy"], ..Split::default() };
        let (name, got, detail) = told(by_day, 59 * 20);
        assert_eq!((name.as_str(), got.as_str()), ("bucket", "day"));
        assert_eq!(
            detail,
            "the answer would have 1180 rows, and may have 100: ask for a longer bucket (week, month, quarter, year) or a \
             shorter period (from, to), or fewer of brand, energy in group_by"
        );
        let (name, got, _) = told(by_day, 59 * 60);
        assert_eq!((name.as_str(), got.as_str()), ("group_by", "brand,energy"));
        let years = buckets(Bucket::Year, "2150-01-01");
        let (name, _, detail) = told(Split { buckets: Some(&years), ..Split::default() }, 124);
        assert_eq!(name, "bucket");
        assert!(detail.ends_with("ask for a shorter period (from, to)"), "{detail}");
        let (name, _, detail) = told(Split { group_by: &["operator"], ..Split::default() }, 101);
        assert_eq!(name, "group_by");
        assert!(detail.ends_with("ask for no group_by"), "{detail}");
    }
}
