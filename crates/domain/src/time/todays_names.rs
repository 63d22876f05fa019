//! Zones whose names were spelled anew, or moved.
//!
//! Browsers go on reporting the names of long ago. Taken from the file `backward` of the IANA list: only names that mean
//! the same place, as people of one city are not to be told another one's.

/// What a zone was called, and what it is called today; sorted.
const RENAMED: &[(&str, &str)] = &[
    ("Africa/Asmera", "Africa/Asmara"),
    ("America/Atka", "America/Adak"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Catamarca", "America/Argentina/Catamarca"),
    ("America/Coral_Harbour", "America/Atikokan"),
    ("America/Cordoba", "America/Argentina/Cordoba"),
    ("America/Godthab", "America/Nuuk"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Jujuy", "America/Argentina/Jujuy"),
    ("America/Knox_IN", "America/Indiana/Knox"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Mendoza", "America/Argentina/Mendoza"),
    ("America/Porto_Acre", "America/Rio_Branco"),
    ("America/Virgin", "America/St_Thomas"),
    ("Asia/Ashkhabad", "Asia/Ashgabat"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Chungking", "Asia/Chongqing"),
    ("Asia/Dacca", "Asia/Dhaka"),
    ("Asia/Istanbul", "Europe/Istanbul"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Macao", "Asia/Macau"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Asia/Thimbu", "Asia/Thimphu"),
    ("Asia/Ujung_Pandang", "Asia/Makassar"),
    ("Asia/Ulan_Bator", "Asia/Ulaanbaatar"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Europe/Kiev", "Europe/Kyiv"),
    ("Europe/Nicosia", "Asia/Nicosia"),
    ("Pacific/Enderbury", "Pacific/Kanton"),
    ("Pacific/Ponape", "Pacific/Pohnpei"),
    ("Pacific/Samoa", "Pacific/Pago_Pago"),
    ("Pacific/Truk", "Pacific/Chuuk"),
];

/// The same zone as it is called today.
pub fn todays_name(name: &str) -> &str {
    let place = RENAMED.binary_search_by_key(&name, |(before, _)| *before);
    place.map_or(name, |place| RENAMED[place].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Instant;
    use crate::time::zones::zone_clock;

    #[test]
    fn a_zone_is_the_same_under_both_names() {
        assert!(RENAMED.is_sorted_by_key(|(before, _)| before), "it is searched by halves");
        for (before, today) in RENAMED {
            let [old, new] = [before, today].map(|name| zone_clock(name, Instant::from_seconds(0)).expect(name));
            assert_eq!(old, new);
            assert_eq!(todays_name(today), *today, "{today} is no name of long ago itself");
        }
    }

    #[test]
    fn other_names_stay() {
        for name in ["Asia/Shanghai", "Africa/Accra", "UTC", "", "Mars/Olympus"] {
            assert_eq!(todays_name(name), name);
        }
    }
}
