// `make bench`: figures and ratios of this build on this machine. Nothing here passes or fails.
//
//   node bench.mjs            everything
//   node bench.mjs pages      only what is named: visit, pages, upload, start, attendance, previews, search, gallery
//   LECTERN_BENCH_MATERIALS=100,1000 node bench.mjs gallery    without the 10,000, whose files take long to be checked and drawn

import { benchAttendance } from './bench/attendance.mjs';
import { benchGallery } from './bench/gallery.mjs';
import { benchPages } from './bench/pages.mjs';
import { benchPreviews } from './bench/previews.mjs';
import { benchSearch } from './bench/search.mjs';
import { benchStart } from './bench/start.mjs';
import { benchUploads } from './bench/upload.mjs';
import { benchFirstVisit } from './bench/visit.mjs';

const parts = { visit: benchFirstVisit, pages: benchPages, upload: benchUploads, start: benchStart, attendance: benchAttendance,
  previews: benchPreviews, search: benchSearch, gallery: benchGallery };
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await part();
}
