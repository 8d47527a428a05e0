import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** How the demo reaches its stack: as a backend service over HTTP, as a customer by the command line. */
export class Surroundings {
  constructor(stack) {
    this.stack = stack;
  }

  /** Business time, UTC epoch ms. */
  nowMs() {
    const { originMs, scale } = this.stack.clock;
    return originMs + (Date.now() - originMs) * scale;
  }

  uiAddress(workflowId) {
    return `${this.stack.urls.ui}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`;
  }

  /** Asks the API; throws with its problem in words when it refuses. */
  async api(method, path, { body, headers = {}, raw = false } = {}) {
    const response = await fetch(`${this.stack.urls.api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.stack.secrets.apiKey}`,
        ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}:\n${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Runs `portico …` and answers what it printed. */
  portico(...words) {
    return new Promise((resolvePrinted, reject) => {
      const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli', 'main.js'), ...words], {
        env: { ...process.env, ...this.stack.cliEnv, NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let printed = '';
      let complaints = '';
      child.stdout.on('data', (chunk) => (printed += chunk));
      child.stderr.on('data', (chunk) => (complaints += chunk));
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolvePrinted(printed.trim()) : reject(new Error(`portico ${words.join(' ')} ended with ${code}:\n${complaints}`)),
      );
    });
  }

  /** Steers the other companies, as their own people would. */
  async others(method, path, body) {
    const response = await fetch(`${this.stack.urls.simulator}/control${path}`, {
      method,
      headers: { authorization: `Bearer ${this.stack.secrets.simulatorToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the simulator answered ${method} ${path} with ${response.status}: ${await response.text()}`);
    return response.json();
  }

  /** What the other companies were asked and did. */
  async ledger() {
    const text = await readFile(join(this.stack.dir, 'simulator-ledger.jsonl'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}
