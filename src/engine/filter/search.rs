//! Search: words that a station's code or name must hold, whatever their case.

use memchr::memmem::Finder;

use crate::engine::block::{BLOCK, Block, Mask, slots};

/// Most words of a search.
pub const MOST_WORDS: usize = 8;
/// Most characters of a search.
pub const MOST_SEARCHED: usize = 200;

/// Words, each of which the code or the name must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// In lower case.
    words: Vec<String>,
}

impl Search {
    /// The words of a text, apart by blanks; `None` without a word, or with more than [`MOST_WORDS`] or
    /// [`MOST_SEARCHED`].
    ///
    /// ```
    /// use forecourt::engine::filter::Search;
    /// assert!(Search::parse("shell 浦东").is_some());
    /// assert!(Search::parse("  ").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        // Long words first: they leave less to look at.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let is_read = (1..=MOST_WORDS).contains(&words.len()) && text.chars().count() <= MOST_SEARCHED;
        is_read.then_some(Self { words })
    }
}

/// A search made ready for blocks.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Compiled {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    finder: Finder<'static>,
    text: String,
    /// Whether folding the letters of ASCII is enough to find it: no other letter of it has a case.
    is_plain: bool,
}

impl Compiled {
    pub(super) fn new(search: &Search) -> Self {
        let word = |text: &String| Word {
            finder: Finder::new(text.as_bytes()).into_owned(),
            text: text.clone(),
            is_plain: !text.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && has_case(c)),
        };
        Self { words: search.words.iter().map(word).collect() }
    }

    /// Clears the slots whose code and name lack a word (`wanted`), or have them all.
    pub(super) fn select(&self, block: &Block, wanted: bool, mask: &mut Mask) {
        let mut found = *mask;
        let folded = block.texts().to_ascii_lowercase();
        for word in &self.words {
            if word.is_plain {
                word.find(block, folded.as_bytes(), &mut found);
            } else {
                for slot in slots(&found.clone(), block.len()) {
                    let holds = |text: &str| text.to_lowercase().contains(&word.text);
                    if !holds(block.code(slot)) && !holds(block.name(slot)) {
                        found[slot] = 0;
                    }
                }
            }
        }
        for (mask, found) in mask.iter_mut().zip(found) {
            *mask = if wanted { found } else { *mask & !found };
        }
    }
}

impl Word {
    /// Clears the slots whose texts lack the word: all of them are one text, which is searched at once.
    fn find(&self, block: &Block, texts: &[u8], mask: &mut Mask) {
        let mut holding = [0; BLOCK];
        let (mut slot, mut from) = (0, 0);
        while let Some(at) = self.finder.find(&texts[from..]) {
            let (start, end) = (from + at, from + at + self.text.len());
            let ends = |slot: usize| block.text_ends(slot);
            while ends(slot).1 <= start {
                slot += 1;
            }
            // Not where the end of one text and the beginning of the next make it up.
            let (code, name) = ends(slot);
            if end <= code || (start >= code && end <= name) {
                holding[slot] = u8::MAX;
                from = name;
            } else {
                from = start + 1;
            }
        }
        for (mask, holding) in mask.iter_mut().zip(holding) {
            *mask &= holding;
        }
    }
}

/// Whether a letter in lower case is another one in upper case.
fn has_case(c: char) -> bool {
    !c.to_uppercase().eq(std::iter::once(c))
}
