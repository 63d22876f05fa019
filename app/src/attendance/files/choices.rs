use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// What staff choose about an export, as forms send it: in the address for a look, in a post for good.
/// All empty: as the file itself tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileChoices {
    /// IANA name; empty is the host's zone.
    pub zone: String,
    /// `day_first`, `month_first` or empty.
    pub order: String,
    /// Slugs with spaces between them.
    pub sessions: String,
    /// A recorded file's id, `none`, or empty for the likeliest.
    pub supersedes: String,
    /// Where columns were named by hand: `table header_row`; both count as in the domain's mapping.
    pub table: String,
    pub name: String,
    pub name_cell: String,
    pub joined: String,
    pub left: String,
    pub duration: String,
    pub unit: String,
    pub email: String,
}

impl FileChoices {
    pub fn in_query(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            zone: text("zone"),
            order: text("order"),
            // In another zone or order the rows fall into other sessions, which the file tells anew.
            sessions: match text("offered_in") == format!("{} {}", text("zone"), text("order")) {
                true => query.get_all("sessions").unwrap_or_default().join(" "),
                false => String::new(),
            },
            supersedes: text("supersedes"),
            table: text("table"),
            name: text("name"),
            name_cell: text("name_cell"),
            joined: text("joined"),
            left: text("left"),
            duration: text("duration"),
            unit: text("unit"),
            email: text("email"),
        }
    }

    /// Names and values, as hidden fields carry them on.
    pub fn fields(&self) -> [(&'static str, &str); 12] {
        [
            ("zone", &self.zone),
            ("order", &self.order),
            ("sessions", &self.sessions),
            ("supersedes", &self.supersedes),
            ("table", &self.table),
            ("name", &self.name),
            ("name_cell", &self.name_cell),
            ("joined", &self.joined),
            ("left", &self.left),
            ("duration", &self.duration),
            ("unit", &self.unit),
            ("email", &self.email),
        ]
    }
}

#[cfg(feature = "ssr")]
mod read {
    use domain::attendance::export::{DateOrder, DurationUnit, HowToRead, Mapping, NameCell};
    use domain::time::Instant;
    use domain::time::zones::find_zone;
    use store::attendance::intake::{IntakeChoices, Supersedes};

    use super::FileChoices;
    use crate::error::AppError;
    use crate::request::refused;

    impl FileChoices {
        /// How the readers shall take the bytes.
        pub fn how_to_read(&self, host_zone: &str, uploaded_at: Instant) -> Result<HowToRead, AppError> {
            Ok(HowToRead {
                zone: self.zone_or(host_zone)?,
                date_order: self.date_order(),
                mapping: self.mapping(),
                until: uploaded_at,
            })
        }

        pub fn intake(&self, host_zone: &str) -> Result<IntakeChoices, AppError> {
            Ok(IntakeChoices {
                zone: self.zone_or(host_zone)?,
                sessions: self.sessions.split_whitespace().filter_map(|slug| slug.parse().ok()).collect(),
                supersedes: match self.supersedes.as_str() {
                    "" => Supersedes::Likely,
                    "none" => Supersedes::Nothing,
                    file => file.parse().map_or(Supersedes::Likely, Supersedes::File),
                },
            })
        }

        pub fn zone_or(&self, host_zone: &str) -> Result<String, AppError> {
            let zone = if self.zone.is_empty() { host_zone } else { &self.zone };
            find_zone(zone).map_err(refused)?;
            Ok(zone.to_owned())
        }

        fn date_order(&self) -> Option<DateOrder> {
            DateOrder::find(&self.order)
        }

        /// The columns, once a name is among them.
        fn mapping(&self) -> Option<Mapping> {
            let (table, header_row) = self.table.split_once(' ')?;
            let column = |text: &str| text.parse().ok();
            Some(Mapping {
                table: table.parse().ok()?,
                header_row: header_row.parse().ok()?,
                name: column(&self.name)?,
                name_cell: NameCell::find(&self.name_cell).unwrap_or(NameCell::Whole),
                joined: column(&self.joined),
                left: column(&self.left),
                duration: column(&self.duration),
                unit: DurationUnit::find(&self.unit).unwrap_or(DurationUnit::Minutes),
                email: column(&self.email),
                date_order: self.date_order(),
            })
        }
    }
}
