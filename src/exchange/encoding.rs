//! The encoding of a text file: told from its first bytes, and taken off while it is read.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8};

use super::error::FileError;

/// The encoding of a text with this head.
///
/// A byte order mark decides. Otherwise valid UTF-8 is UTF-8. Otherwise the text is GB18030 when it
/// decodes as such without a fault and nine in ten of its characters beyond ASCII have two bytes from
/// A1 on (the plane of GB 2312, where everyday Chinese is): Latin letters with accents stand alone
/// between ASCII ones and never look so. Otherwise it is UTF-8 with some broken rows, to be rejected
/// one by one, when no more than one line in five is broken. Otherwise the user has to say.
///
/// # Errors
/// [`FileError::Encoding`] when nothing fits.
pub(super) fn detect(head: &[u8], whole: bool) -> Result<&'static Encoding, FileError> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let zeros: usize = head.iter().map(|&byte| usize::from(byte == 0)).sum();
    if zeros * 4 > head.len() {
        return Err(FileError::Encoding(
            "the file is full of NUL bytes; if it is UTF-16, give --encoding utf-16le or utf-16be".to_owned(),
        ));
    }
    match std::str::from_utf8(head) {
        Ok(_) => return Ok(UTF_8),
        // A sequence cut by the end of the head is no fault.
        Err(error) if error.error_len().is_none() && !whole => return Ok(UTF_8),
        Err(_) => {}
    }
    if is_gb(head, whole) {
        return Ok(GB18030);
    }
    let lines = head.split(|&byte| byte == b'\n');
    let (count, broken) = lines
        .fold((0, 0), |(count, broken), line| (count + 1, broken + usize::from(std::str::from_utf8(line).is_err())));
    if broken * 5 <= count {
        return Ok(UTF_8);
    }
    Err(FileError::Encoding(
        "the text is neither UTF-8 nor GB18030; say what it is, such as --encoding windows-1252".to_owned(),
    ))
}

fn is_gb(head: &[u8], whole: bool) -> bool {
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut rest = head;
    while let [first, after @ ..] = rest {
        if first.is_ascii() {
            rest = after;
        } else if let ([0xA1..=0xF7, 0xA1..=0xFE, ..], [_, after @ ..]) = (rest, after) {
            common += 1;
            rest = after;
        } else {
            other += 1;
            rest = after;
        }
    }
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut text = vec![0; decoder.max_utf8_buffer_length(head.len()).unwrap_or(0)];
    let (_, _, _, faults) = decoder.decode_to_utf8(head, &mut text, whole);
    !faults && common > 0 && common >= other.saturating_mul(9)
}

/// The text as UTF-8, its byte order mark taken off. UTF-8 passes unchecked; what is wrong in another
/// encoding becomes U+FFFD.
pub(super) fn decode<'a>(mut bytes: Box<dyn Read + 'a>, encoding: &'static Encoding) -> io::Result<Box<dyn Read + 'a>> {
    if encoding == UTF_8 {
        let mut start = Vec::with_capacity(3);
        bytes.by_ref().take(3).read_to_end(&mut start)?;
        if start == b"\xEF\xBB\xBF" {
            start.clear();
        }
        return Ok(Box::new(io::Cursor::new(start).chain(bytes)));
    }
    let decoder = encoding.new_decoder_with_bom_removal();
    Ok(Box::new(Decoding { bytes, decoder, input: vec![0; PIECE], text: Vec::new(), given: 0, ended: false }))
}

/// The head as text for a first look, faults and all.
pub(super) fn preview(head: &[u8], encoding: &'static Encoding) -> String {
    let (text, _) = encoding.decode_with_bom_removal(head);
    text.into_owned()
}

/// How many bytes are decoded at a time.
const PIECE: usize = 64 << 10;

/// A reader of UTF-8 over bytes in another encoding.
struct Decoding<'a> {
    bytes: Box<dyn Read + 'a>,
    decoder: Decoder,
    input: Vec<u8>,
    /// Decoded text, of which `given` bytes have been read.
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl Decoding<'_> {
    /// Decodes another piece.
    fn refill(&mut self) -> io::Result<()> {
        let count = self.bytes.read(&mut self.input)?;
        self.ended = count == 0;
        let most = self.decoder.max_utf8_buffer_length(count).unwrap_or(PIECE * 4);
        self.text.resize(most, 0);
        // The buffer has room for the worst case, so that one call takes the whole piece.
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.input[..count], &mut self.text, self.ended);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl Read for Decoding<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.refill()?;
        }
        let rest = &self.text[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(head: &[u8]) -> Option<&'static str> {
        detect(head, true).ok().map(Encoding::name)
    }

    #[test]
    fn encodings_are_told_apart() {
        let (chinese, _, _) = GB18030.encode("编码,名称,经度\n1,中石化人民路站,121.5\n");
        assert_eq!(name(&chinese), Some("gb18030"));
        assert_eq!(name("编码,名称".as_bytes()), Some("UTF-8"));
        assert_eq!(name(b"\xFF\xFEa\0"), Some("UTF-16LE"));
        assert_eq!(name(b"code,name\n1,Caf\xE9 Roma\n2,Citt\xE0\n3,Per\xF9\n4,Sal\xEC\n"), None);
        assert_eq!(name(b"a\0b\0c\0"), None);
        // One broken row among sound ones is for the row to say.
        assert_eq!(name(b"a,b\n1,2\n3,4\n5,6\n\xFF,7\n8,9\n"), Some("UTF-8"));
    }

    #[test]
    fn decoding_goes_by_pieces() {
        let text = "中石化,加油站\n".repeat(20_000);
        let (bytes, _, _) = GB18030.encode(&text);
        let mut decoded = String::new();
        let bytes: &[u8] = &bytes;
        decode(Box::new(bytes), GB18030).and_then(|mut text| text.read_to_string(&mut decoded)).expect("decodes");
        assert!(decoded == text);
    }
}
