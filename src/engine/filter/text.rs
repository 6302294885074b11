//! Tests of a text: equality, order, lists and LIKE patterns, with or without case.

use std::cmp::Ordering;

/// What is asked of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextTest {
    /// The comparison; its operands are folded already when `fold_case` is set.
    pub(super) comparison: TextComparison,
    /// Whether case is folded first (CASEI).
    pub(super) fold_case: bool,
}

/// How a text is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextComparison {
    /// Its order against a text is one of these: (less, equal, greater).
    Order(String, [bool; 3]),
    /// It lies between two texts, both included.
    Between(String, String),
    /// It is one of these, which are sorted.
    In(Vec<String>),
    /// It matches a pattern: `%` any run, `_` any character, `\` takes the next literally.
    Like(Pattern),
}

/// A LIKE pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Any,
    One,
    Char(char),
}

impl TextTest {
    /// A test; operands are folded here when `fold_case` is set.
    pub fn new(comparison: TextComparison, fold_case: bool) -> Self {
        let fold = |text: String| if fold_case { text.to_lowercase() } else { text };
        let comparison = match comparison {
            TextComparison::Order(text, wanted) => TextComparison::Order(fold(text), wanted),
            TextComparison::Between(low, high) => TextComparison::Between(fold(low), fold(high)),
            TextComparison::In(words) => {
                let mut words: Vec<String> = words.into_iter().map(fold).collect();
                words.sort_unstable();
                TextComparison::In(words)
            }
            TextComparison::Like(pattern) => TextComparison::Like(if fold_case { pattern.folded() } else { pattern }),
        };
        Self { comparison, fold_case }
    }

    /// Whether the text passes.
    pub fn passes(&self, text: &str) -> bool {
        if self.fold_case { self.compare(&text.to_lowercase()) } else { self.compare(text) }
    }

    fn compare(&self, text: &str) -> bool {
        match &self.comparison {
            TextComparison::Order(other, [less, equal, greater]) => match text.cmp(other) {
                Ordering::Less => *less,
                Ordering::Equal => *equal,
                Ordering::Greater => *greater,
            },
            TextComparison::Between(low, high) => low.as_str() <= text && text <= high.as_str(),
            TextComparison::In(words) => words.binary_search_by(|word| word.as_str().cmp(text)).is_ok(),
            TextComparison::Like(pattern) => pattern.matches(text),
        }
    }
}

impl Pattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '%' if pieces.last() == Some(&Piece::Any) => {}
                '%' => pieces.push(Piece::Any),
                '_' => pieces.push(Piece::One),
                '\\' => pieces.push(Piece::Char(chars.next().unwrap_or('\\'))),
                c => pieces.push(Piece::Char(c)),
            }
        }
        Self(pieces)
    }

    fn folded(self) -> Self {
        let fold = |piece| match piece {
            Piece::Char(c) => c.to_lowercase().map(Piece::Char).collect(),
            other => vec![other],
        };
        Self(self.0.into_iter().flat_map(fold).collect())
    }

    /// Greedy matching with one point of return, the last `%`: linear in practice, never exponential.
    fn matches(&self, text: &str) -> bool {
        let mut rest = text.chars();
        let mut at = 0;
        let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            match self.0.get(at) {
                Some(Piece::Any) => {
                    at += 1;
                    retry = Some((at, rest.clone()));
                    continue;
                }
                Some(piece) => {
                    let mut ahead = rest.clone();
                    if let Some(c) = ahead.next()
                        && (*piece == Piece::One || *piece == Piece::Char(c))
                    {
                        rest = ahead;
                        at += 1;
                        continue;
                    }
                }
                None if rest.as_str().is_empty() => return true,
                None => {}
            }
            let Some((piece, from)) = &mut retry else { return false };
            if from.next().is_none() {
                return false;
            }
            at = *piece;
            rest = from.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_sql() {
        for (pattern, text, expected) in [
            ("%加油%", "中石化加油站", true),
            ("a_c", "abc", true),
            ("a_c", "ac", false),
            ("%", "", true),
            ("", "", true),
            ("", "a", false),
            ("a%b%c", "aXXbYYbZc", true),
            ("a%b%c", "aXXbYYbZ", false),
            (r"100\%", "100%", true),
            (r"100\%", "1000", false),
            ("%%x", "aax", true),
        ] {
            assert_eq!(Pattern::parse(pattern).matches(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_is_not_exponential() {
        let pattern = Pattern::parse(&"%a".repeat(30));
        assert!(!pattern.matches(&format!("{}b", "a".repeat(2_000))));
    }

    #[test]
    fn case_is_folded_on_both_sides() {
        let test = TextTest::new(TextComparison::In(vec!["SHELL".into()]), true);
        assert!(test.passes("Shell"));
        let test = TextTest::new(TextComparison::Like(Pattern::parse("SH%")), true);
        assert!(test.passes("shell") && !test.passes("bp"));
    }
}
