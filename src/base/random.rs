//! A small seeded source of chance: xoshiro256++ (Blackman and Vigna, public domain), its state filled by
//! splitmix64. Equal seeds give equal draws, on which demos and saved comparisons rely and which no dependency's
//! next version may change.

/// A stream of pseudo-random numbers.
#[derive(Clone, Debug)]
pub struct Random([u64; 4]);

/// One step of splitmix64: spreads the bits of a counter or an id.
pub fn mix(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Random {
    /// The stream of a seed.
    #[must_use]
    pub fn new(mut seed: u64) -> Self {
        Self(std::array::from_fn(|_| mix(&mut seed)))
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let out = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        out
    }

    /// Even in [0, 1): 52 random bits as the fraction of a float in [1, 2), less 1.
    pub fn unit(&mut self) -> f64 {
        f64::from_bits(0x3FF0_0000_0000_0000 | (self.next() >> 12)) - 1.0
    }

    /// True with this probability.
    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// Even in [from, to).
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.unit()
    }

    /// Even over the whole numbers from `from` to `to`, both included.
    pub fn whole(&mut self, from: u32, to: u32) -> u32 {
        let span = u64::from(to.saturating_sub(from)) + 1;
        from + (((self.next() >> 32) * span) >> 32) as u32
    }

    /// Bell-shaped with mean 0 and deviation 1 (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A waiting time with this mean.
    pub fn wait(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// One of them, evenly; they must not be none.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        let last = u32::try_from(of.len().saturating_sub(1)).unwrap_or(u32::MAX);
        of[self.whole(0, last) as usize]
    }

    /// One of them by weight.
    pub fn by_weight<T: Copy>(&mut self, of: &[(T, u32)]) -> T {
        let total: u32 = of.iter().map(|&(_, weight)| weight).sum();
        let mut left = self.whole(1, total.max(1));
        let found = of.iter().find(|&&(_, weight)| {
            let here = left <= weight;
            left = left.saturating_sub(weight);
            here
        });
        found.unwrap_or(&of[0]).0
    }
}

/// Weights to draw from many times: their running sums.
#[derive(Clone, Debug)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Of these weights, none of them negative.
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .into_iter()
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    /// The index drawn; 0 when there is none.
    pub fn draw(&self, random: &mut Random) -> usize {
        let Some(total) = self.0.last() else { return 0 };
        let mark = random.unit() * total;
        self.0.partition_point(|&sum| sum <= mark).min(self.0.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first outputs for the state {1, 2, 3, 4}, as the authors' C code gives them.
    #[test]
    fn the_stream_is_xoshiro256_plus_plus() {
        let mut random = Random([1, 2, 3, 4]);
        let first: [u64; 4] = std::array::from_fn(|_| random.next());
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
        assert_eq!(mix(&mut 0), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn draws_follow_their_weights_and_bounds() {
        let mut random = Random::new(7);
        let weights = Weights::new([1.0, 0.0, 3.0]);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[weights.draw(&mut random)] += 1;
        }
        assert!(counts[1] == 0 && (2_300..2_700).contains(&counts[0]), "{counts:?}");
        let dice: Vec<u32> = (0..1_000).map(|_| random.whole(1, 6)).collect();
        assert!((1..=6).all(|side| dice.contains(&side)) && dice.iter().all(|side| (1..=6).contains(side)));
        let drawn = (0..10_000).filter(|_| random.by_weight(&[('a', 9), ('b', 1)]) == 'b').count();
        assert!((850..1_150).contains(&drawn), "{drawn}");
        let mean = (0..10_000).map(|_| random.wait(30.0)).sum::<f64>() / 10_000.0;
        assert!((28.0..32.0).contains(&mean), "{mean}");
    }
}
