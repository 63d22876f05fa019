//! Text in UTF-16 that does not say so: exports and tables of office programs often have no mark.

/// Which byte of a letter comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WideText {
    LowFirst,
    HighFirst,
}

impl WideText {
    /// Every other byte of Latin letters is zero, and in any script that beside a space or the end of a line.
    #[must_use]
    pub fn without_mark(bytes: &[u8]) -> Option<Self> {
        let top = &bytes[..bytes.len().min(4_096)];
        let zeros = |parity: usize| top.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        let breaks = |low: usize| {
            let breaks = top.as_chunks::<2>().0.iter().filter(|pair| matches!(pair[low], b' ' | b'\n' | b'\r'));
            breaks.map(|pair| if pair[1 - low] == 0 { 1 } else { -1 }).sum::<i64>()
        };
        if odd > top.len() / 8 && even * 16 < odd || breaks(0) > 0 {
            return Some(Self::LowFirst);
        }
        (even > top.len() / 8 && odd * 16 < even || breaks(1) > 0).then_some(Self::HighFirst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_is_known_by_its_letters_or_its_breaks() {
        for text in ["Name,Joined\r\n", "姓名,首次入会时间\r\n王芳,昨天\r\n", "الاسم,وقت الدخول\r\n"]
        {
            let bytes = |of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(of).collect::<Vec<u8>>();
            assert_eq!(WideText::without_mark(&bytes(u16::to_le_bytes)), Some(WideText::LowFirst), "{text}");
            assert_eq!(WideText::without_mark(&bytes(u16::to_be_bytes)), Some(WideText::HighFirst), "{text}");
            assert_eq!(WideText::without_mark(text.as_bytes()), None, "{text}");
        }
    }
}
