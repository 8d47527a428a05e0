import { freshKey, type PlacedOrder } from '../e2e/placed-order';
import type { Printed, World } from '../e2e/world';
import type { Markers } from './markers';

/** What must have been answered so; anything else would be a run that has not been made. */
export interface Made {
  readonly what: string;
  readonly answered: number | null;
  readonly wanted: number;
}

/** A document that is a PDF by its first bytes. */
export const aPdf = (word: string): string => `%PDF-1.4 ${word}`;

/** How the runs ask API and command line, and remember what was said. */
export class Asking {
  readonly made: Made[] = [];
  /** What commands complained of. What they answer is for whoever asked. */
  readonly complaints: string[] = [];
  protected readonly world: World;
  protected readonly mark: Markers;

  constructor(world: World, mark: Markers) {
    this.world = world;
    this.mark = mark;
  }

  protected async ask(
    wanted: number,
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const type = { 'content-type': typeof body === 'string' ? 'application/pdf' : 'application/json' };
    const answer = await this.world.api(method, path, { body, headers: { ...type, 'idempotency-key': freshKey(), ...headers } });
    this.made.push({ what: `${method} ${path}`, answered: answer.status, wanted });
    return answer.body;
  }

  protected async portico(wanted: number, ...words: readonly string[]): Promise<Printed> {
    const printed = await this.world.portico(...words);
    this.made.push({ what: `portico ${words[0] ?? ''}`, answered: printed.code, wanted });
    if (wanted !== 0) this.complaints.push(printed.stderr);
    return printed;
  }

  protected async documents(order: PlacedOrder, content: string): Promise<void> {
    for (const kind of (await order.view()).missingDocuments)
      await this.ask(202, 'PUT', `${order.path}/documents/${kind}?issuedOn=${this.world.yesterday()}`, aPdf(`${content} ${kind}`));
  }

  protected async signAll(order: PlacedOrder, name: string): Promise<void> {
    const { loas } = await order.until('all letters', (view) => view.loas.length > 0 && view.loas.every(({ sha256 }) => sha256));
    for (const { revision, sha256: hash, signedAtMs } of loas) {
      if (signedAtMs === undefined)
        await this.ask(202, 'POST', `${order.path}/loa/signature`, { revision, hash, signer: { name }, accepted: true });
    }
  }
}
