//! Sizes in words.

/// `1.5 MiB`, as people read sizes.
pub fn size_text(bytes: u64) -> String {
    in_unit_of(bytes, bytes)
}

/// `0.9 MiB of 12 MiB`: both in the unit of the whole.
pub fn part_text(part: u64, whole: u64) -> String {
    match part {
        0 => format!("Nothing of {} sent yet", size_text(whole)),
        _ => format!("{} of {}", in_unit_of(part, whole), size_text(whole)),
    }
}

/// What is more than nothing does not read like it.
fn in_unit_of(bytes: u64, whole: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if whole < 1024 {
        return format!("{bytes} bytes");
    }
    let (mut value, mut whole, mut unit) = (bytes as f64 / 1024.0, whole as f64 / 1024.0, 0);
    while whole >= 1024.0 && unit + 1 < UNITS.len() {
        (value, whole) = (value / 1024.0, whole / 1024.0);
        unit += 1;
    }
    let value = value.max(0.1);
    if value < 10.0 { format!("{value:.1} {}", UNITS[unit]) } else { format!("{value:.0} {}", UNITS[unit]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1024 * 1024;

    #[test]
    fn sizes_read_well() {
        assert_eq!(size_text(1536), "1.5 KiB");
        assert_eq!(size_text(500 * MIB), "500 MiB");
        assert_eq!(size_text(0), "0 bytes");
    }

    #[test]
    fn a_part_reads_in_the_unit_of_the_whole() {
        assert_eq!(part_text(0, 88 * 1024), "Nothing of 88 KiB sent yet");
        assert_eq!(part_text(1, 88 * 1024), "0.1 KiB of 88 KiB");
        assert_eq!(part_text(900 * 1024, 12 * MIB), "0.9 MiB of 12 MiB");
        assert_eq!(part_text(12 * MIB, 12 * MIB), "12 MiB of 12 MiB");
        assert_eq!(part_text(7, 500), "7 bytes of 500 bytes");
    }
}
