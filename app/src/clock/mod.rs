//! Times on two clocks, and the choice of one's zone.

mod choose_zone;
mod load_zones;
mod moments;
mod own_range;
mod remember_zone;
mod twice_short;
#[cfg(feature = "ssr")]
mod zone_cookie;
mod zone_page;

pub use choose_zone::{ChooseZone, choose_zone};
pub use moments::{Countdown, Twice, TwiceRange};
pub use own_range::{OwnRange, OwnTime};
pub use remember_zone::RememberZone;
pub use twice_short::TwiceShort;
#[cfg(feature = "ssr")]
pub use zone_cookie::zone_cookie_name;
pub use zone_page::ZonePage;
