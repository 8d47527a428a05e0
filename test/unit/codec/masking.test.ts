import { z } from 'zod';
import { MASK, maskedPayload, SECRET_FIELDS } from '../../../codec/masking';
import { remoteCodec } from '../../../codec/remote';
import { correctionBody, csrBody } from '../../../contracts/command-bodies';
import { createOrderBody } from '../../../contracts/order-body';
import { aKeyRing } from '../../support/key-rings';

interface Schema {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/** Every field of a schema that holds a value of its own, and whether it is marked as secret. */
function fieldsOf(schema: Schema, name = ''): [name: string, isSecret: boolean][] {
  const parts = [
    ...Object.entries(schema.properties ?? {}).flatMap(([field, part]) => fieldsOf(part, field)),
    ...(schema.items ? fieldsOf(schema.items, name) : []),
    ...(schema.oneOf ?? []).flatMap((part) => fieldsOf(part, name)),
    ...(typeof schema.additionalProperties === 'object' ? fieldsOf(schema.additionalProperties, name) : []),
  ];
  return parts.length > 0 ? parts : [[name, schema.format === 'password']];
}

const fields = [createOrderBody, correctionBody, csrBody].flatMap((body) => fieldsOf(z.toJSONSchema(body, { io: 'input' }) as Schema));

/** Fields of an order that tell nobody how to take a number away: a new field is put here, or marked as secret. */
const PLAIN = [
  ...[
    'accountId',
    'country',
    'numberType',
    'name',
    'company',
    'street',
    'postalCode',
    'city',
    'region',
    'carrier',
    'email',
    'kind',
    'number',
  ],
  ...['start', 'end', 'inBlock', 'preferredDate', 'language', 'numbersStayActive', 'ticketRef', 'asItIs', 'requests', 'numbers', 'asOf'],
];

test('every field of an order, a correction and a record is either secret and masked, or known to be neither', () => {
  const secrets = new Set(fields.filter(([, isSecret]) => isSecret).map(([name]) => name));
  expect([...secrets].toSorted()).toEqual([...SECRET_FIELDS].toSorted());
  expect(new Set(fields.filter(([, isSecret]) => !isSecret).map(([name]) => name))).toEqual(new Set(PLAIN));
});

const payload = (value: unknown) => ({ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) });
const shown = (value: unknown): unknown => JSON.parse(Buffer.from(maskedPayload(payload(value)).data ?? []).toString()) as unknown;

test('secrets are masked at any depth and under any parent, and all else stays', () => {
  expect(
    shown([
      {
        frozen: {
          losing: { carrier: 'lakeside', accountNumber: 'ACC-1', pin: '4711' },
          holder: { name: 'Ada', taxId: '123' },
          items: [{ kind: 'single', number: '+12125550123', transferCode: 'TMF' }],
        },
        correction: { transferCodes: { '+12125550123': 'TMF' } },
      },
    ]),
  ).toEqual([
    {
      frozen: {
        losing: { carrier: 'lakeside', accountNumber: MASK, pin: MASK },
        holder: { name: 'Ada', taxId: MASK },
        items: [{ kind: 'single', number: '+12125550123', transferCode: MASK }],
      },
      correction: { transferCodes: `${MASK}, 1 of them` },
    },
  ]);
});

test('R7: a difference between order and record is masked where the field is a secret one', () => {
  const difference = (field: string) => ({ field, order: 'one', record: 'two' });
  expect(shown([difference('losing.accountNumber'), difference('holder.name')])).toEqual([
    { field: 'losing.accountNumber', order: MASK, record: MASK },
    difference('holder.name'),
  ]);
});

test('what has no secret, or is no JSON, passes as it is', () => {
  for (const one of [payload({ pin: '' }), payload({ name: 'Ada' }), payload(null)]) expect(maskedPayload(one)).toBe(one);
  const bytes = { metadata: { encoding: Buffer.from('binary/plain') }, data: Buffer.from('{"pin":"1"}') };
  expect(maskedPayload(bytes)).toBe(bytes);
  const broken = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"pin":') };
  expect(maskedPayload(broken)).toBe(broken);
});

test('what is encrypted is masked once it is decoded, and what is encoded for a workflow is not', async () => {
  const codec = remoteCodec(aKeyRing('k1'));
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const sent = { payloads: [{ metadata: { encoding: base64('json/plain') }, data: base64('{"pin":"4711","carrier":"x"}') }] };
  const encoded = await codec.encode(sent);
  if (!encoded.ok) throw new Error('encoded');
  const decoded = await codec.decode(encoded.value);
  expect(decoded.ok && decoded.value.payloads.map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual([
    `{"pin":"${MASK}","carrier":"x"}`,
  ]);
});
