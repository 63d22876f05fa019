//! Which fields of a seminar an import changes.

use serde_json::{Map, Value};

/// By their paths, with slugs for places in lists: `sessions.opening.starts`, `courses.ports (new)`.
pub(super) fn changed_fields(before: &Value, after: &Value) -> Vec<String> {
    let mut changed = Vec::new();
    compare("", Some(before), Some(after), &mut changed);
    changed
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, changed: &mut Vec<String>) {
    match (before, after) {
        (Some(before), Some(after)) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => compare_all(path, before, after, changed),
        (Some(Value::Array(before)), Some(Value::Array(after))) => match (by_slug(before), by_slug(after)) {
            (Some(before), Some(after)) if before == after => changed.push(format!("{path} (their order)")),
            (Some(before), Some(after)) => compare_all(path, &before, &after, changed),
            _ => changed.push(path.to_owned()),
        },
        (None, _) => changed.push(format!("{path} (new)")),
        (_, None) => changed.push(format!("{path} (gone)")),
        _ => changed.push(path.to_owned()),
    }
}

fn compare_all(path: &str, before: &Map<String, Value>, after: &Map<String, Value>, changed: &mut Vec<String>) {
    let new = after.keys().filter(|name| !before.contains_key(*name));
    for name in before.keys().chain(new) {
        let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        compare(&inner, before.get(name), after.get(name), changed);
    }
}

/// `None` of a list whose elements have no slugs.
fn by_slug(list: &[Value]) -> Option<Map<String, Value>> {
    list.iter().map(|element| Some((element.get("slug")?.as_str()?.to_owned(), element.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_told_by_their_paths() {
        let session = |slug: &str, starts: i64| json!({ "slug": slug, "starts": starts, "room": null });
        let before = json!({
            "title": "A", "seats": 25, "invited": ["APEC"], "rules": { "max_versions": 3 },
            "sessions": [session("opening", 1), session("talk", 2)],
        });
        let mut after = before.clone();
        assert!(changed_fields(&before, &after).is_empty());
        after["title"] = "B".into();
        after["invited"] = json!(["APEC", "BRICS"]);
        after["rules"]["max_versions"] = 4.into();
        after["sessions"] = json!([{ "slug": "opening", "starts": 9, "room": { "code": "1" } }, session("visit", 3)]);
        let mut changed = changed_fields(&before, &after);
        changed.sort();
        let paths = ["invited", "rules.max_versions", "sessions.opening.room", "sessions.opening.starts"];
        assert_eq!(changed[..4], paths);
        assert_eq!(changed[4..], ["sessions.talk (gone)", "sessions.visit (new)", "title"]);
        after = before.clone();
        after["sessions"] = json!([session("talk", 2), session("opening", 1)]);
        assert_eq!(changed_fields(&before, &after), ["sessions (their order)"]);
    }
}
