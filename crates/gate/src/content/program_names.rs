//! Names of files that are carried out when they are opened.

/// Endings of names that a double click carries out on some system.
pub(crate) fn is_program_name(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "exe",
        "com",
        "scr",
        "pif",
        "bat",
        "cmd",
        "msi",
        "msp",
        "msix",
        "appx",
        "dll",
        "cpl",
        "sys",
        "drv",
        "ocx",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "wsc",
        "sct",
        "hta",
        "ps1",
        "psm1",
        "psd1",
        "lnk",
        "url",
        "reg",
        "inf",
        "chm",
        "hlp",
        "jar",
        "jnlp",
        "class",
        "apk",
        "app",
        "command",
        "sh",
        "bash",
        "csh",
        "ksh",
        "py",
        "pyw",
        "pyc",
        "pl",
        "rb",
        "php",
        "desktop",
        "deb",
        "rpm",
        "dmg",
        "pkg",
        "iso",
        "img",
        "vhd",
        "vhdx",
        "scf",
        "gadget",
        "application",
        "settingcontent-ms",
        "library-ms",
        "search-ms",
        "xll",
        "xlam",
        "ppam",
        "wll",
        "swf",
        "one",
    ];
    let name = name.trim_end_matches(['.', ' ', '\0']);
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs_are_known_in_any_case() {
        assert!(is_program_name("Setup.EXE") && is_program_name("a.pdf.js") && is_program_name("a.exe. "));
        assert!(!is_program_name("report.pdf") && !is_program_name("exe"));
    }
}
