//! What a part of the channel fee is for.

/// What a part of the channel fee is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// 佣金: the platform's commission.
    Commission,
    /// 支付手续费: what payment costs.
    Payment,
    /// 渠道分成: the share of the partner that brought the customer.
    PartnerShare,
    /// 固定费用: what is paid whatever is sold.
    Fixed,
}

impl Component {
    /// Every component, in the order of documentation.
    pub const ALL: [Self; 4] = [Self::Commission, Self::Payment, Self::PartnerShare, Self::Fixed];

    /// The identifier used in files and parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commission => "commission",
            Self::Payment => "payment",
            Self::PartnerShare => "partner_share",
            Self::Fixed => "fixed",
        }
    }

    /// The component of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|component| component.as_str() == text)
    }
}
