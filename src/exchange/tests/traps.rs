//! One small file for each trap.

use super::*;
