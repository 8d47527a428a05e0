/** What customers are told of documents, letters and decisions before anything is sent, and of requests that are grouped anew, in English. */
import type { CsrField } from '../../csr';
import type { LoaForm, WaitedFor } from '../../order/state';
import type { Phrases } from '../wording';
import { DOCUMENTS } from './reasons';

const named = (kind: string): string => DOCUMENTS[kind] ?? kind;

const CHANGE = 'every detail, until you sign; a correction makes a new revision.';
const BEFORE_SENDING = 'everything, as long as nothing was sent to the losing provider.';

export const FORMS: Readonly<Record<LoaForm, string>> = { electronic: 'electronically', handwritten: 'by hand, on paper' };

const FIELDS: Readonly<Record<CsrField, string>> = {
  'holder.name': 'Name',
  'holder.company': 'Company',
  'holder.taxId': 'Tax or register id',
  'holder.address.street': 'Street',
  'holder.address.postalCode': 'Postal code',
  'holder.address.city': 'City',
  'holder.address.region': 'Region',
  'losing.accountNumber': 'Account number',
  'numbers.notOnAccount': 'A number that the record does not have',
  'numbers.leftBehind': 'A number that the order leaves there',
};

/** What is waited for, as an object of a sentence. */
export const WAITED_FOR: Readonly<Record<WaitedFor, string>> = {
  documents: 'the documents',
  loaSignature: 'the signature under the letter of authorisation',
  decision: 'your decision about the numbers that cannot be ported',
};

/** Papers, letters, decisions. */
export const paperMessages: Pick<
  Phrases['order'],
  | 'documentRefused'
  | 'documentExpired'
  | 'reminded'
  | 'decisionNeeded'
  | 'numbersDropped'
  | 'nowPortable'
  | 'csrCompared'
  | 'loaFormRefused'
  | 'loaScanRefused'
  | 'loaTooOld'
  | 'blockNotAdded'
  | 'regrouped'
> = {
  documentRefused: ({ document, reason, until }, say) => ({
    headline: 'a document was not accepted',
    happened: [`We cannot use what you sent as ${named(document)}: ${reason}`],
    todo: `send it again${until ? ` by ${say.instant(until)}; without it the order ends then` : ''}.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  documentExpired: ({ document, until }, say) => ({
    headline: 'a document has become too old',
    happened: [`What you sent as ${named(document)} is older by now than the losing provider accepts. Nothing was sent yet.`],
    todo: `send a newer one${until ? ` by ${say.instant(until)}; without it the order ends then` : ''}.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  reminded: ({ waitedFor, missing, until }, say) => ({
    headline: 'a reminder',
    happened: [`We are still waiting for ${WAITED_FOR[waitedFor]}. Nothing is sent to the losing provider before.`],
    todo: `${
      waitedFor === 'documents'
        ? `send us ${say.list(missing.map(named))}`
        : waitedFor === 'loaSignature'
          ? 'check and sign the letter of authorisation'
          : 'tell us whether to drop those numbers or to keep waiting'
    } by ${say.instant(until)}; otherwise the order ends then.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  decisionNeeded: ({ decideBy }, say) => ({
    headline: 'some numbers cannot be ported, please decide',
    happened: ['These numbers cannot be ported at present; the other numbers of your order can. We drop none of them without your word.'],
    todo: `tell us by ${say.instant(decideBy)} whether to drop them and go on with the others, or to keep the whole order waiting while we ask again every day. Without an answer the order ends then.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  numbersDropped: () => ({
    headline: 'numbers taken out of your order',
    happened: [
      'These numbers are no longer part of your order, as you wished; it goes on with the others. They stay at the losing provider.',
    ],
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  nowPortable: () => ({
    headline: 'all numbers can be ported now',
    happened: ['The numbers that could not be ported can be ported now. Your order goes on with all of them.'],
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  csrCompared: ({ differences }) => ({
    headline: differences.length === 0 ? 'your details match the record' : 'your details differ from the record',
    happened:
      differences.length === 0
        ? ['The customer service record of the losing provider and your order say the same.']
        : [
            'The customer service record of the losing provider differs from your order:',
            ...differences.map(
              ({ field, order, record }) =>
                `- ${FIELDS[field]}: ${[order && `the order has "${order}"`, record && `the record has "${record}"`].filter(Boolean).join(', ')}`,
            ),
          ],
    todo:
      differences.length === 0
        ? undefined
        : 'correct your order where the record is right, before anything is sent: this avoids a refusal.',
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  loaFormRefused: ({ revision, accepted }, say) => ({
    headline: 'another kind of signature is needed',
    happened: [
      `Losing providers of this country take a letter of authorisation that is signed ${say.list(accepted.map((form) => FORMS[form]))} only: your signature under revision ${revision} was not taken.`,
    ],
    todo: accepted.includes('handwritten')
      ? `print revision ${revision}, sign it with date, and with the company stamp where there is one, and send us a scan.`
      : `sign revision ${revision} electronically.`,
    change: CHANGE,
    keepContract: true,
  }),
  loaScanRefused: ({ revision, reason }) => ({
    headline: 'the signed letter was not accepted',
    happened: [`We cannot use the scan of the letter of authorisation, revision ${revision}: ${reason}`],
    todo: 'sign it again and send us a new scan.',
    change: CHANGE,
    keepContract: true,
  }),
  loaTooOld: ({ revision, maxAgeDays }) => ({
    headline: 'a new signature is needed',
    happened: [
      `Your signature under revision ${revision} of the letter of authorisation is older than ${maxAgeDays} days: losing providers of this country no longer accept it. We are making a new revision.`,
    ],
    todo: 'check and sign the new revision as soon as we send it; the request is sent again after that.',
    change: CHANGE,
    keepContract: true,
  }),
  blockNotAdded: ({ problems }) => ({
    headline: 'the block could not be asked for',
    happened: [
      'The whole block could not be put in the place of the number that was refused:',
      ...problems.map(({ message }) => `- ${message}`),
    ],
    todo: 'see above; the request waits for another correction.',
    change: 'every detail of the request that was refused; a cancel works at once.',
    keepContract: true,
  }),
  regrouped: ({ from, to, why }, say) => ({
    headline: why === 'addBlock' ? 'the whole block is asked for' : 'your numbers go in several requests',
    happened: [
      why === 'addBlock'
        ? `Request ${say.list(to.map(String))} asks for the whole block in the place of request ${say.list(from.map(String))}. Its numbers port together, on one date.`
        : `The losing provider wants these numbers in several requests: ${say.list(to.map(String))} have taken the place of ${say.list(from.map(String))}. Each is answered on its own, so that dates may differ.`,
    ],
    todo: why === 'addBlock' ? 'sign the letter of authorisation for the whole block as soon as we send it.' : undefined,
    change: why === 'addBlock' ? CHANGE : 'a cancel can be asked for at any time, but the losing provider has to agree.',
    keepContract: true,
  }),
};
