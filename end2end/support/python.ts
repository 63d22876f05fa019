// Foreign readers: what Lectern hands out has to make sense to programs that know nothing of it.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs one of this folder's Python scripts and reads the JSON that it prints. */
export async function python(script: string, ...args: string[]): Promise<any> {
  const program = process.env.LECTERN_PYTHON;
  if (!program) throw new Error('LECTERN_PYTHON names a Python with what scripts/requirements.txt names; `make test` sets it');
  const { stdout } = await run(program, [join(import.meta.dirname, script), ...args]);
  return JSON.parse(stdout);
}
