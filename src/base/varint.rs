//! Integers in few bytes: seven bits a byte, the lowest first, the high bit set on all but the last.

/// Appends a number in one to ten bytes.
pub fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    out.push(low_bits(number));
}

/// Appends a signed number so that small ones of either sign stay short.
pub fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// Takes a number off the front; `None` when the bytes end early or make no number that [`put`] writes.
#[must_use]
pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u64::from(byte & 0x7f);
        let fits = bits << shift >> shift == bits;
        let shortest = byte != 0 || shift == 0;
        if !fits || !shortest {
            return None;
        }
        number |= bits << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Takes a signed number off the front.
#[must_use]
pub fn take_signed(bytes: &mut &[u8]) -> Option<i64> {
    let number = take(bytes)?;
    Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
}

fn low_bits(number: u64) -> u8 {
    (number & 0x7f) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_round_trip(numbers in prop::collection::vec((any::<u64>(), any::<i64>(), 0u32..64), 0..20)) {
            let mut bytes = Vec::new();
            for &(plain, signed, shift) in &numbers {
                put(&mut bytes, plain >> shift);
                put_signed(&mut bytes, signed >> shift);
            }
            let mut rest = bytes.as_slice();
            for &(plain, signed, shift) in &numbers {
                prop_assert_eq!(take(&mut rest), Some(plain >> shift));
                prop_assert_eq!(take_signed(&mut rest), Some(signed >> shift));
            }
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn what_is_read_is_what_would_be_written(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let mut rest = bytes.as_slice();
            if let Some(number) = take(&mut rest) {
                let mut again = Vec::new();
                put(&mut again, number);
                prop_assert_eq!(again.as_slice(), &bytes[..bytes.len() - rest.len()]);
            }
        }
    }

    #[test]
    fn bytes_that_end_early_or_run_over_are_refused() {
        for bytes in [&[][..], &[0x80], &[0x80, 0x00], &[0xff; 11]] {
            assert_eq!(take(&mut &*bytes), None, "{bytes:?}");
        }
    }
}
