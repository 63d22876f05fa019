//! The names that countries go by, apart from capitals, diacritics and what stands between the words.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::CountryCode;
use crate::folding::joined;

/// The country that bears a name, written as [`joined`] writes it: a code, a name in ISO 3166-1, or one of
/// `aliases.tsv`. A name that means two countries means none.
pub fn country_named(joined: &str) -> Option<CountryCode> {
    if let Some(known) = NAMES.get(joined) {
        return *known;
    }
    FORMAL_BEGINNINGS.iter().find_map(|beginning| {
        let short = joined.strip_prefix(beginning)?;
        // A formal name is one of words: “Republic of LA” is none.
        if is_code(short) { None } else { NAMES.get(short).copied().flatten() }
    })
}

/// What a country is called besides its name in ISO 3166-1: the names of `aliases.tsv` that mean it alone.
pub fn other_names(country: CountryCode) -> &'static [&'static str] {
    OTHER_NAMES.get(&country).map(Vec::as_slice).unwrap_or_default()
}

/// Whether a name is so short that it is only one where it stands by itself: `LA`, `LAO`, `UAE`.
pub fn is_code(joined: &str) -> bool {
    joined.is_ascii() && joined.len() <= 3
}

/// The most words that a name of a country has.
pub const MOST_WORDS: usize = 10;

const ALIASES: &str = include_str!("aliases.tsv");

/// What names of states begin with, longest first.
const FORMAL_BEGINNINGS: [&str; 16] = [
    "democraticsocialistrepublicof",
    "federaldemocraticrepublicof",
    "peoplesdemocraticrepublicof",
    "cooperativerepublicof",
    "socialistrepublicof",
    "federalrepublicof",
    "hashemitekingdomof",
    "islamicrepublicof",
    "arabrepublicof",
    "commonwealthof",
    "republicofthe",
    "therepublicof",
    "republicof",
    "kingdomof",
    "sultanateof",
    "the",
];

/// `None` is a name of more than one country.
static NAMES: LazyLock<HashMap<String, Option<CountryCode>>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for country in rust_iso3166::ALL {
        let code = country.alpha2.parse().ok();
        for name in [country.alpha2, country.alpha3, country.name] {
            names.insert(joined(name), code);
        }
        // “Iran (Islamic Republic of)” is the Islamic Republic of Iran, and Iran for short.
        if let Some((short, formal)) = country.name.split_once('(') {
            names.entry(joined(&format!("{formal} {short}"))).or_insert(code);
            names.entry(joined(short)).or_insert(code);
        }
    }
    for line in alias_lines() {
        let mut fields = line.split('\t');
        let code = fields.next().and_then(|code| code.parse().ok());
        names.extend(fields.map(|name| (joined(name), code)));
    }
    names
});

static OTHER_NAMES: LazyLock<HashMap<CountryCode, Vec<&str>>> = LazyLock::new(|| {
    let mut names: HashMap<CountryCode, Vec<&str>> = HashMap::new();
    for line in alias_lines() {
        let mut fields = line.split('\t');
        // What stands before names of two countries is no code.
        if let Some(country) = fields.next().and_then(|code| code.parse().ok()) {
            names.entry(country).or_default().extend(fields);
        }
    }
    names
});

/// A code and its names, parted by tabs.
fn alias_lines() -> impl Iterator<Item = &'static str> {
    ALIASES.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        country_named(&joined(text)).map(String::from)
    }

    #[test]
    fn countries_go_by_many_names() {
        for (wanted, names) in [
            ("LA", "LA|lao|Laos|LAO PDR|Lao P.D.R.|Lao People’s Democratic Republic|老挝|🇱🇦"),
            ("VN", "VN|VNM|Vietnam|Viet Nam|VIÊT-NAM|Việt Nam|Socialist Republic of Viet Nam|越南"),
            ("CI", "Ivory Coast|Cote d'Ivoire|Côte d’Ivoire|COTE D IVOIRE|科特迪瓦"),
            ("TR", "Turkey|Türkiye|TURKIYE|Turkiye|Republic of Türkiye"),
            ("RU", "Russia|Russian Federation|Россия|俄罗斯"),
            ("IR", "Iran|Islamic Republic of Iran|Iran (Islamic Republic of)|I.R. Iran"),
            ("SY", "Syria|Syrian Arab Republic|سوريا"),
            ("BO", "Bolivia|Plurinational State of Bolivia"),
            ("VE", "Venezuela|Bolivarian Republic of Venezuela"),
            ("TZ", "Tanzania|United Republic of Tanzania"),
            ("MD", "Moldova|Republic of Moldova"),
            ("CG", "Congo|Congo-Brazzaville|Republic of the Congo"),
            ("CD", "DRC|DR Congo|D.R. Congo|Democratic Republic of the Congo|RDC"),
            ("CV", "Cape Verde|Cabo Verde"),
            ("SZ", "Swaziland|Eswatini|Kingdom of Eswatini"),
            ("MM", "Burma|Myanmar|缅甸"),
            ("MK", "Macedonia|North Macedonia"),
            ("CZ", "Czechia|Czech Republic"),
            ("BN", "Brunei|Brunei Darussalam"),
            ("KR", "South Korea|Republic of Korea|ROK"),
            ("KP", "North Korea|DPRK|Democratic People's Republic of Korea"),
            ("PS", "Palestine|State of Palestine|فلسطين"),
            ("FM", "Micronesia|Federated States of Micronesia"),
            ("GM", "Gambia|The Gambia|Republic of The Gambia"),
            ("TL", "Timor-Leste|East Timor|Timor Leste"),
            ("AE", "UAE|United Arab Emirates"),
            ("GB", "UK|United Kingdom"),
            ("PG", "PNG|Papua New Guinea"),
            ("ST", "São Tomé & Príncipe|Sao Tome and Principe"),
            ("TT", "Trinidad & Tobago|Trinidad and Tobago"),
            ("KE", "Kenya|KEN|肯尼亚|Republic of Kenya"),
            ("LK", "Democratic Socialist Republic of Sri Lanka|SriLanka"),
        ] {
            for name in names.split('|') {
                assert_eq!(code(name).as_deref(), Some(wanted), "{name}");
            }
        }
    }

    #[test]
    fn a_country_has_its_other_names_and_no_names_of_two() {
        let names = |code: &str| other_names(code.parse().expect("a code"));
        for name in ["Vietnam", "Việt Nam", "越南"] {
            assert!(names("VN").contains(&name), "{name}");
        }
        assert!(names("KR").contains(&"South Korea"));
        assert!(!names("KR").contains(&"Korea"));
        assert_eq!(names("AQ"), [""; 0], "it has none");
    }

    #[test]
    fn what_means_two_countries_or_none_is_none() {
        for name in ["Korea", "Virgin Islands", "Republic of China", "Atlantis", "XQ", "", "Republic of", "=cmd()"] {
            assert_eq!(code(name), None, "{name}");
        }
    }

    #[test]
    fn an_alias_belongs_to_a_country_that_exists_and_to_one_only() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for line in alias_lines() {
            let mut fields = line.split('\t');
            let code = fields.next().unwrap_or_default();
            assert!(code == "--" || rust_iso3166::from_alpha2(code).is_some(), "{line}");
            for name in fields {
                let name = joined(name);
                assert!(!name.is_empty(), "{line}");
                let owner = owners.entry(name.clone()).or_insert(code);
                assert_eq!(*owner, code, "{name}");
            }
        }
        for country in rust_iso3166::ALL {
            for name in [country.alpha2, country.alpha3, country.name] {
                assert_eq!(code(name).as_deref(), Some(country.alpha2), "{name}");
            }
        }
    }
}
