//! What a delegation shares: its consent that others read an accepted material, and where its figures come from.

use serde::{Deserialize, Serialize};

use crate::gate::GateState;
use crate::material::{MaterialStatus, Version};
use crate::time::Instant;
use crate::words::tidied;

/// The most links to sources that a material has.
pub const MAX_SOURCES: usize = 10;
/// The longest label of a link, in characters.
pub const MAX_LABEL_CHARS: usize = 200;
/// The longest address of a link, in characters.
pub const MAX_ADDRESS_CHARS: usize = 1_000;
/// The longest reason of an entry by staff, in characters.
pub const MAX_REASON_CHARS: usize = 1_000;

/// What was said last on whether other delegations may read a material once it is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub given: bool,
    pub by: String,
    /// What staff go by, such as a form on paper; `None` where the delegation said it itself.
    pub reason: Option<String>,
    pub at: Instant,
    /// The number of the version with which it was said. Should the gate refuse that one, a consent does not count any
    /// more, and what was on record before does. `None` where it was said by itself.
    #[serde(default)]
    pub version: Option<u32>,
    /// The version that stood then, as one does that it was said with; the first of them where it was said again. `None` of
    /// what was said before this was recorded.
    #[serde(default)]
    pub from_version: Option<u32>,
}

impl Consent {
    /// What is on record of the version that stands: what was said last on the material, where that holds for it, or the no
    /// that it came with.
    pub fn of(standing: &Version, said_last: Option<Self>) -> Option<Self> {
        said_last.filter(|said| said.holds_for(standing)).or_else(|| {
            (standing.consent == Some(false)).then(|| Self {
                given: false,
                by: standing.uploaded_by.clone(),
                reason: None,
                at: standing.submitted_at,
                version: Some(standing.number),
                from_version: Some(standing.number),
            })
        })
    }

    /// Does it hold while this version stands?
    pub fn holds_for(&self, standing: &Version) -> bool {
        holds_for(self.given, self.from_version.or(self.version), standing.number, standing.consent)
    }

    /// Nobody having said anything counts as no.
    pub fn is_given(consent: Option<&Consent>) -> bool {
        consent.is_some_and(|consent| consent.given)
    }
}

/// Does what was said from a version on hold while the version `standing` stands, with which `came` was said? A yes is meant
/// for the version that stood then and for those after it, but for one that came with a no: an earlier one that stands
/// again, or a deleted one that is restored, nobody has consented to. A no holds for all, and so does what was said by itself
/// before that version was recorded.
pub fn holds_for(given: bool, from_version: Option<u32>, standing: u32, came: Option<bool>) -> bool {
    let is_after = |from: u32| from < standing && came != Some(false);
    !given || from_version.is_none_or(|from| from == standing || is_after(from))
}

/// May other delegations read a material, once staff open what is accepted? `gate` is where the version stands by which it goes:
/// an accepted one may be checked again.
pub fn is_shareable(status: MaterialStatus, consented: bool, gate: Option<GateState>) -> bool {
    status == MaterialStatus::Accepted && consented && gate.is_some_and(GateState::is_open)
}

/// What an upload says by the box beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidByBox {
    /// How the box was drawn.
    pub seen: bool,
    pub ticked: bool,
}

impl SaidByBox {
    /// A box that stands as it was drawn says nothing against what is on record by the time that the upload is complete:
    /// someone may have given or taken back the consent meanwhile, on the same page or elsewhere. One that is ticked says
    /// once more what came with another file, so that it holds with its own where that one is refused.
    pub fn over(self, on_record: Option<&Consent>) -> Option<bool> {
        let is_touched = self.ticked != self.seen;
        let says_so_too = self.ticked && on_record.is_some_and(|said| said.given && said.version.is_some());
        (is_touched || on_record.is_none() || says_so_too).then_some(self.ticked)
    }
}

/// Where a material's figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLink {
    /// Begins with `http://` or `https://`.
    pub address: String,
    pub label: String,
}

impl SourceLink {
    /// Where it leads, for whoever does not follow every link: `stats.example.org:8443`
    pub fn host(&self) -> &str {
        let rest = self.address.split_once("://").map_or(self.address.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }
}

/// Why something is not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RefusedSharing {
    #[error("please say what you go by, in at most {MAX_REASON_CHARS} letters")]
    Reason,
    #[error("this comes with the first file; please submit one before")]
    NothingSubmitted,
    #[error("this assignment is closed, and so are its links to sources")]
    Closed,
    #[error("a material has at most {MAX_SOURCES} links to sources")]
    TooManySources,
    /// Lines count from 1.
    #[error("line {line}: {problem}")]
    Source { line: usize, problem: WrongSource },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum WrongSource {
    #[error("an address begins with http:// or https:// and has at most {MAX_ADDRESS_CHARS} letters")]
    Address,
    #[error("an address may not hold a name or password before an @ sign")]
    Disguised,
    #[error("please say after the address what it is the source of")]
    NoLabel,
    #[error("the words after the address have at most {MAX_LABEL_CHARS} letters")]
    LongLabel,
}

/// A reason of staff as it is kept.
pub fn checked_reason(reason: &str) -> Result<String, RefusedSharing> {
    let reason = tidied(reason);
    if reason.is_empty() || reason.chars().count() > MAX_REASON_CHARS {
        Err(RefusedSharing::Reason)
    } else {
        Ok(reason)
    }
}

/// Links as people write them: one on each line, the address first and then its label.
pub fn read_sources(text: &str) -> Result<Vec<SourceLink>, RefusedSharing> {
    let lines = text.lines().map(str::trim).zip(1..).filter(|(line, _)| !line.is_empty());
    let read = |(text, line)| read_source(text).map_err(|problem| RefusedSharing::Source { line, problem });
    let sources = lines.map(read).collect::<Result<Vec<_>, _>>()?;
    if sources.len() > MAX_SOURCES { Err(RefusedSharing::TooManySources) } else { Ok(sources) }
}

/// What [`read_sources`] reads.
pub fn written_sources(sources: &[SourceLink]) -> String {
    let lines: Vec<String> = sources.iter().map(|SourceLink { address, label }| format!("{address} {label}")).collect();
    lines.join("\n")
}

fn read_source(line: &str) -> Result<SourceLink, WrongSource> {
    let (address, label) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    check_address(address)?;
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    match label.chars().count() {
        0 => Err(WrongSource::NoLabel),
        1..=MAX_LABEL_CHARS => Ok(SourceLink { address: address.to_owned(), label }),
        _ => Err(WrongSource::LongLabel),
    }
}

/// It becomes a link on pages of others, so that nothing else than an address of the web may pass.
fn check_address(address: &str) -> Result<(), WrongSource> {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let (start, rest) = address.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let rest = rest.ok_or(WrongSource::Address)?;
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if place.contains('@') {
        return Err(WrongSource::Disguised);
    }
    let host = place.rsplit_once(':').map_or(place, |(host, _)| host);
    let is_host = host.chars().any(char::is_alphanumeric)
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    let is_plain = !address.chars().any(|c| c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`'));
    if is_host && is_plain && address.chars().count() <= MAX_ADDRESS_CHARS { Ok(()) } else { Err(WrongSource::Address) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn consent(given: bool) -> Consent {
        Consent {
            given,
            by: "Sample".to_owned(),
            reason: None,
            at: Instant::from_seconds(0),
            version: None,
            from_version: None,
        }
    }

    fn version(number: u32, consent: Option<bool>) -> Version {
        Version { number, consent, ..sample::version() }
    }

    #[test]
    fn a_yes_holds_from_the_version_on_that_stood_and_a_no_for_all() {
        let said = |given, version, from_version| Consent { version, from_version, ..consent(given) };
        let holds = |said: Consent| [1, 2, 3].map(|number| said.holds_for(&version(number, None)));
        assert_eq!(holds(said(true, None, Some(2))), [false, true, true], "said by itself");
        assert_eq!(holds(said(true, Some(2), Some(2))), [false, true, true]);
        assert_eq!(holds(said(true, Some(3), Some(2))), [false, true, true], "said once more");
        assert_eq!(holds(said(true, Some(2), None)), [false, true, true], "recorded before");
        assert_eq!(holds(said(true, None, None)), [true; 3], "said by itself, before");
        assert_eq!(holds(said(false, Some(2), Some(2))), [true; 3]);
        let refusing = |from| [1, 2, 3].map(|number| holds_for(true, Some(from), number, Some(false)));
        assert_eq!(refusing(2), [false, true, false], "one that came with a no needs a yes of its own");
    }

    #[test]
    fn where_no_yes_holds_a_version_has_the_no_that_it_came_with() {
        let yes = Consent { version: Some(2), from_version: Some(2), ..consent(true) };
        let given = |number, came, said: &Consent| {
            Consent::of(&version(number, came), Some(said.clone())).map(|said| (said.given, said.version))
        };
        assert_eq!(given(2, Some(true), &yes), Some((true, Some(2))));
        assert_eq!(given(1, Some(false), &yes), Some((false, Some(1))));
        assert_eq!(given(1, Some(true), &yes), None, "a no may have come since, which that yes took the place of");
        assert_eq!(given(1, None, &yes), None);
        assert_eq!(given(1, Some(true), &consent(false)), Some((false, None)));
        assert_eq!(Consent::of(&version(1, None), None), None);
    }

    #[test]
    fn sharing_takes_acceptance_and_consent_and_a_file_that_is_open() {
        let shareable = |status, consent: Option<bool>, gate| {
            is_shareable(status, Consent::is_given(consent.map(self::consent).as_ref()), gate)
        };
        let open = Some(GateState::Ready);
        assert!(shareable(MaterialStatus::Accepted, Some(true), open));
        assert!(!shareable(MaterialStatus::Accepted, Some(false), open));
        assert!(!shareable(MaterialStatus::Accepted, None, open));
        assert!(!shareable(MaterialStatus::Submitted, Some(true), open));
        for gate in GateState::ALL.into_iter().filter(|gate| !gate.is_open()) {
            assert!(!shareable(MaterialStatus::Accepted, Some(true), Some(gate)), "{gate:?}");
        }
        assert!(!shareable(MaterialStatus::Accepted, Some(true), None));
    }

    #[test]
    fn a_box_that_nobody_touched_says_nothing_over_what_is_on_record() {
        let with_a_file = |given| Consent { version: Some(1), ..consent(given) };
        let said = |seen, ticked, on_record: Option<bool>| {
            SaidByBox { seen, ticked }.over(on_record.map(with_a_file).as_ref())
        };
        assert_eq!(said(false, false, None), Some(false), "nothing was said before");
        assert_eq!(said(false, true, None), Some(true));
        assert_eq!(said(true, true, Some(false)), None, "consent was taken back meanwhile");
        assert_eq!(said(false, false, Some(true)), None, "consent was given meanwhile");
        assert_eq!(said(false, false, Some(false)), None, "a no needs no second one");
        assert_eq!(said(true, true, Some(true)), Some(true), "this file consents, too");
        let ticked = SaidByBox { seen: true, ticked: true };
        assert_eq!(ticked.over(Some(&consent(true))), None, "no refused file takes that back");
        assert_eq!(said(true, false, Some(true)), Some(false));
        assert_eq!(said(false, true, Some(false)), Some(true));
    }

    #[test]
    fn sources_read_what_they_write() {
        let text =
            "\n https://stats.example.org/2021?a=b#c   Port  statistics 2021 \n\nHTTP://example.org:8080 Trade\n";
        let sources = read_sources(text).expect("two links");
        assert_eq!(sources.len(), 2);
        assert_eq!(sources[0].label, "Port statistics 2021");
        assert_eq!(read_sources(&written_sources(&sources)).as_ref(), Ok(&sources));
        assert_eq!(read_sources(" \n ").map(|sources| sources.len()), Ok(0));
        let many = "https://example.org a\n".repeat(MAX_SOURCES + 1);
        assert_eq!(read_sources(&many), Err(RefusedSharing::TooManySources));
    }

    #[test]
    fn only_addresses_of_the_web_pass() {
        for bad in [
            "javascript:alert(1) x",
            "data:text/html,a x",
            "//example.org x",
            "https:// x",
            "https://- x",
            "https:///etc/passwd x",
            "https://example.org/<script> x",
            "https://example.org/\u{7} x",
            "httpsé x",
        ] {
            let refused = RefusedSharing::Source { line: 1, problem: WrongSource::Address };
            assert_eq!(read_sources(bad), Err(refused), "{bad:?}");
        }
        for (bad, problem) in [
            ("https://customs.example.org@evil.example x", WrongSource::Disguised),
            ("https://example.org", WrongSource::NoLabel),
        ] {
            assert_eq!(read_sources(&format!("\n{bad}")), Err(RefusedSharing::Source { line: 2, problem }), "{bad:?}");
        }
        let long = format!("https://example.org {}", "a".repeat(MAX_LABEL_CHARS + 1));
        assert!(read_sources(&long).is_err());
        let long = format!("https://example.org/{} x", "a".repeat(MAX_ADDRESS_CHARS));
        assert!(read_sources(&long).is_err());
    }

    #[test]
    fn a_link_says_where_it_leads() {
        let link = |address: &str| SourceLink { address: address.to_owned(), label: String::new() };
        assert_eq!(link("https://stats.example.org:8443/a?b#c").host(), "stats.example.org:8443");
        assert_eq!(link("http://example.org?x").host(), "example.org");
    }

    #[test]
    fn a_reason_says_something() {
        assert_eq!(checked_reason("  A form on paper "), Ok("A form on paper".to_owned()));
        assert_eq!(checked_reason(" "), Err(RefusedSharing::Reason));
        assert_eq!(checked_reason(&"a".repeat(MAX_REASON_CHARS + 1)), Err(RefusedSharing::Reason));
    }
}
