//! Reads CSV as spreadsheets write it: with commas, semicolons or tabs.

use std::collections::BTreeMap;

use csv::{Position, StringRecord};

use super::{MAX_ROSTER_LINES, RefusedLine, Roster};
use crate::country::CountryCode;
use crate::person::{EmailAddress, NewPerson, PersonName, Role, check_country};

/// Reads a list whose first line names the columns. A line that cannot be used
/// is refused by itself; the others still count.
pub fn read_roster(text: &str) -> Roster {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = written_lines(&text).into_iter();
    let Some(header) = lines.next() else {
        return refused_whole(1, "", "the list is empty");
    };
    match Columns::of(&header.fields) {
        Ok(columns) => read_people(lines, &columns),
        Err(reason) => refused_whole(header.number, header.text, &reason),
    }
}

fn refused_whole(line: u32, text: &str, reason: &str) -> Roster {
    let reason = format!("{reason}; {EXPECTED_COLUMNS}");
    Roster { people: Vec::new(), refused: vec![RefusedLine { line, text: shortened(text), reason }] }
}

fn read_people<'t>(lines: impl Iterator<Item = WrittenLine<'t>>, columns: &Columns) -> Roster {
    let mut roster = Roster::default();
    let mut first_lines: BTreeMap<EmailAddress, u32> = BTreeMap::new();
    for (index, line) in lines.enumerate() {
        if index == MAX_ROSTER_LINES {
            roster.refused.push(line.refused(TOO_MANY_LINES.to_owned()));
            break;
        }
        match read_person(&line.fields, columns).and_then(|person| refuse_repeat(person, &line, &mut first_lines)) {
            Ok(person) => roster.people.push((line.number, person)),
            Err(reason) => roster.refused.push(line.refused(reason)),
        }
    }
    roster
}

fn read_person(fields: &StringRecord, columns: &Columns) -> Result<NewPerson, String> {
    columns.refuse_surplus(fields)?;
    let name = columns.name.of(fields).parse::<PersonName>().map_err(|error| error.to_string())?;
    let email = match columns.email.of(fields) {
        "" => return Err("a mail address is missing".to_owned()),
        text => text.parse::<EmailAddress>().map_err(|error| error.to_string())?,
    };
    let role = match columns.role.map_or("", |column| column.of(fields)) {
        "" => Role::Trainee,
        text => text.parse::<Role>().map_err(|error| error.to_string())?,
    };
    let country = match columns.country.map_or("", |column| column.of(fields)) {
        "" => None,
        text => Some(CountryCode::find(text).map_err(|error| error.to_string())?),
    };
    check_country(role, country).map_err(|error| error.to_string())?;
    Ok(NewPerson { name, email, role, country })
}

/// One address is one person, so it can stand in a list once. A line that was refused takes no address.
fn refuse_repeat(
    person: NewPerson,
    line: &WrittenLine<'_>,
    first_lines: &mut BTreeMap<EmailAddress, u32>,
) -> Result<NewPerson, String> {
    if let Some(first) = first_lines.get(&person.email) {
        return Err(format!("{} is already on line {first}", person.email));
    }
    first_lines.insert(person.email.clone(), line.number);
    Ok(person)
}

pub(super) const EXPECTED_COLUMNS: &str =
    "the first line must name the columns: name, email, role (left out: all are trainees) and country (for trainees)";

pub(super) const TOO_MANY_LINES: &str = "a list holds at most 5,000 people: this line and all after it are left out";

/// Which column holds what.
#[derive(Debug)]
struct Columns {
    count: usize,
    name: Column,
    email: Column,
    role: Option<Column>,
    country: Option<Column>,
}

#[derive(Debug, Clone, Copy)]
struct Column(usize);

impl Column {
    fn of(self, fields: &StringRecord) -> &str {
        fields.get(self.0).unwrap_or_default().trim()
    }
}

impl Columns {
    /// A column of another name is refused and not passed over: it might be a misspelt `role`.
    fn of(header: &StringRecord) -> Result<Self, String> {
        let mut found: BTreeMap<&str, Column> = BTreeMap::new();
        for (index, title) in header.iter().enumerate().filter(|(_, title)| !title.trim().is_empty()) {
            let name = column_name(title).ok_or_else(|| format!("“{}” is no known column", title.trim()))?;
            if found.insert(name, Column(index)).is_some() {
                return Err(format!("there are two columns for {name}"));
            }
        }
        let column = |name: &str| found.get(name).copied();
        let (role, country) = (column("role"), column("country"));
        if role.is_none() && country.is_none() {
            return Err("the column country is missing".to_owned());
        }
        Ok(Self {
            count: header.len(),
            name: column("name").ok_or("the column name is missing")?,
            email: column("email").ok_or("the column email is missing")?,
            role,
            country,
        })
    }

    /// A comma in a name would shift all that follows into wrong columns.
    fn refuse_surplus(&self, fields: &StringRecord) -> Result<(), String> {
        if fields.iter().skip(self.count).all(|field| field.trim().is_empty()) {
            return Ok(());
        }
        Err(format!(
            "there are {} fields for {} columns: put \"quotes\" around a text that holds a separator",
            fields.len(),
            self.count
        ))
    }
}

fn column_name(title: &str) -> Option<&'static str> {
    let letters: String = title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match letters.as_str() {
        "name" | "fullname" | "nameinenglish" => Some("name"),
        "email" | "mail" | "emailaddress" | "mailaddress" => Some("email"),
        "role" => Some("role"),
        "country" | "countrycode" | "countryname" => Some("country"),
        _ => None,
    }
}

/// A line with something on it. (A quoted field may run over several lines of text; its first one counts.)
struct WrittenLine<'t> {
    number: u32,
    text: &'t str,
    fields: StringRecord,
}

impl WrittenLine<'_> {
    fn refused(&self, reason: String) -> RefusedLine {
        RefusedLine { line: self.number, text: shortened(self.text), reason }
    }
}

fn written_lines(text: &str) -> Vec<WrittenLine<'_>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator_of(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut fields = StringRecord::new();
    // Reading from memory cannot fail, and the text is UTF-8 already.
    while let Ok(true) = reader.read_record(&mut fields) {
        // One line more than allowed is enough to say so; the header is another.
        if lines.len() > MAX_ROSTER_LINES + 1 {
            break;
        }
        if fields.iter().any(|field| !field.trim().is_empty()) {
            lines.push(written_line(text, &fields, reader.position()));
        }
    }
    lines
}

fn written_line<'t>(text: &'t str, fields: &StringRecord, end: &Position) -> WrittenLine<'t> {
    let start = fields.position().cloned().unwrap_or_else(Position::new);
    let [from, to] = [start.byte(), end.byte()].map(|byte| usize::try_from(byte).unwrap_or(text.len()));
    let written = text.get(from..to).unwrap_or_default();
    // The reader counts empty lines before a record to the record.
    let skipped = written.len() - written.trim_start_matches('\n').len();
    let number = start.line() + u64::try_from(skipped).unwrap_or(0);
    WrittenLine {
        number: u32::try_from(number).unwrap_or(u32::MAX),
        text: written.trim_matches('\n'),
        fields: fields.clone(),
    }
}

/// The separator that the first written line holds most of.
fn separator_of(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &u8| header.bytes().filter(|byte| byte == separator).count();
    // Of equals, `max_by_key` takes the last.
    b"\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}

/// A quote that is never closed makes one line of the whole rest; nobody wants to see all of it again.
fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}
