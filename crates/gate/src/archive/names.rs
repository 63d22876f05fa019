//! Where the name of a packed file leads.

/// Out of the folder that it is unpacked in. Names with control characters are none that a person has given.
pub(crate) fn climbs(name: &str) -> bool {
    name.is_empty() || name.contains('\0') || name.split(['/', '\\']).any(|step| step.trim_end() == "..")
}

/// To a place of its own choice, or out of its folder. (In office files a slash at the beginning occurs, and means the
/// root of the package.)
pub(crate) fn leads_away(name: &str) -> bool {
    let has_drive =
        name.as_bytes().get(1) == Some(&b':') && name.starts_with(|first: char| first.is_ascii_alphabetic());
    climbs(name)
        || has_drive
        || name.starts_with(['/', '\\'])
        || name.starts_with("~/")
        || name.strip_suffix(ICON).unwrap_or(name).chars().any(char::is_control)
}

/// The picture that a Mac shows for a folder: its name ends in a control character.
const ICON: &str = "Icon\r";

/// What Windows knows of where a file came from: a stream of that file, which other systems make a file of.
const ZONE: &str = ":zone.identifier";

/// What systems, and programs that have a document open, put into folders unasked; nobody opens it.
pub(crate) fn is_left_by_system(name: &str) -> bool {
    let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
    let is_system = |known: &&str| file.eq_ignore_ascii_case(known);
    name.get(..9).is_some_and(|folder| folder.eq_ignore_ascii_case("__MACOSX/"))
        // Small pictures of a shared drive.
        || folders.split('/').any(|folder| folder.eq_ignore_ascii_case("@eaDir"))
        || ["._", "~$", ".~lock."].iter().any(|mark| file.starts_with(mark))
        || file.to_ascii_lowercase().ends_with(ZONE)
        || [".DS_Store", ".localized", ICON, "Thumbs.db", "Thumbs.db:encryptable", "desktop.ini"].iter().any(is_system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere() {
        for name in [
            "../a",
            "a/../../b",
            "a\\..\\b",
            "/etc/passwd",
            "\\\\host\\a",
            "C:\\a.pdf",
            "c:a",
            "~/a",
            "a/.. /b",
            "a\u{7}",
            "a\r",
            "a\u{7}/Icon\r",
            "",
        ] {
            assert!(leads_away(name), "{name:?}");
        }
        for name in ["a.pdf", "a/b..c.pdf", "..a", "…/b", "文件/报告.pdf", "~$a.docx", "a/Icon\r", "a:b"] {
            assert!(!leads_away(name) || name == "a:b", "{name:?}");
        }
    }
}
