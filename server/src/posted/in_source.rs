//! The forms that there are, as the source of `app` has them: whoever adds one, or a field, hears what to do about it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;

use super::{FORMS, is_secret};

/// Fields in which nobody writes words: they name something, or choose it.
const NAMES: &[&str] = &[
    "audience", "back", "change", "country", "email", "file", "form", "kind", "list", "mail", "material", "minutes",
    "next", "owed", "person", "place", "preview", "purpose", "question", "review", "seen", "seminar", "session",
    "signed", "task", "version", "whom", "zone",
];

#[test]
fn what_someone_writes_is_kept_and_no_secret_is() {
    let forms = forms();
    for (path, _) in server_fn_paths().filter(|(_, method)| *method == Method::POST) {
        assert!(forms.contains_key(path), "{path}: this test does not find its fields");
    }
    for (path, _) in FORMS {
        assert!(forms.contains_key(*path), "{path}: there is no such form");
    }
    for (path, fields) in &forms {
        let kept = FORMS.iter().find(|(form, _)| form == path).map(|(_, field)| *field);
        if let Some(secret) = fields.iter().find(|field| is_secret(field)) {
            assert_eq!(kept, None, "{path}: {secret} is a secret, so FORMS may not have this form");
        } else if let Some(field) = kept {
            assert!(fields.iter().any(|known| known == field), "{path}: it has no field {field}");
        } else {
            let is_name = |field: &str| NAMES.contains(&field) || field.starts_with("seen_");
            let lost: Vec<_> = fields.iter().filter(|field| !is_name(field)).collect();
            assert!(lost.is_empty(), "{path}: put it into FORMS, or {lost:?} into NAMES if nobody writes there");
        }
    }
}

/// Where each form posts to, and its fields of text.
fn forms() -> BTreeMap<String, Vec<String>> {
    let mut forms = BTreeMap::new();
    let mut folders = vec![Path::new("../app/src").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                forms.extend(forms_in(&fs::read_to_string(path).expect("a source")));
            }
        }
    }
    forms
}

fn forms_in(source: &str) -> Vec<(String, Vec<String>)> {
    let functions = source.split("#[server(endpoint = \"").skip(1);
    let form = |function: &str| {
        let (name, rest) = function.split_once('"')?;
        let (attribute, rest) = rest.split_once(")]")?;
        let (signature, _) = rest.split_once(" -> ")?;
        (!attribute.contains("GetUrl")).then(|| (format!("/api/{name}"), text_fields(signature)))
    };
    functions.filter_map(form).collect()
}

fn text_fields(signature: &str) -> Vec<String> {
    let fields = signature.split(": String").map(|before| before.rsplit([' ', '\n', '(']).next().unwrap_or_default());
    // Behind the last one there is no field any more.
    let mut fields: Vec<String> = fields.map(str::to_owned).collect();
    fields.pop();
    fields
}
