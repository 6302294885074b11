//! Content encodings: which one a client likes best, and how bytes come into it.

use std::io::Write as _;

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Below this many bytes compressing costs more than it saves.
const WORTHWHILE: usize = 512;

/// A content encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::http) enum Encoding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
    /// RFC 8878.
    Zstd,
}

impl Encoding {
    /// Those that compress, the best trade of size and time first.
    const COMPRESSING: [Self; 3] = [Self::Zstd, Self::Brotli, Self::Gzip];

    /// As the header names it; `None` for no encoding.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// The encoding that the client likes best; of several, the one we like best.
    pub(in crate::http) fn preferred(request: &HeaderMap) -> Self {
        let mut best = (Self::Identity, 0);
        for encoding in Self::COMPRESSING {
            let weight = encoding.name().map_or(0, |name| weight(request, name));
            if weight > best.1 {
                best = (encoding, weight);
            }
        }
        best.0
    }

    /// The bytes so encoded; `None` where that is not worthwhile.
    pub(super) fn compress(self, bytes: &[u8]) -> Option<Vec<u8>> {
        if bytes.len() < WORTHWHILE {
            return None;
        }
        match self {
            Self::Identity => None,
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
                encoder.write_all(bytes).ok()?;
                encoder.finish().ok()
            }
            Self::Brotli => {
                let params = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
                let mut out = Vec::with_capacity(bytes.len() / 2);
                brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).ok()?;
                Some(out)
            }
            Self::Zstd => zstd::bulk::compress(bytes, 3).ok(),
        }
    }
}

/// Whether the client takes gzip.
pub(in crate::http) fn accepts_gzip(request: &HeaderMap) -> bool {
    weight(request, "gzip") > 0
}

/// Whether the client takes Brotli, and likes nothing better.
pub(in crate::http) fn likes_brotli(request: &HeaderMap) -> bool {
    let brotli = weight(request, "br");
    brotli > 0 && ["zstd", "gzip"].iter().all(|other| weight(request, other) <= brotli)
}

/// How much the client likes an encoding, in thousandths; 0 for not at all (RFC 9110, 12.5.3).
fn weight(request: &HeaderMap, name: &str) -> u32 {
    let mut any = 0;
    for value in request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()) {
        for item in value.split(',') {
            let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
            if coding.trim().eq_ignore_ascii_case(name) {
                return quality(parameters);
            }
            if coding.trim() == "*" {
                any = quality(parameters);
            }
        }
    }
    any
}

/// The quality that parameters give, in thousandths; all of them without one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 1000")]
fn quality(parameters: &str) -> u32 {
    let given = parameters.split(';').find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok());
    given.map_or(1000, |quality| (quality.clamp(0.0, 1.0) * 1000.0) as u32)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_client_chooses() {
        for (accepted, expected) in [
            ("", Encoding::Identity),
            ("gzip", Encoding::Gzip),
            ("gzip, deflate, br, zstd", Encoding::Zstd),
            ("gzip, deflate, br", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0.5", Encoding::Gzip),
            ("gzip;q=0, *", Encoding::Zstd),
            ("*;q=0", Encoding::Identity),
            ("identity", Encoding::Identity),
            ("GZIP; q=0.5", Encoding::Gzip),
        ] {
            let request = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
            assert_eq!(Encoding::preferred(&request), expected, "{accepted}");
        }
        assert_eq!(Encoding::preferred(&HeaderMap::new()), Encoding::Identity);
        for (accepted, expected) in [("gzip, deflate, br, zstd", true), ("br;q=0.5, gzip", false), ("gzip", false)] {
            let request = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
            assert_eq!(likes_brotli(&request), expected, "{accepted}");
        }
    }

    #[test]
    fn bytes_come_back() {
        let bytes: Vec<u8> = (0..4_000_u32).flat_map(|number| (number / 7).to_le_bytes()).collect();
        for encoding in Encoding::COMPRESSING {
            let packed = encoding.compress(&bytes).expect("worthwhile");
            let mut back = Vec::new();
            match encoding {
                Encoding::Gzip => drop(flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut back)),
                Encoding::Brotli => drop(brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut back)),
                _ => back = zstd::bulk::decompress(&packed, bytes.len()).expect("zstd"),
            }
            assert!(back == bytes && packed.len() < bytes.len(), "{encoding:?}");
        }
        assert_eq!(Encoding::Gzip.compress(&[0; 100]), None);
    }
}
