import { contextOf, type ClientContext } from '../../../client/context';
import { lazyConnection } from '../../../client/connect';
import { PorticoError } from '../../../client/errors';
import { reuseDocuments } from '../../../client/reuse-documents';
import { loadCountryPacks } from '../../../config/countries';
import { DAY_MS } from '../../../domain/clock';
import type { ProvidedDocument } from '../../../domain/order/state';
import type { OrderView } from '../../../domain/order/view';
import { aFrenchOrder } from '../../support/builders/order';
import { memoryStore } from '../../support/memory-store';

const GIVEN_MS = Date.UTC(2026, 10, 2, 9);
const NEW_ORDER = '0123456789AC';

/** A French order's documents, all of 2 November: the invoice counts 30 days, the proof of address 90, the identity for ever. */
async function given(...kinds: readonly string[]) {
  return givenAs({ issuedOn: '2026-11-02' }, ...kinds);
}

async function givenAs(changes: Partial<ProvidedDocument>, ...kinds: readonly string[]) {
  const documents = memoryStore();
  const stored = await Promise.all(
    kinds.map(async (kind) => ({
      kind,
      sha256: (await documents.put(Buffer.from(`%PDF ${kind}`), 'application/pdf')).sha256,
      atMs: GIVEN_MS,
      ...changes,
    })),
  );
  return { documents, view: { details: aFrenchOrder(), documents: stored } as unknown as OrderView };
}

function context(documents: ReturnType<typeof memoryStore>, nowMs: number, call: () => Promise<unknown>): ClientContext {
  const options = {
    connection: lazyConnection({ address: '127.0.0.1:1' }),
    documents,
    idKey: 'a key of the tests only',
    packs: loadCountryPacks(),
    gateways: [{ id: 'demo', capabilities: { setSize: 1, visibilityLagMs: 0 } }],
    clock: { originMs: 0, scale: 1 },
    maxNumbers: 1_000,
  };
  return { ...contextOf(options), nowMs: () => nowMs, call: call as ClientContext['call'] };
}

const taken = async () => ({ taken: true, results: [] });
const summary = ({ reused, neededAnew }: Awaited<ReturnType<typeof reuseDocuments>>) => [
  reused.map(({ kind, freshUntil }) => [kind, freshUntil]),
  neededAnew.map(({ what, code }) => [what, code]),
];
const ALL = ['invoice', 'proofOfAddress', 'signerId'];

test('R22: every document that is still there and fresh is handed in again, and says until when it counts', async () => {
  const { documents, view } = await given(...ALL);
  expect(summary(await reuseDocuments(context(documents, GIVEN_MS + 5 * DAY_MS, taken), view, NEW_ORDER))).toEqual([
    [
      ['invoice', '2026-12-02'],
      ['proofOfAddress', '2027-01-31'],
      ['signerId', undefined],
    ],
    [],
  ]);
});

test('R9: on its last day a document is fresh enough, and a day later it has to be given anew', async () => {
  const { documents, view } = await given(...ALL);
  const after = (days: number) => reuseDocuments(context(documents, GIVEN_MS + days * DAY_MS, taken), view, NEW_ORDER);
  expect((await after(30)).neededAnew).toEqual([]);
  expect(summary(await after(31))[1]).toEqual([['invoice', 'too_old']]);
  expect(summary(await after(91))[1]).toEqual([
    ['invoice', 'too_old'],
    ['proofOfAddress', 'too_old'],
  ]);
});

test('R9: what was never given, and what is no longer kept, has to be given; what is optional is not asked for', async () => {
  const { view } = await given('invoice', 'companyExtract');
  expect(summary(await reuseDocuments(context(memoryStore(), GIVEN_MS, taken), view, NEW_ORDER))).toEqual([
    [],
    [
      ['invoice', 'gone'],
      ['proofOfAddress', 'never_given'],
      ['signerId', 'never_given'],
    ],
  ]);
});

test.each([
  ['no_issue_date', {}, ['invoice', 'proofOfAddress']],
  ['was_refused', { issuedOn: '2026-11-02', review: { is: 'refused', by: 'op-7', atMs: 0, reason: 'blurred' } }, ALL],
  ['too_old', { issuedOn: '2026-11-02', review: { is: 'expired', atMs: 0 } }, ALL],
] as const)('R9: what was not good any more has to be given anew, as %s', async (code, changes, kinds) => {
  const { documents, view } = await givenAs(changes, ...ALL);
  const [, anew] = summary(await reuseDocuments(context(documents, GIVEN_MS + DAY_MS, taken), view, NEW_ORDER));
  expect(anew).toEqual(kinds.map((kind) => [kind, code]));
});

test('what cannot be handed in yet is said so, and comes with the same key', async () => {
  const { documents, view } = await given(...ALL);
  const away = async () => {
    throw new PorticoError('no_answer_yet', 'no worker');
  };
  const { reused, neededAnew } = await reuseDocuments(context(documents, GIVEN_MS, away), view, NEW_ORDER);
  expect([reused, neededAnew.map(({ code }) => code)]).toEqual([[], ['not_handed_in', 'not_handed_in', 'not_handed_in']]);
  expect(neededAnew[0]?.message).toContain('with the same key');
});
