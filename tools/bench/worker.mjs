// A process that answers commands, both as JSON lines.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../setup/project.mjs';

export class Worker {
  #process;
  #answers;

  constructor(program, args, env = {}) {
    this.#process = spawn(program, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** @throws Error with what the process says went wrong, or that it has ended. */
  async ask(command) {
    this.#process.stdin.write(`${JSON.stringify(command)}\n`);
    const { value: line, done } = await this.#answers.next();
    if (done) throw new Error(`the process ended at ${JSON.stringify(command)}`);
    const { value, error } = JSON.parse(line);
    if (error !== undefined) throw new Error(`${command.do}: ${error}`);
    return value;
  }

  get pid() {
    return this.#process.pid;
  }

  async end() {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end();
    await ended;
  }
}
