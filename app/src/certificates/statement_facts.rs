use domain::certificate::Statement;
use domain::certificate::design::Signatory;
use leptos::prelude::*;

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
    let code = grouped(code.as_str());
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
                <time datetime=starts_on.clone()>{long_day(&starts_on)}</time>
                " to "
                <time datetime=ends_on.clone()>{long_day(&ends_on)}</time>
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
                <time datetime=statement.issued_on.clone()>{long_day(&statement.issued_on)}</time>
            </Fact>
            <Fact name="Code">
                <code class="certificate-code">{code}</code>
            </Fact>
        </dl>
    }
    .into_any()
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}

/// `21 h 30 min`
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// The code in groups of five, which read aloud better; as printed.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// `10 November 2021` of `2021-11-10`; what is no date stays as it is.
fn long_day(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = day.split('-').map(|part| part.parse::<usize>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day_of_month)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return day.to_owned();
    };
    match MONTHS.get(month.wrapping_sub(1)) {
        Some(name) => format!("{day_of_month} {name} {year}"),
        None => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_codes_and_times_read_as_they_are_printed() {
        assert_eq!(long_day("2021-11-09"), "9 November 2021");
        assert_eq!(long_day("2021-13-09"), "2021-13-09");
        assert_eq!(grouped("0123456789abcdefghjkmnpqrs"), "01234-56789-abcde-fghjk-mnpqr-s");
        assert_eq!([0, 59, 60, 125].map(duration), ["0 min", "59 min", "1 h", "2 h 5 min"]);
    }
}
