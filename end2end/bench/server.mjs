// A server of its own with the sample seminar, on a folder that goes with it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const SEMINAR = '/seminars/e-port-2021';
export const COUNTRIES = 'BD BR CL EG ET FJ GE ID KE KH KZ LA LK MA MM MN MX MY NP PE PH TH UZ VN ZA'.split(' ');

export class Server {
  folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
  // The first start takes one from the system.
  port = 0;

  async start() {
    const args = ['serve', '--demo', '--addr', `127.0.0.1:${this.port}`, '--data', this.folder];
    const env = { ...process.env, LECTERN_LOG: 'error' };
    this.child = spawn(process.env.LECTERN_BIN, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    for await (const line of createInterface({ input: this.child.stdout })) {
      const listens = /listens on http:\/\/.*:(\d+)$/.exec(line);
      if (listens) {
        this.port = Number(listens[1]);
        return this;
      }
    }
    throw new Error('the server ended before it listened');
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop() {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }

  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  // An errand through the socket that commands use, without starting a process for each.
  async errand(errand) {
    const socket = net.connect(join(this.folder, 'lectern.sock'));
    socket.write(`${JSON.stringify(errand)}\n`);
    const [line] = await once(createInterface({ input: socket }), 'line');
    const answer = JSON.parse(line);
    if (answer.Err) throw new Error(answer.Err);
    return answer.Ok;
  }

  async token(email) {
    return (await this.errand({ token: { email } })).json.token;
  }

  // Adds trainees, spread over the countries of the sample, until there are `count` of them.
  async growTo(count) {
    for (let number = COUNTRIES.length; number < count; number += 1) {
      const country = COUNTRIES[number % COUNTRIES.length];
      const email = `trainee.${number}@example.org`;
      await this.errand({
        add_person: { seminar: 'e-port-2021', role: 'trainee', name: `Sample Trainee ${number}`, email, country },
      });
    }
  }

  // KiB that the process holds in memory.
  memory(field = 'VmRSS') {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)[1]);
  }
}
