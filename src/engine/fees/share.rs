//! Shares of whole amounts: exact to a thousand-millionth, and rounded so that parts add up to their total.

/// Parts of a minor unit in which shares are kept until they are rounded.
pub(super) const PARTS: i128 = 1_000_000_000;

/// `amount` × `numerator` ÷ `denominator` in [`PARTS`], rounded down; the denominator is above 0.
pub(super) fn share(amount: i128, numerator: i128, denominator: i128) -> i128 {
    let product = amount.saturating_mul(numerator);
    let (whole, rest) = (product.div_euclid(denominator), product.rem_euclid(denominator));
    whole.saturating_mul(PARTS).saturating_add(rest * PARTS / denominator)
}

/// `numerator` ÷ `denominator` as a whole number, halves away from zero; the denominator is above 0.
pub(super) fn rounded(numerator: i128, denominator: i128) -> i128 {
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    let is_over_half = rest.abs() >= denominator - rest.abs();
    whole + if is_over_half { rest.signum() } else { 0 }
}

/// Amounts in [`PARTS`] as whole ones that add up to `total`: each rounded down, and what is missing then given to those
/// with the largest rests, the first of equals first (the method of largest remainders).
pub(super) fn add_up(total: i128, amounts: &[i128]) -> Vec<i128> {
    let mut whole: Vec<i128> = amounts.iter().map(|amount| amount.div_euclid(PARTS)).collect();
    let missing = total - whole.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(amounts[at].rem_euclid(PARTS)));
    // Fewer than there are amounts, as each has less than one to give: but for amounts beyond all reason, none is given two.
    let count = usize::try_from(missing.unsigned_abs()).unwrap_or(usize::MAX);
    for &at in order.iter().cycle().take(if amounts.is_empty() { 0 } else { count.min(2 * amounts.len()) }) {
        whole[at] += missing.signum();
    }
    whole
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (numerator, expected) in [(5, 1), (4, 0), (-5, -1), (-4, 0), (15, 2), (-15, -2), (20, 2), (0, 0)] {
            assert_eq!(rounded(numerator, 10), expected, "{numerator}");
        }
        assert_eq!((rounded(1, 3), rounded(2, 3), rounded(-2, 3)), (0, 1, -1));
    }

    proptest! {
        #[test]
        fn a_share_is_within_a_part(amount in -1_i128 << 50..1_i128 << 50, of in 0..1_i128 << 50, whole in 1..1_i128 << 50) {
            let share = share(amount, of, whole);
            let exact = amount * of;
            // share ÷ PARTS ≤ exact ÷ whole < (share + 1) ÷ PARTS, in whole numbers.
            let (floor, rest) = (exact.div_euclid(whole), exact.rem_euclid(whole));
            prop_assert_eq!(share.div_euclid(PARTS), floor);
            let parts = share.rem_euclid(PARTS);
            prop_assert!(parts * whole <= rest * PARTS && rest * PARTS < (parts + 1) * whole);
        }

        #[test]
        fn parts_add_up_and_none_is_off_by_one(amounts in proptest::collection::vec(-9_000 * PARTS..9_000 * PARTS, 1..30)) {
            let total = rounded(amounts.iter().sum(), PARTS);
            let whole = add_up(total, &amounts);
            prop_assert_eq!(whole.iter().sum::<i128>(), total);
            for (whole, amount) in whole.iter().zip(&amounts) {
                prop_assert!((whole * PARTS - amount).abs() < PARTS);
            }
        }
    }
}
