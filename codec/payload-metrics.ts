import { Counter, type Registry } from 'prom-client';
import type { PayloadWatch } from './payload-watch';

/** Shows what a watch has counted in a process's own registry, whichever process that is. */
export function measurePayloads(register: Registry, watch: Pick<PayloadWatch, 'counts'>): void {
  const registers = [register];
  void new Counter({
    name: 'portico_payloads_plaintext_total',
    help: 'Payloads that came unencrypted from Temporal',
    registers,
    collect() {
      this.reset();
      this.inc(watch.counts().plaintext);
    },
  });
  void new Counter({
    name: 'portico_payloads_undecodable_total',
    help: 'Payloads that could not be decrypted, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(watch.counts().undecodable)) this.inc({ reason }, count);
    },
  });
  void new Counter({
    name: 'portico_documents_plain_total',
    help: 'Files of the document store that were read in clear, as earlier versions wrote them',
    registers,
    collect() {
      this.reset();
      this.inc(watch.counts().plainFiles);
    },
  });
}
