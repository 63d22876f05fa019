//! Why a document cannot be made.

/// None of these is the reader's fault: the server logs them and answers 500.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A sheet was put together wrongly; better no file than one with shifted columns.
    #[error("row {row} of the sheet “{title}” has {found} cells for {expected} columns")]
    Uneven { title: String, row: usize, found: usize, expected: usize },
    /// A workbook ends at 1,048,576 rows and 16,384 columns; a CSV does not.
    #[error("the sheet “{0}” has more rows or columns than a workbook holds")]
    TooLarge(String),
    #[error("the workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("the table cannot be written")]
    Csv(#[from] csv::Error),
}
