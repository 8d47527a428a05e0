import { Registry } from 'prom-client';
import { measurePayloads } from '../../../codec/payload-metrics';
import { payloadWatch } from '../../../codec/payload-watch';

test('everything is counted, and said once a minute for each kind with what came in between', async () => {
  const said: unknown[] = [];
  let nowMs = 0;
  const watch = payloadWatch(
    (about, what) => void said.push([about, what]),
    () => nowMs,
  );
  const register = new Registry();
  measurePayloads(register, watch);
  expect(await register.metrics()).toMatch(/^portico_payloads_plaintext_total 0$/m);
  expect(await register.metrics()).toMatch(/^portico_payloads_undecodable_total\{reason="tampered"\} 0$/m);

  for (let n = 0; n < 3; n += 1) watch.onPlaintext({ encoding: 'json/plain' });
  watch.onUndecodable({ reason: 'tampered', quarantined: true, workflowId: 'port-order/X' });
  nowMs = 59_999;
  watch.onPlaintext({ encoding: 'what somebody wrote' });
  watch.onPlainFile();
  nowMs = 60_000;
  watch.onPlaintext({ encoding: '' });

  expect(said).toEqual([
    ['payload.plaintext', { seen: 1 }],
    ['payload.undecodable', { reason: 'tampered', quarantined: true, workflowId: 'port-order/X', seen: 1 }],
    ['document.plain', { seen: 1 }],
    ['payload.plaintext', { seen: 4 }],
  ]);
  // Read twice: a counter that is set at each reading must not grow by being read.
  await register.metrics();
  const text = await register.metrics();
  expect(text).toMatch(/^portico_payloads_plaintext_total 5$/m);
  expect(text).toMatch(/^portico_payloads_undecodable_total\{reason="tampered"\} 1$/m);
  expect(text).toMatch(/^portico_documents_plain_total 1$/m);
});
