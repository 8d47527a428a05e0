import { Counter, type Registry } from 'prom-client';
import { UNDECODABLE_REASONS } from './payload-codec';
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
      const { undecodable } = watch.counts();
      // From nought on: a series that begins with its first count hides that one from every rate.
      for (const reason of UNDECODABLE_REASONS) this.inc({ reason }, undecodable[reason] ?? 0);
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
