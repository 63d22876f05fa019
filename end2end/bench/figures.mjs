// How figures are told.

export function heading(text) {
  console.log(`\n## ${text}\n`);
}

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
export const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
export const seconds = (millis) => `${(millis / 1000).toFixed(2)} s`;
