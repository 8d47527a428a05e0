/**
 * A gateway's side of a webhook, in plain Node: signs one event by Standard Webhooks and sends it until it is acknowledged.
 *
 *   PORTICO_WEBHOOK_SECRET=whsec_… node send-webhook.mjs https://ports.example.org/webhooks/gateways/north event.json
 *
 * Ends with 0 once it is acknowledged, 1 when it was refused or nobody took it, 64 for a wrong command line.
 */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 6;
const ANSWER_MS = 15_000;

/** The headers of one delivery. The signature covers id, time and the bytes of the body; the time is that of this delivery. */
function headersFor(id, body, secret) {
  const timestamp = Math.floor(Date.now() / 1000);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}

/** One delivery. Answers the status, 0 when nobody answered, and how long to wait before the next one. */
async function deliver(url, id, body, secret) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: headersFor(id, body, secret),
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return { status: response.status, text: await response.text(), waitS: Number(response.headers.get('retry-after')) };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : 'no answer', waitS: 0 };
  }
}

/** Not worth sending again as it is: the proof or the address is wrong. */
const isFinal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

async function main() {
  const [url, file] = process.argv.slice(2);
  const secret = process.env.PORTICO_WEBHOOK_SECRET ?? '';
  if (!url || !file || !secret.startsWith('whsec_')) {
    process.stderr.write('Usage: PORTICO_WEBHOOK_SECRET=whsec_… node send-webhook.mjs URL EVENT.json\n');
    return 64;
  }
  // The very bytes that are signed are sent: nothing may write the JSON anew in between.
  const body = readFileSync(file);
  const { id } = JSON.parse(body.toString('utf8'));
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { status, text, waitS } = await deliver(url, id, body, secret);
    process.stdout.write(`${id}, delivery ${attempt}: ${status === 0 ? text : `${status} ${text}`}\n`);
    if (status >= 200 && status < 300) return 0;
    if (isFinal(status)) return 1;
    if (attempt < TRIES) await pause(Math.max(waitS * 1000, 500 * 2 ** (attempt - 1)));
  }
  return 1;
}

process.exitCode = await main();
