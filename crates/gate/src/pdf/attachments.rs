//! What is attached to a PDF, and forms that are XML.

use domain::gate::Hold;

use super::Reader;
use super::findings::Whence;
use super::object::Object;
use super::packing::{Filter, Packing};
use super::password::Cipher;
use super::scan::Place;
use crate::check::Checked;
use crate::content::{Family, signature};
use crate::office::embedded;
use crate::source::{find, is_any_case_in};

impl Reader<'_, '_> {
    /// Programs that are attached, by name or by their bytes; what attached documents do; scripts in forms.
    pub(super) fn look_into_attachments(&mut self, cipher: Option<&Cipher>) -> Checked {
        if self.findings.names_program(cipher) {
            self.check.hold(Hold::EmbeddedPrograms);
        }
        let looked_into = std::mem::take(&mut self.findings.looked_into);
        let place = |(number, is_form)| Some((*self.places.get(&number)?, is_form));
        let mut looked_into: Vec<(Place, bool)> = looked_into.into_iter().filter_map(place).collect();
        looked_into.sort_unstable_by_key(|(place, _)| place.offset);
        for (Place { number, generation, offset }, is_form) in looked_into {
            self.check.in_time()?;
            let parsed = self.window.parse(offset, self.check, |object, stream| match object {
                Object::Dict(dict) => stream.map(|begin| (dict.shallow(), begin)),
                _ => None,
            })?;
            let Some((dict, begin)) = parsed.flatten() else { continue };
            let stream = self.locate(&dict, begin)?;
            let whence = Whence { number, generation, is_packed: false, is_within: false };
            let packing = Packing::of(&dict);
            if packing.has(Filter::Old) {
                self.check.hold(if is_form { Hold::PdfJavaScript } else { Hold::EmbeddedPrograms });
            }
            let most = if is_form { 16 * 1024 * 1024 } else { 4096 };
            let bytes = stream.beginning(&mut self.window, &packing, whence, cipher, most, self.check)?;
            if is_form && (is_any_case_in(&bytes, b"<script") || find(&bytes, b"xfa.host").is_some()) {
                self.check.hold(Hold::PdfJavaScript);
            }
            if !is_form && signature::is_program(&bytes) {
                self.check.hold(Hold::EmbeddedPrograms);
            }
            if !is_form && Family::of(&bytes).is_some_and(Family::is_document) {
                let most = self.check.limits.nested_bytes;
                let bytes = stream.beginning(&mut self.window, &packing, whence, cipher, most, self.check)?;
                embedded::examine_bytes(bytes, self.check)?;
            }
        }
        Ok(())
    }
}
