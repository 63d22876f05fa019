//! What the parts of an Office Open XML file refer to.

use std::collections::HashMap;

use domain::gate::Hold;

use super::xml::{Piece, read};
use crate::archive::Package;
use crate::check::{Check, Checked};

/// Files in the package as [`known_as`] tells them, and whether anything refers to them.
pub(super) type Targets = HashMap<String, bool>;

/// The part that the package is about.
pub(super) fn main_part(package: &mut Package<'_>, check: &Check<'_>) -> Checked<Option<String>> {
    let Some(place) = package.place_of("_rels/.rels") else { return Ok(None) };
    let mut main = None;
    package.unpack(place, check, |reader| {
        read(reader, check, |piece| {
            if let Piece::Start(tag) = piece
                && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = tag.attribute("Target").map(|target| target.trim_start_matches("./").to_owned()).or(main.take());
            }
        })
    })?;
    Ok(main)
}

/// Holds for what a program fetches from elsewhere on opening: pictures, templates, linked objects, and whatever else a
/// part is made of. Links that are clicked are fine, and so are other workbooks that cells refer to: Excel asks first.
/// Films from the web start when they are clicked; those of a share are opened with their slide.
///
/// What the package has no file of is not kept in `targets`: a list may name millions.
pub(super) fn examine(package: &mut Package<'_>, place: usize, targets: &mut Targets, check: &Check<'_>) -> Checked {
    const ASKED_FOR: [&str; 5] = ["/hyperlink", "/externallink", "/xlexternallink", "/xlpathmissing", "/slideupdate"];
    const PLAYED: [&str; 3] = ["/video", "/audio", "/media"];
    const MACROS: [&str; 4] = ["/xlmacrosheet", "/xlintlmacrosheet", "/vbaproject", "/wordvbadata"];
    let chart = package.entries().get(place).and_then(|entry| chart_of(&entry.name));
    let mut has_numbers_elsewhere = false;
    package.unpack(place, check, |reader| {
        read(reader, check, |piece| {
            let Piece::Start(tag) = piece else { return };
            let kind = tag.attribute("Type").unwrap_or_default().to_ascii_lowercase();
            let is = |kinds: &[&str]| kinds.iter().any(|known| kind.contains(known));
            if is(&MACROS) {
                check.hold(Hold::Macros);
            }
            if !tag.any("TargetMode", |mode| mode.eq_ignore_ascii_case("External")) {
                let target = tag.attribute("Target").map(|target| known_as(&target));
                if let Some(is_referred_to) = target.and_then(|target| targets.get_mut(&target)) {
                    *is_referred_to = true;
                }
                return;
            }
            if is(&["/hyperlink"]) && tag.any("Target", starts_program) {
                check.hold(Hold::EmbeddedPrograms);
            }
            let is_loaded = match is(&PLAYED) {
                true => tag.any("Target", is_on_a_share),
                false => !is(&ASKED_FOR) && tag.any("Target", is_elsewhere),
            };
            match is_loaded {
                true if chart.is_some() && is(&["/oleobject"]) => has_numbers_elsewhere = true,
                true => check.hold(Hold::ExternalContent),
                false => {}
            }
        })
    })?;
    match chart {
        Some(chart) if has_numbers_elsewhere && updates_itself(package, &chart, check)? => {
            check.hold(Hold::ExternalContent);
        }
        _ => {}
    }
    Ok(())
}

/// Without its folders.
pub(super) fn file_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The same in lower case, and with `%20` as the space that it stands for.
pub(super) fn known_as(path: &str) -> String {
    let path = path.replace('\\', "/");
    let (mut name, mut rest) = (Vec::new(), file_of(&path).as_bytes());
    while let [first, behind @ ..] = rest {
        let digit = |place: usize| behind.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                name.push((high << 4 | low) as u8);
                rest = behind.get(2..).unwrap_or_default();
            }
            _ => {
                name.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&name).to_ascii_lowercase()
}

/// `ppt/charts/_rels/chart1.xml.rels` belongs to `ppt/charts/chart1.xml`.
fn chart_of(relations: &str) -> Option<String> {
    let (folder, file) = relations.rsplit_once("/_rels/")?;
    let chart = file.strip_suffix(".rels")?;
    folder.ends_with("/charts").then(|| format!("{folder}/{chart}"))
}

/// A chart keeps the numbers it shows, wherever they are from, and gets them anew when it is asked to or says so here.
fn updates_itself(package: &mut Package<'_>, chart: &str, check: &Check<'_>) -> Checked<bool> {
    let Some(place) = package.place_of(chart) else { return Ok(true) };
    let mut updates = false;
    package.unpack(place, check, |reader| {
        read(reader, check, |piece| {
            if let Piece::Start(tag) = piece
                && tag.name() == "autoUpdate"
            {
                updates |= tag.attribute("val").is_none() || tag.any("val", is_on);
            }
        })
    })?;
    Ok(updates)
}

pub(super) fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// On another machine: a web address, or a share of a network. Folders of the writer's own machine are what templates
/// and pasted pictures often refer to, and lead nowhere on any other.
pub(crate) fn is_elsewhere(target: &str) -> bool {
    let target = target.trim().replace('\\', "/").to_ascii_lowercase();
    if let Some(page) = target.strip_prefix("mhtml:") {
        return is_page_elsewhere(page);
    }
    if let Some(path) = target.strip_prefix("file:") {
        let slashes = path.bytes().take_while(|byte| *byte == b'/').count();
        let path = path.trim_start_matches('/');
        let is_drive = path.as_bytes().get(1).is_some_and(|second| matches!(second, b':' | b'|'));
        // `file:///C:/…` is here, `file://host/…` and `file://///host/…` are not, `file:///home/…` is here again.
        return !is_drive && !path.is_empty() && matches!(slashes, 2 | 4..) && !path.starts_with("localhost/");
    }
    const SCHEMES: [&str; 17] = [
        "http:",
        "https:",
        "ftp:",
        "ftps:",
        "mk:",
        "ms-",
        "res:",
        "jar:",
        "smb:",
        "dav:",
        "webdav:",
        "ldap:",
        "search-ms:",
        "script:",
        "javascript:",
        "vbscript:",
        "soap:",
    ];
    target.starts_with("//") || SCHEMES.iter().any(|scheme| target.starts_with(scheme))
}

/// The same of a word out of an address that spaces may divide: what comes behind it may lead anywhere.
pub(crate) fn may_be_elsewhere(word: &str) -> bool {
    is_elsewhere(word) || word.trim().to_ascii_lowercase().starts_with("mhtml:")
}

/// Of a page that is saved whole, and behind `!` a picture in it. If the page is missing, an address that stands there is
/// fetched instead.
fn is_page_elsewhere(page: &str) -> bool {
    let (page, part) = page.split_once('!').unwrap_or((page, ""));
    !page.starts_with("file:") || is_elsewhere(page) || part.contains([':', '%', '!']) || part.starts_with("//")
}

/// Whoever opens it tells the other machine who they are.
fn is_on_a_share(target: &str) -> bool {
    let target = target.trim().replace('\\', "/").to_ascii_lowercase();
    is_elsewhere(&target) && (target.starts_with("//") || target.starts_with("file:") || target.starts_with("smb:"))
}

/// A link that runs something on the reader's machine. Scripts of web pages are none of it: office programs carry out
/// no such link, and many were pasted with the text of a page.
fn starts_program(target: &str) -> bool {
    let target = target.to_ascii_lowercase();
    ["ms-msdt:", "search-ms:"].iter().any(|scheme| target.trim().starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elsewhere_is_another_machine() {
        for target in [
            "https://a.example/t.dotm",
            "HTTP://a/b",
            "\\\\host\\share\\t.dotx",
            "file://host/t.dotx",
            "file:///\\\\host\\t",
            "mhtml:http://a!x",
            "mhtml:a.mht",
            "mhtml:file://host/a.mht!a.png",
            "mhtml:file://\\\\host\\a.mht",
            "mhtml:file://C:\\a.mht!http://a/b.png",
            "mhtml:file://C:\\a.mht!x-usc:http://a",
            "mhtml:file://C:\\a.mht!x-usc%3Ahttp://a",
            "mhtml:file://C:\\a.mht!\\\\host\\b.png",
            "mhtml:file://C:\\a.mht!a!http://b",
            "mhtml:mhtml:http://a",
            "script:https://a/b.sct",
            "soap:wsdl=https://a",
        ] {
            assert!(is_elsewhere(target), "{target}");
        }
        for target in [
            "file:///C:\\Users\\a\\Normal.dotm",
            "file:///home/a/x.png",
            "mhtml:file://C:\\Users\\a\\port.mht",
            "mhtml:file:///C:/port.mht!port_files/image001.png",
            "media/a.png",
            "../NULL",
            "C:\\a.dot",
            "",
            "about:blank",
        ] {
            assert!(!is_elsewhere(target), "{target}");
        }
    }
}
