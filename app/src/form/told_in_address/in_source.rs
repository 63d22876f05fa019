//! The parameters of addresses that forms lead to, as the sources have them: whoever adds one hears what to do about it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::TELLING;

/// Those that ask a page for what it shows, and so are to stay in its address.
const ASKING: [&str; 7] = ["file", "form", "kind", "list", "preview", "session", "status"];

/// What leads to an address.
const LEADING: [&str; 3] = ["redirect(", "lead_plain_post(", "Redirect::to("];

#[test]
fn what_a_form_leads_to_is_told_once_or_asked_for() {
    let mut known = BTreeSet::new();
    let mut folders = vec![Path::new("src").to_owned(), Path::new("../server/src").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for name in parameters(&fs::read_to_string(&path).expect("a source")) {
                assert!(
                    TELLING.contains(&name.as_str()) != ASKING.contains(&name.as_str()),
                    "{}: put {name} into TELLING if it says what a form did, or into ASKING if it says what to show",
                    path.display()
                );
                known.insert(name);
            }
        }
    }
    for name in TELLING.iter().chain(&ASKING) {
        assert!(known.contains(*name), "{name}: no form leads to it");
    }
}

/// Their names in a source that leads somewhere, its tests aside.
fn parameters(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    if !LEADING.iter().any(|leading| code.contains(leading)) {
        return Vec::new();
    }
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let names = code.split(['?', '&']).skip(1).filter_map(|rest| rest.split_once('=')).map(|(name, _)| name);
    names.filter(is_name).map(str::to_owned).collect()
}
