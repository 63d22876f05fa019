//! What meeting platforms write: reads their attendance exports.
