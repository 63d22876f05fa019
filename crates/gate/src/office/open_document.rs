//! OpenDocument: what LibreOffice writes.

use domain::gate::{FileKind, Hold, Refusal};

use super::relations::is_elsewhere;
use super::xml::{Piece, Tag, read};
use super::{basic, embedded, formulas};
use crate::archive::Package;
use crate::check::{Check, Checked, Stop};
use crate::source::up_to;

const MANIFEST: &str = "META-INF/manifest.xml";

/// What the file says of itself in its first entry, or in its manifest if that is missing. `None` if it is no such file.
pub(super) fn kind_of(package: &mut Package<'_>, named: FileKind, check: &Check<'_>) -> Checked<Option<FileKind>> {
    let mut stated = None;
    if let Some(place) = package.place_of("mimetype") {
        let bytes = package.unpack(place, check, |reader| Ok(up_to(reader, 200)?))?;
        stated = Some(String::from_utf8_lossy(&bytes).trim().to_owned());
    } else if let Some(place) = package.place_of(MANIFEST) {
        package.unpack(place, check, |reader| {
            read(reader, check, |piece| {
                if let Piece::Start(tag) = piece
                    && tag.any("full-path", |path| path == "/")
                {
                    stated = tag.attribute("media-type");
                }
            })
        })?;
    }
    let Some(stated) = stated else { return Ok(None) };
    let Some(kind) = stated.strip_prefix("application/vnd.oasis.opendocument.") else {
        // An e-book, say; or a plain archive that happens to have such a file in it.
        return Ok(None);
    };
    match kind.trim_end_matches("-template").trim_end_matches("-master") {
        "text" => Ok(Some(FileKind::Odt)),
        "presentation" => Ok(Some(FileKind::Odp)),
        "spreadsheet" => Ok(Some(FileKind::Ods)),
        _ => {
            let looks = domain::gate::Looks::Other(format!("OpenDocument {kind}"));
            Err(Refusal::ContentDiffers { named, looks }.into())
        }
    }
}

pub(super) fn examine(mut package: Package<'_>, check: &Check<'_>) -> Checked {
    refuse_encrypted(&mut package, check)?;
    let Some(content) = package.place_of("content.xml") else { return Err(Stop::Broken) };
    for (place, entry) in package.entries().to_vec().iter().enumerate() {
        if entry.is_folder {
            continue;
        }
        let file = entry.name.rsplit('/').next().unwrap_or_default();
        let is_read = matches!(file, "content.xml" | "styles.xml" | "meta.xml" | "script-lc.xml" | "dialog-lc.xml");
        let is_script = is_script(&entry.name) || !is_read && basic::is_module(&mut package, place, check)?;
        if is_script && !basic::is_idle(&mut package, place, check)? {
            check.hold(Hold::Macros);
        }
        if is_read {
            let examined = package.unpack(place, check, |reader| {
                read(reader, check, |piece| {
                    if let Piece::Start(tag) = piece {
                        look_at(&tag, check);
                    }
                })
            });
            match examined {
                Err(Stop::Broken) if place != content => {
                    package.read_through(place, check)?;
                    embedded::examine(&mut package, place, &entry.name, check)?;
                }
                examined => examined?,
            }
        } else {
            embedded::examine(&mut package, place, &entry.name, check)?;
        }
    }
    Ok(())
}

fn refuse_encrypted(package: &mut Package<'_>, check: &Check<'_>) -> Checked {
    let Some(place) = package.place_of(MANIFEST) else { return Ok(()) };
    let mut is_encrypted = false;
    package.unpack(place, check, |reader| {
        read(reader, check, |piece| {
            if let Piece::Start(tag) = piece {
                is_encrypted |= tag.name() == "encryption-data";
            }
        })
    })?;
    // Newer programs pack the whole file once more, and encrypt that.
    if is_encrypted || package.place_of("encrypted-package").is_some() {
        Err(Refusal::Encrypted.into())
    } else {
        Ok(())
    }
}

/// Modules of Basic, and scripts in other languages. The lists of libraries are there without any module, too.
fn is_script(name: &str) -> bool {
    let Some((folder, rest)) = name.split_once('/') else { return false };
    let file = rest.rsplit('/').next().unwrap_or_default();
    let is_list = matches!(file, "script-lc.xml" | "script-lb.xml" | "dialog-lc.xml" | "dialog-lb.xml" | "");
    (folder.eq_ignore_ascii_case("Basic") || folder.eq_ignore_ascii_case("Scripts")) && !is_list
}

fn look_at(tag: &Tag<'_>, check: &Check<'_>) {
    const LOADED: [&str; 15] = [
        "image",
        "object",
        "object-ole",
        "plugin",
        "floating-frame",
        "applet",
        "section-source",
        "table-source",
        "cell-range-source",
        "fill-image",
        "background-image",
        "list-level-style-image",
        "font-face-uri",
        "definition-src",
        // Another file takes the place of this one after some time.
        "auto-reload",
    ];
    if let Some(attribute) = place_of_formula(tag) {
        tag.attributes(attribute).for_each(|formula| formulas::look_at(&formula, check));
    }
    let name = tag.name();
    match name {
        "event-listener" => {
            // Shapes of a presentation that lead to another slide are listeners as well.
            if tag.any("href", is_script_address) || tag.any("language", |name| name.contains("starbasic")) {
                check.hold(Hold::Macros);
            } else if tag.any("action", |action| action == "execute") {
                check.hold(Hold::EmbeddedPrograms);
            }
        }
        "script" => check.hold(Hold::Macros),
        // Its modules are somewhere else.
        "library" if tag.any("href", is_elsewhere) => check.hold(Hold::Macros),
        "a" | "area" | "button" if tag.any("href", is_script_address) => check.hold(Hold::Macros),
        "dde-source" | "dde-link" | "dde-connection-decl" => check.hold(Hold::Dde),
        name if (LOADED.contains(&name) || tag.any("actuate", |when| when == "onLoad"))
            && tag.any("href", is_elsewhere) =>
        {
            check.hold(Hold::ExternalContent);
        }
        _ => {}
    }
}

/// Of a script in the document, or of one that came with the program.
fn is_script_address(target: &str) -> bool {
    target.starts_with("vnd.sun.star.script:") || target.starts_with("macro:")
}

/// Of cells, also as they were before a change, of names, of what may be entered, and of formats that depend on something.
fn place_of_formula(tag: &Tag<'_>) -> Option<&'static str> {
    match tag.name() {
        "table-cell" | "covered-table-cell" | "change-track-table-cell" => Some("formula"),
        "named-expression" => Some("expression"),
        "content-validation" | "map" => Some("condition"),
        "condition" | "color-scale-entry" | "data-bar-entry" | "formatting-entry" => Some("value"),
        _ => None,
    }
}
