//! How much of a file is looked at. Discussion materials of a seminar stay far below all of these.

/// What a file may cost. Sizes that a file claims to have are never believed: it is counted while reading.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Files packed into one, with those in archives within it.
    pub entries: usize,
    /// What one packed file, or one stream of a PDF, may unpack to. Bytes.
    pub entry_bytes: u64,
    /// What all of them together may unpack to. Bytes.
    pub total_bytes: u64,
    /// How many times its size a file may unpack to, once that is more than [`Limits::ratio_from_bytes`].
    /// (Deflate reaches 1,032.)
    pub ratio: u64,
    /// White pictures and empty tables unpack to hundreds of times their size, too. Bytes.
    pub ratio_from_bytes: u64,
    /// Archives and documents in one another: a document in an archive in an archive is 3.
    pub depth: u32,
    /// The largest packed file that is looked into as a file of its own; it is held in memory meanwhile. Bytes.
    pub nested_bytes: u64,
    /// The largest part of an office file that is read tag by tag. Bytes.
    pub xml_bytes: u64,
    /// Bytes between one `<` and the next.
    pub xml_tag_bytes: u64,
    /// How deep tags may lie in one another.
    pub xml_depth: u32,
    /// The directory of an archive. Bytes.
    pub directory_bytes: u64,
    /// Objects of a PDF, with those in its object streams.
    pub pdf_objects: usize,
    /// The largest object of a PDF without its stream. Bytes.
    pub pdf_object_bytes: usize,
    /// The largest stream of packed objects. It is held in memory. Bytes.
    pub pdf_object_stream_bytes: u64,
    /// How deep arrays and dictionaries may lie in one another.
    pub pdf_depth: u32,
    /// How many times its size the objects of a PDF may be read, beyond [`Limits::parsed_from_bytes`]: they may lie in
    /// one another, and many may refer to one.
    pub parsed_times: u64,
    /// Objects in streams unpack to more than the file. Bytes.
    pub parsed_from_bytes: u64,
    /// Width times height of a picture.
    pub pixels: u64,
    /// For all of it, of the processor.
    pub seconds: u64,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 10_000,
            entry_bytes: 1024 * MIB,
            total_bytes: 2048 * MIB,
            ratio: 250,
            ratio_from_bytes: 128 * MIB,
            depth: 3,
            nested_bytes: 128 * MIB,
            xml_bytes: 256 * MIB,
            xml_tag_bytes: 16 * MIB,
            xml_depth: 1_000,
            directory_bytes: 16 * MIB,
            pdf_objects: 3_000_000,
            pdf_object_bytes: 8 * MIB as usize,
            pdf_object_stream_bytes: 64 * MIB,
            pdf_depth: 100,
            parsed_times: 16,
            parsed_from_bytes: 64 * MIB,
            pixels: 500_000_000,
            seconds: 20,
        }
    }
}
