//! What the objects of a PDF do.

use std::collections::{HashMap, HashSet};

use domain::gate::Hold;

use super::object::{Dict, Object};
use super::password::Cipher;
use crate::check::{Check, Checked, Stop};
use crate::content::program_names::is_program_name;
use crate::office::is_elsewhere;

/// Where an object is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whence {
    pub(super) number: u32,
    pub(super) generation: u32,
    /// In a stream of objects, where texts are not encrypted once more.
    pub(super) is_packed: bool,
    /// In the bytes of another object's stream: perhaps of an attached PDF, which has pages and passwords of its own.
    pub(super) is_within: bool,
}

#[derive(Debug)]
pub(super) enum Encryption {
    At(u32),
    Here(Dict<'static>),
}

#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) encryption: Option<Encryption>,
    /// The file's own, which keys are made with.
    pub(super) id: Vec<u8>,
    /// What a file that is laid out for the web says it is long.
    pub(super) linearized_length: Option<u64>,
    /// Streams of attachments, and (true) of forms that are XML.
    pub(super) looked_into: HashSet<(u32, bool)>,
    /// Where to begin. It is told at the end of a file: without it, the file was cut.
    roots: HashSet<u32>,
    /// Objects that are a catalogue, each with where it says that the pages are.
    catalogs: HashSet<(u32, u32)>,
    /// Pages, and lists of them.
    pages: HashSet<u32>,
    has_page: bool,
    /// Names of attachments.
    file_names: Vec<(Whence, Vec<u8>)>,
    /// What starts by itself.
    automatic: Vec<u32>,
    /// Objects that are nothing but the name of something that runs, and objects that are referred to for what an action
    /// does.
    words: HashMap<u32, Hold>,
    worded_elsewhere: Vec<u32>,
    actions: HashMap<u32, Action>,
}

/// An object that is an action, or holds some.
#[derive(Debug, Default)]
struct Action {
    reaches_out: bool,
    next: Vec<u32>,
}

/// A form has fewer parts.
const MOST_PARTS: usize = 64;
/// More names are not kept: files with so many attachments are none to look through.
const MOST_NAMES: usize = 10_000;

impl Findings {
    pub(super) fn take_trailer(&mut self, dict: &Dict<'_>) {
        self.roots.extend(dict.get("Root").and_then(reference));
        match dict.get("Encrypt") {
            Some(Object::Reference(number, _)) => self.encryption = Some(Encryption::At(*number)),
            Some(Object::Dict(encryption)) => self.encryption = Some(Encryption::Here(encryption.owned())),
            _ => {}
        }
        if let Some(Object::Array(ids)) = dict.get("ID")
            && let Some(Object::Text(id)) = ids.first()
        {
            self.id = id.to_vec();
        }
    }

    pub(super) fn take(&mut self, object: &Object<'_>, whence: Whence, check: &Check<'_>) {
        if let Object::Dict(dict) = object {
            if !whence.is_within {
                self.take_structure(dict, whence.number);
            }
            let action = Action { reaches_out: reaches_out(dict), next: next_of(dict) };
            if action.reaches_out || !action.next.is_empty() {
                let known = self.actions.entry(whence.number).or_default();
                known.reaches_out |= action.reaches_out;
                known.next.extend(action.next);
            }
        }
        match object {
            Object::Name(name) => {
                if let Some(hold) = run_by(name) {
                    self.words.insert(whence.number, hold);
                }
            }
            Object::Array(items) if items.len() <= MOST_PARTS => {
                self.looked_into.extend(parts_of_form(items).map(|number| (number, true)));
            }
            _ => {}
        }
        self.walk(object, whence, check);
    }

    fn take_structure(&mut self, dict: &Dict<'_>, number: u32) {
        let has = |key| dict.get(key).is_some();
        // Some writers leave the type out.
        let (is_catalog, is_page) = match dict.name("Type") {
            Some(b"Catalog") => (true, false),
            Some(b"Page") => (false, true),
            Some(b"XRef") => {
                self.take_trailer(dict);
                (false, false)
            }
            None => (true, has("Parent") && (has("Contents") || has("MediaBox"))),
            _ => (false, false),
        };
        let pages = match dict.get("Pages") {
            Some(Object::Reference(pages, _)) => Some(*pages),
            Some(Object::Dict(_)) => Some(number),
            _ => None,
        };
        if let Some(pages) = pages.filter(|_| is_catalog) {
            self.catalogs.insert((number, pages));
        }
        if is_page || has("Kids") || pages == Some(number) {
            self.pages.insert(number);
        }
        self.has_page |= is_page;
        if let (Some(_), Some(Object::Number(length))) = (dict.get("Linearized"), dict.get("L")) {
            self.linearized_length = Some(*length as u64);
        }
    }

    /// Objects lie in one another only as deep as the limits allow.
    fn walk(&mut self, object: &Object<'_>, whence: Whence, check: &Check<'_>) {
        match object {
            Object::Array(items) => items.iter().for_each(|item| self.walk(item, whence, check)),
            Object::Dict(dict) => {
                for (key, value) in &dict.0 {
                    self.take_entry(key, value, dict, whence, check);
                    self.walk(value, whence, check);
                }
            }
            _ => {}
        }
    }

    fn take_entry(&mut self, key: &[u8], value: &Object<'_>, dict: &Dict<'_>, whence: Whence, check: &Check<'_>) {
        match (key, value) {
            (b"S", Object::Name(name)) => {
                if let Some(hold) = run_by(name) {
                    check.hold(hold);
                }
            }
            (b"S", Object::Reference(number, _)) if self.worded_elsewhere.len() < MOST_NAMES => {
                self.worded_elsewhere.push(*number);
            }
            // The latter is of three-dimensional pictures.
            (b"JS", Object::Text(_) | Object::Reference(..)) | (b"OnInstantiate", Object::Reference(..)) => {
                check.hold(Hold::PdfJavaScript);
            }
            (b"OpenAction" | b"AA", value) => self.take_automatic(value, check),
            // The streams of an attachment, in a list that may be an object of its own.
            (b"F" | b"UF" | b"Unix" | b"DOS" | b"Mac", Object::Reference(number, _)) => {
                self.looked_into.insert((*number, false));
            }
            (b"EF", _) => {
                let names = ["F", "UF", "Unix", "DOS", "Mac"].iter().filter_map(|key| dict.get(key));
                for name in names {
                    if let Object::Text(name) = name
                        && self.file_names.len() < MOST_NAMES
                    {
                        self.file_names.push((whence, name.to_vec()));
                    }
                }
            }
            (b"Type", Object::Name(name)) if **name == *b"EmbeddedFile" => {
                self.looked_into.insert((whence.number, false));
            }
            (b"XFA", Object::Array(parts)) => {
                self.looked_into.extend(parts_of_form(parts).map(|number| (number, true)));
            }
            (b"XFA", Object::Reference(number, _)) => {
                self.looked_into.insert((*number, true));
            }
            _ => {}
        }
    }

    fn take_automatic(&mut self, value: &Object<'_>, check: &Check<'_>) {
        match value {
            Object::Reference(number, _) => self.automatic.push(*number),
            Object::Dict(dict) => {
                if reaches_out(dict)
                    || dict.0.iter().any(|(_, value)| matches!(value, Object::Dict(dict) if reaches_out(dict)))
                {
                    check.hold(Hold::PdfAutomaticAction);
                }
                self.automatic.extend(next_of(dict));
            }
            _ => {}
        }
    }

    /// Is one of the attachments called like a program?
    pub(super) fn names_program(&self, cipher: Option<&Cipher>) -> bool {
        self.file_names.iter().any(|(whence, name)| {
            let name = match cipher {
                Some(cipher) if !whence.is_packed => cipher.decrypted_text(*whence, name),
                _ => name.clone(),
            };
            // In UTF-16, every second byte of such an ending is zero.
            let name: Vec<u8> = name.into_iter().filter(|byte| *byte != 0).collect();
            is_program_name(&String::from_utf8_lossy(&name))
        })
    }

    pub(super) fn judge(self, check: &Check<'_>) -> Checked {
        for hold in self.worded_elsewhere.iter().filter_map(|number| self.words.get(number)) {
            check.hold(*hold);
        }
        let (mut open, mut seen) = (self.automatic, HashSet::new());
        while let Some(number) = open.pop() {
            let Some(action) = self.actions.get(&number).filter(|_| seen.insert(number)) else { continue };
            if action.reaches_out {
                check.hold(Hold::PdfAutomaticAction);
            }
            open.extend(&action.next);
        }
        let is_begun_with = |(catalog, pages): &(u32, u32)| self.roots.contains(catalog) && self.pages.contains(pages);
        if self.has_page && self.catalogs.iter().any(is_begun_with) { Ok(()) } else { Err(Stop::Broken) }
    }
}

/// Does a stream say that its bytes lie on another machine?
pub(super) fn lies_elsewhere(stream: &Dict<'_>) -> bool {
    let leads = |dict: &Dict<'_>| match dict.get("F") {
        Some(Object::Text(target)) => is_elsewhere(&String::from_utf8_lossy(target)),
        _ => false,
    };
    match stream.get("F") {
        Some(Object::Dict(file)) => file.name("FS") == Some(b"URL") || leads(file),
        _ => leads(stream),
    }
}

/// A form that is XML, in parts: names, and references to streams. The list may be an object of its own, which nothing
/// marks as such.
fn parts_of_form(items: &[Object<'_>]) -> impl Iterator<Item = u32> {
    let (pairs, _) = items.as_chunks::<2>();
    pairs.iter().filter(|pair| matches!(pair[0], Object::Text(_))).filter_map(|pair| reference(&pair[1]))
}

/// What runs by an action of this name.
fn run_by(action: &[u8]) -> Option<Hold> {
    match action {
        b"JavaScript" => Some(Hold::PdfJavaScript),
        b"Launch" => Some(Hold::PdfLaunch),
        _ => None,
    }
}

fn reference(object: &Object<'_>) -> Option<u32> {
    match object {
        Object::Reference(number, _) => Some(*number),
        _ => None,
    }
}

/// Does this action go beyond the document? Links that are clicked do as well, and are not asked here.
fn reaches_out(dict: &Dict<'_>) -> bool {
    matches!(dict.name("S"), Some(b"SubmitForm" | b"ImportData" | b"GoToR" | b"GoToE" | b"URI"))
        || matches!(dict.get("Next"), Some(Object::Dict(next)) if matches!(next.name("S"), Some(b"SubmitForm" | b"ImportData" | b"GoToR" | b"GoToE" | b"URI")))
}

/// Objects that an action goes on to, or that a list of actions by occasion holds. Pressing a button is no occasion of
/// that kind.
fn next_of(dict: &Dict<'_>) -> Vec<u32> {
    const OCCASIONS: [&[u8]; 18] = [
        b"O", b"C", b"E", b"X", b"Fo", b"Bl", b"PO", b"PC", b"PV", b"PI", b"K", b"F", b"V", b"WC", b"WS", b"DS", b"WP",
        b"DP",
    ];
    let is_action = dict.get("S").is_some();
    let leads = |key: &[u8]| key == b"Next" || !is_action && dict.get("Type").is_none() && OCCASIONS.contains(&key);
    let mut next = Vec::new();
    for (_, value) in dict.0.iter().filter(|(key, _)| leads(key)) {
        match value {
            Object::Reference(number, _) => next.push(*number),
            Object::Array(items) if next.len() < 1_000 => next.extend(items.iter().take(1_000).filter_map(reference)),
            _ => {}
        }
    }
    next
}
