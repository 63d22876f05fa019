use domain::gate::{GateState, PassageInWords};
use domain::material::VersionPlace;
use domain::time::{Clocks, Instant, ZoneClock};
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::file_links::{FileLinks, LinkedFile};
use super::load_receipt::{Receipt, load_receipt};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::fact::Fact;
use crate::frame::{Live, PageTitle, reloads};
use crate::gate::PassageNote;
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/receipts/{version}`: a receipt to print or keep.
pub struct ReceiptPage;

impl ReceiptPage {
    pub fn view() -> AnyView {
        let (seminar, reloads, params) = (seminar_in_address(), reloads(), use_params_map());
        let source = move || (seminar(), params.read().get("version").unwrap_or_default(), reloads());
        let receipt = page_data(source, |(seminar, version, _)| load_receipt(seminar, version));
        view! {
            // The gate's word comes a moment after the file.
            <Live seminar=untrack(seminar_in_address()) />
            {loaded(receipt, |receipt| view! { <Paper receipt /> })}
        }
        .erased()
    }
}

#[component]
fn Paper(receipt: Receipt) -> impl IntoView {
    let Receipt {
        number,
        seminar,
        seminar_title,
        organiser,
        place,
        country,
        title,
        due,
        takes_files,
        version,
        own,
        clocks,
    } = receipt;
    let (answers, back) = match place {
        VersionPlace::Material(_) => ("Assignment", "To the material"),
        VersionPlace::Session(_) => ("Session", "To the session"),
    };
    let shown_at = place.path(&seminar);
    let comment = place.key().filter(|_| own).map(|_| format!("{shown_at}#comment"));
    let brings = own || place.key().is_none();
    let size = exact_size(version.size);
    let due_clocks = clocks.clone();
    let (passage, file, note_clocks) =
        (PassageInWords::from(&version.passage), LinkedFile::from(&version), clocks.clone());
    let (gate, number_of, submitted_at) = (version.passage.state, version.number, version.submitted_at);
    let standing = due.map(|due| {
        let standing = standing(gate, number_of, submitted_at, due);
        view! {
            <Fact name="Due">
                <Twice clocks=due_clocks at=due />
            </Fact>
            <Fact name="Standing">{standing}</Fact>
        }
    });
    view! {
        <PageTitle text=format!("Receipt {number}") />
        <article class="receipt">
            <header class="receipt-head">
                <p class="eyebrow">{organiser}</p>
                <h1>"Receipt"</h1>
                <p class="receipt-number">{number}</p>
            </header>
            // Before what may sound as if all were well.
            <PassageNote passage clocks=note_clocks own=brings takes_files comment />
            <dl class="receipt-facts">
                <Fact name="Seminar">{seminar_title}</Fact>
                {country.map(|country| view! { <Fact name="Country">{country.name}</Fact> })}
                <Fact name=answers>{title}</Fact>
                <Fact name="Version">{version.number}</Fact>
                <Fact name="File">
                    <span class="file-name">{version.file_name}</span>
                </Fact>
                <Fact name="Size">{size}</Fact>
                <Fact name="SHA-256">
                    <code class="hash">{version.sha256.to_string()}</code>
                </Fact>
                <Fact name="Submitted by">{version.uploaded_by}</Fact>
                <Fact name="Received">
                    <Exactly clocks at=version.submitted_at />
                </Fact>
                {standing}
                {version.consent.map(|given| view! { <Fact name="Sharing">{sharing(gate, given)}</Fact> })}
            </dl>
            <p class="receipt-note">
                "The file was stored in full and its SHA-256 was computed by the server. Whoever holds the same file can compute it again and compare."
            </p>
        </article>
        <p class="toolbar">
            <A href=shown_at>{back}</A>
            <FileLinks seminar file own />
        </p>
    }
}

/// A time to the second: on the host's clock, on the reader's where it differs, and in UTC.
#[component]
fn Exactly(clocks: Clocks, at: Instant) -> impl IntoView {
    let lines = exact_lines(&clocks, at).into_iter().map(|line| {
        view! {
            <li>
                <time datetime=at.to_rfc3339()>{line}</time>
            </li>
        }
    });
    view! { <ul class="exactly">{lines.collect_view()}</ul> }
}

fn exact_lines(clocks: &Clocks, at: Instant) -> Vec<String> {
    let line = |clock: &ZoneClock, words: &str| {
        let wall = clock.show(at);
        let (date, time, offset) = (wall.date(), wall.time_with_seconds(), wall.offset_name());
        format!("{date}, {time} {}{words} ({offset})", clock.city())
    };
    let reader = clocks.reader.as_ref().filter(|reader| reader.name != clocks.host.name);
    let utc = ZoneClock::utc().show(at);
    [
        Some(line(&clocks.host, "")),
        reader.map(|reader| line(reader, ", your time")),
        Some(format!("{}, {} UTC", utc.date(), utc.time_with_seconds())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `1,234,567 bytes (1.2 MiB)`, `250 bytes`
fn exact_size(bytes: u64) -> String {
    let (exact, short) = (format!("{} bytes", grouped(bytes)), size_text(bytes));
    if exact == short { exact } else { format!("{exact} ({short})") }
}

/// `1,234,567`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What was said with the file. What holds now stands on the material's page.
fn sharing(gate: GateState, consented: bool) -> &'static str {
    match (gate, consented) {
        (GateState::Refused, true) => "The consent that came with this file does not count, as the file was refused",
        (_, true) => "Other delegations may read the material once it is accepted",
        (_, false) => "Not to be read by other delegations",
    }
}

/// In time or late, in words. The first version that stands decides how the material counts, and what was refused at the
/// gate is none.
fn standing(gate: GateState, number: u32, submitted_at: Instant, due: Instant) -> &'static str {
    match (gate, submitted_at > due, number) {
        (GateState::Refused, ..) => "Refused at the gate",
        (_, false, _) => "In time",
        (_, true, 1) => "Late: after the due time",
        (_, true, _) => {
            "After the due time. Whether the material counts as late depends on the first version that is kept and that was not refused."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Instant = Instant::from_seconds(1_636_507_805); // 2021-11-10T01:30:05Z

    fn clock(name: &str, hours: i32) -> ZoneClock {
        ZoneClock { name: name.to_owned(), offsets: vec![(Instant::from_seconds(0), hours * 3600)] }
    }

    #[test]
    fn a_size_is_told_once() {
        assert_eq!(exact_size(1_234_567), "1,234,567 bytes (1.2 MiB)");
        assert_eq!(exact_size(250), "250 bytes");
    }

    #[test]
    fn a_time_stands_on_every_clock_once() {
        let mut clocks = Clocks { host: clock("Asia/Shanghai", 8), reader: Some(clock("America/Bogota", -5)) };
        let lines = exact_lines(&clocks, AT);
        assert_eq!(
            lines,
            [
                "Wed 10 Nov 2021, 09:30:05 Shanghai (UTC+8)",
                "Tue 9 Nov 2021, 20:30:05 Bogota, your time (UTC−5)",
                "Wed 10 Nov 2021, 01:30:05 UTC",
            ]
        );
        clocks.reader = Some(clocks.host.clone());
        assert_eq!(exact_lines(&clocks, AT).len(), 2);
    }

    #[test]
    fn bytes_are_grouped() {
        assert_eq!([1, 999, 1000, 1_234_567].map(grouped), ["1", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn the_due_time_itself_is_in_time() {
        let standing = |number, submitted_at| standing(GateState::Ready, number, submitted_at, AT);
        assert_eq!(standing(1, AT), "In time");
        assert!(standing(1, AT.plus_seconds(1)).starts_with("Late"));
        assert!(standing(2, AT.plus_seconds(1)).contains("first version"));
    }

    #[test]
    fn a_refused_file_consents_to_nothing() {
        assert!(sharing(GateState::Refused, true).contains("does not count"));
        assert!(sharing(GateState::Ready, true).contains("may read"));
        assert!(sharing(GateState::Refused, false).starts_with("Not to be read"));
    }

    #[test]
    fn what_was_refused_is_neither_in_time_nor_late() {
        for submitted_at in [AT, AT.plus_seconds(1)] {
            assert_eq!(standing(GateState::Refused, 1, submitted_at, AT), "Refused at the gate");
        }
    }
}
