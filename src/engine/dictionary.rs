//! Words by small numbers: brands and operators are compared as integers in the blocks.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// The code of "no word".
pub(super) const NONE: u32 = 0;

/// An append-only dictionary. Cloning shares everything; a clone that learns a word copies first, so
/// older snapshots keep theirs.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    inner: Arc<Inner>,
}

#[derive(Clone, Debug, Default)]
struct Inner {
    words: Vec<Arc<str>>,
    codes: FxHashMap<Arc<str>, u32>,
}

impl Dictionary {
    /// The code of a word, learning it if it is new; 0 for none.
    #[expect(clippy::cast_possible_truncation, reason = "a network has fewer than 2^32 brands")]
    pub(super) fn learn(&mut self, word: Option<&str>) -> u32 {
        let Some(word) = word else { return NONE };
        if let Some(&code) = self.inner.codes.get(word) {
            return code;
        }
        let inner = Arc::make_mut(&mut self.inner);
        let word: Arc<str> = word.into();
        inner.words.push(Arc::clone(&word));
        let code = inner.words.len() as u32;
        inner.codes.insert(word, code);
        code
    }

    /// The word of a code; `None` for code 0.
    #[must_use]
    pub fn word(&self, code: u32) -> Option<&str> {
        self.inner.words.get((code as usize).wrapping_sub(1)).map(AsRef::as_ref)
    }

    /// How many codes there are, code 0 included.
    #[must_use]
    pub fn codes(&self) -> usize {
        self.inner.words.len() + 1
    }

    /// Words by ascending code, from code 1.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.inner.words.iter().map(AsRef::as_ref)
    }

    /// Bytes on the heap, roughly.
    pub(super) fn memory(&self) -> usize {
        self.inner.words.iter().map(|word| word.len() + 16 + 16 + 24).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_clone_keeps_its_words() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.learn(None), NONE);
        let shell = dictionary.learn(Some("shell"));
        let older = dictionary.clone();
        let sinopec = dictionary.learn(Some("sinopec"));
        assert_eq!(dictionary.learn(Some("shell")), shell);
        assert_eq!((dictionary.word(sinopec), older.word(sinopec)), (Some("sinopec"), None));
        assert_eq!((dictionary.codes(), older.codes()), (3, 2));
    }
}
