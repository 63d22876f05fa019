// A real server on a real folder, and the people of its sample seminar.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Cookie } from '@playwright/test';

export const SEMINAR = '/seminars/e-port-2021';
export const PASSWORD = 'a long sample password';
export const STAFF = 'staff@example.org';

export class Office {
  private child?: ChildProcess;
  private links = new Map<string, string>();
  private port = 0;
  /** Who has accepted the invitation already. */
  readonly confirmed = new Set<string>();
  /** Their newest sign-ins, to come back with: passwords are slow, and tries with them are counted. */
  readonly signIns = new Map<string, Cookie[]>();

  private constructor(readonly folder: string) {}

  static async open(): Promise<Office> {
    const office = new Office(await mkdtemp(join(tmpdir(), 'lectern-e2e-')));
    await office.start();
    return office;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the server, on the same port as before, and waits until it says that it listens. */
  async start(): Promise<void> {
    const program = process.env.LECTERN_BIN;
    if (!program) throw new Error('LECTERN_BIN names the program under test; `make test` sets it');
    const args = ['serve', '--demo', '--addr', `127.0.0.1:${this.port}`, '--data', this.folder];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LECTERN_LOG: 'error' } });
    this.child = child;
    // The first start takes a port from the system; links in the sample carry it.
    for await (const line of createInterface({ input: child.stdout! })) {
      const link = /^\s+(\S+@\S+)\s+(http\S+)$/.exec(line);
      if (link) this.links.set(link[1], link[2]);
      const listens = /listens on http:\/\/.*:(\d+)$/.exec(line);
      if (listens) {
        this.port = Number(listens[1]);
        return;
      }
    }
    throw new Error('the server ended before it listened');
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const [code] = await once(child, 'exit');
    if (signal === 'SIGTERM' && code !== 0) throw new Error(`the server ended with ${code} when it was told to stop`);
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  invitation(email: string): string {
    const link = this.links.get(email);
    if (!link) throw new Error(`the sample has no ${email}`);
    return link;
  }
}
