//! From a position in the text to what a person can look up: its line and field.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line that holds this byte, counted from 1.
pub fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

/// The field that this byte belongs to: the last one that begins at or before it.
///
/// The text may be broken; then what could be read of it decides.
pub fn field_at(text: &str, offset: usize) -> String {
    let (file, _errors) = DeTable::parse_recoverable(text);
    let mut fields = Vec::new();
    list_table(file.get_ref(), "", &mut fields);
    let begun = fields.into_iter().filter(|(start, _)| *start <= offset);
    begun.max_by_key(|(start, _)| *start).map(|(_, field)| field).unwrap_or_default()
}

/// Where a field begins, and its name.
type Field = (usize, String);

fn list_table(table: &DeTable<'_>, name: &str, fields: &mut Vec<Field>) {
    for (key, value) in table {
        let name = if name.is_empty() { key.get_ref().to_string() } else { format!("{name}.{}", key.get_ref()) };
        fields.push((key.span().start, name.clone()));
        // The value of `[platform]` begins at the bracket, before its key.
        fields.push((value.span().start, name.clone()));
        list_inside(value, &name, fields);
    }
}

fn list_inside(value: &Spanned<DeValue<'_>>, name: &str, fields: &mut Vec<Field>) {
    match value.get_ref() {
        DeValue::Table(table) => list_table(table, name, fields),
        DeValue::Array(array) => {
            for (index, element) in array.iter().enumerate() {
                let name = format!("{name}[{index}]");
                fields.push((element.span().start, name.clone()));
                list_inside(element, &name, fields);
            }
        }
        _ => {}
    }
}
