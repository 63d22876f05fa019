use domain::certificate::Statement;
use domain::certificate::design::Signatory;
use domain::time::CalendarDay;
use leptos::prelude::*;

use crate::erased::Erase;
use crate::fact::Fact;

/// Every field as it is printed.
#[component]
pub fn StatementFacts(
    statement: Statement,
    title: String,
    remark: Option<String>,
    signatories: Vec<Signatory>,
) -> impl IntoView {
    let Statement { code, number, name, country, seminar, organiser, starts_on, ends_on, .. } = statement;
    let sessions = format!("{} of {}", statement.sessions_attended, statement.sessions_counted);
    view! {
        <dl class="facts certificate-facts">
            <Fact name="Title">{title}</Fact>
            <Fact name="Number">{number}</Fact>
            <Fact name="Name">
                // A name may run from the right, and shall not take its surroundings along.
                <bdi class="certificate-name">{name.to_string()}</bdi>
            </Fact>
            <Fact name="Country">{country.name}</Fact>
            <Fact name="Seminar">{seminar}</Fact>
            <Fact name="Organiser">{organiser}</Fact>
            <Fact name="Held">
                <Day day=starts_on />
                " to "
                <Day day=ends_on />
            </Fact>
            <Fact name="Sessions attended">{sessions}</Fact>
            <Fact name="Time attended">{duration(statement.minutes)}</Fact>
            {remark.map(|remark| view! { <Fact name="Remark">{remark}</Fact> })}
            {signatories
                .into_iter()
                .map(|signatory| {
                    let title = Some(signatory.title).filter(|title| !title.is_empty());
                    view! {
                        <Fact name="Signed by">
                            <bdi>{signatory.name}</bdi>
                            {title.map(|title| format!(", {title}"))}
                        </Fact>
                    }
                })
                .collect_view()}
            <Fact name="Issued on">
                <Day day=statement.issued_on />
            </Fact>
            <Fact name="Code">
                <code class="certificate-code">{code.in_groups()}</code>
            </Fact>
        </dl>
    }
    .erased()
}

#[component]
fn Day(day: CalendarDay) -> impl IntoView {
    view! { <time datetime=day.to_string()>{day.long()}</time> }.erased()
}

/// `21 h 30 min`
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_in_hours_and_minutes() {
        assert_eq!([0, 59, 60, 125].map(duration), ["0 min", "59 min", "1 h", "2 h 5 min"]);
    }
}
