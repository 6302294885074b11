//! Physical lines of a text, numbered, in one buffer of bounded size; a look ahead can be taken back.

use std::io::{self, Read};

/// Most bytes of a record, its line breaks included.
pub(super) const MAX_RECORD: usize = 1 << 20;
/// How many bytes are asked of the source at a time.
const CHUNK: usize = 128 << 10;

/// What [`Lines::next`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The text is over.
    End,
    /// A line, without its line break: bytes from and to, counted from the record's start.
    Line(usize, usize),
    /// The record is longer than [`MAX_RECORD`]; the line has been skipped without being held.
    TooLong,
}

/// The lines of a text. A record is what was read since [`Lines::begin`].
pub(super) struct Lines<'a> {
    source: Box<dyn Read + 'a>,
    buffer: Vec<u8>,
    /// Where the record begins in `buffer`.
    start: usize,
    /// Where the next line begins.
    at: usize,
    /// Where the text read so far ends.
    end: usize,
    ended: bool,
    terminator: u8,
    /// The number of the next line.
    number: u64,
}

impl<'a> Lines<'a> {
    /// The lines of a text that ends them by this byte; a carriage return before it goes, too.
    pub(super) fn new(source: Box<dyn Read + 'a>, terminator: u8) -> Self {
        Self { source, buffer: vec![0; CHUNK], start: 0, at: 0, end: 0, ended: false, terminator, number: 1 }
    }

    /// Begins a record with the next line, and gives that line's number.
    pub(super) fn begin(&mut self) -> u64 {
        self.start = self.at;
        self.number
    }

    /// Takes the record back to its first bytes: the next line begins `bytes` after its start.
    pub(super) fn rewind(&mut self, bytes: usize, number: u64) {
        self.at = self.start + bytes;
        self.number = number;
    }

    /// How many bytes of the record have been read, line breaks included.
    pub(super) fn consumed(&self) -> usize {
        self.at - self.start
    }

    /// Bytes of the record, counted from its start.
    pub(super) fn bytes(&self, from: usize, to: usize) -> &[u8] {
        &self.buffer[self.start + from..self.start + to]
    }

    /// Reads a line. One that makes the record too long is skipped, and the record lost.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        match self.ahead()? {
            Next::TooLong => self.skip(),
            next => Ok(next),
        }
    }

    /// Reads a line that may be taken back. One that makes the record too long is not read.
    pub(super) fn ahead(&mut self) -> io::Result<Next> {
        let mut searched = self.at;
        loop {
            let found = self.buffer[searched..self.end].iter().position(|&byte| byte == self.terminator);
            if let Some(place) = found {
                return Ok(self.take(searched + place, searched + place + 1));
            }
            if self.ended {
                return Ok(if self.at == self.end { Next::End } else { self.take(self.end, self.end) });
            }
            if self.end - self.start > MAX_RECORD {
                return Ok(Next::TooLong);
            }
            let count = self.fill()?;
            searched = self.end - count;
        }
    }

    /// The line that ends at `stop`; the next one begins at `next`.
    fn take(&mut self, stop: usize, next: usize) -> Next {
        if stop - self.start > MAX_RECORD {
            return Next::TooLong;
        }
        let from = self.at - self.start;
        let mut to = stop - self.start;
        if to > from && self.buffer[stop - 1] == b'\r' {
            to -= 1;
        }
        self.at = next;
        self.number += 1;
        Next::Line(from, to)
    }

    /// Reads on without holding anything until the line is over.
    fn skip(&mut self) -> io::Result<Next> {
        self.number += 1;
        loop {
            if let Some(length) = self.buffer[self.at..self.end].iter().position(|&byte| byte == self.terminator) {
                self.at += length + 1;
                self.start = self.at;
                return Ok(Next::TooLong);
            }
            (self.start, self.at, self.end) = (0, 0, 0);
            self.end = self.source.read(&mut self.buffer)?;
            if self.end == 0 {
                self.ended = true;
                return Ok(Next::TooLong);
            }
        }
    }

    /// Reads on behind `end`, moving the record to the front of the buffer; gives the count of bytes
    /// that were read.
    fn fill(&mut self) -> io::Result<usize> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.at -= self.start;
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.end < CHUNK {
            self.buffer.resize(self.end + 2 * CHUNK, 0);
        }
        let count = self.source.read(&mut self.buffer[self.end..])?;
        self.ended = count == 0;
        self.end += count;
        Ok(count)
    }
}
