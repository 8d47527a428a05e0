import type { Deadline } from '../deadline';
import type { IsoDate } from '../order-details';
import type { OrderInput, OrderState, ProvidedDocument } from './state';

/** One thing that a country wants to have before anything is submitted (R9). */
export interface RequirementRule {
  /** A document's kind (`invoice`), or the field of the order that answers it (`taxId`, `accountNumber`, `pin`, `address`). */
  readonly id: string;
  readonly type: 'document' | 'text' | 'address';
  /** What people there call it (`SIRET`); absent where the id has words of its own. */
  readonly name?: string | undefined;
  /** Of everybody, of companies only, or in some cases only: then nothing waits for it. */
  readonly needed: 'always' | 'companies' | 'optional';
  /** How old a document may be at submission, calendar days. */
  readonly maxAgeDays?: number | undefined;
}

/** What an operator, or the checks alone, made of a document. Without one it is approved. */
export type DocumentReview =
  | { readonly is: 'underReview' }
  | { readonly is: 'approved'; readonly by: string; readonly atMs: number }
  | { readonly is: 'refused'; readonly by: string; readonly atMs: number; readonly reason: string }
  /** It became too old before it could be sent. */
  | { readonly is: 'expired'; readonly atMs: number };

/** `provided`: a text or an address, which nobody has to approve. `waived`: an operator has decided to go on without it. */
export type RequirementStatus = 'missing' | 'provided' | 'waived' | DocumentReview['is'];

/** One requirement and where it stands. */
export interface Requirement extends RequirementRule {
  /** Whether the order waits for it. */
  readonly holdsUp: boolean;
  readonly status: RequirementStatus;
  /** Of a document. */
  readonly sha256?: string | undefined;
  readonly issuedOn?: IsoDate | undefined;
  readonly validUntil?: Deadline | undefined;
  /** Who approved or refused it: an operator, or `portico` where the checks decide alone. */
  readonly reviewedBy?: string | undefined;
  /** Why it was refused. */
  readonly reason?: string | undefined;
}

/** Who approved what nobody had to look at. */
export const CHECKS = 'portico';

const GOOD: ReadonlySet<RequirementStatus> = new Set(['provided', 'approved', 'waived']);

/** Every requirement of the order and where it stands, in the order of the rules. */
export const requirementsOf = (state: OrderState, input: OrderInput): Requirement[] => rulesOf(input).map((rule) => standing(state, rule));

/** Before requirements were items, an order knew the kinds of its documents only. */
const rulesOf = ({ requirements, requiredDocuments }: OrderInput): readonly RequirementRule[] =>
  requirements ?? requiredDocuments.map((id) => ({ id, type: 'document', needed: 'always' }));

function standing(state: OrderState, rule: RequirementRule): Requirement {
  const needed = rule.needed === 'always' || (rule.needed === 'companies' && state.details.holder.company !== undefined);
  const stands: Pick<Requirement, 'status'> =
    rule.type === 'document'
      ? waivedOr(state, rule.id, documentStanding(state.documents.find(({ kind }) => kind === rule.id)))
      : { status: textStatus(state, rule) };
  return { ...rule, ...stands, holdsUp: needed && !GOOD.has(stands.status) };
}

type DocumentStanding = Omit<Requirement, keyof RequirementRule | 'holdsUp'>;

/** A document that came all the same stands for itself. */
function waivedOr({ waived = [] }: OrderState, id: string, stands: DocumentStanding): DocumentStanding {
  const waiver = GOOD.has(stands.status) ? undefined : waived.find(({ document }) => document === id);
  return waiver ? { ...stands, status: 'waived', reviewedBy: waiver.by } : stands;
}

function documentStanding(document: ProvidedDocument | undefined): DocumentStanding {
  if (!document) return { status: 'missing' };
  const { sha256, issuedOn, validUntil, review } = document;
  const reviewed = review && 'by' in review ? { reviewedBy: review.by } : {};
  const refused = review?.is === 'refused' ? { reason: review.reason } : {};
  return { status: review?.is ?? 'approved', sha256, issuedOn, validUntil, ...reviewed, ...refused };
}

const textStatus = ({ details, requests }: OrderState, { id }: RequirementRule): RequirementStatus => {
  const { holder, numbers, losing } = details;
  if (id === 'address') return 'provided';
  if (id === 'taxId') return given(holder.taxId);
  // Each account at a losing carrier has its own number and PIN.
  const accounts = requests.length > 0 ? requests.map((entry) => entry.losing) : numbers.map((item) => item.losing ?? losing);
  return accounts.every((account) => given(id === 'pin' ? account.pin : account.accountNumber) === 'provided') ? 'provided' : 'missing';
};

const given = (text: string | undefined): RequirementStatus => (text === undefined || text.trim() === '' ? 'missing' : 'provided');

/** What the order waits for. A document that an operator is looking at holds up, and is not the customer's turn. */
export const holdingUp = (state: OrderState, input: OrderInput): Requirement[] =>
  requirementsOf(state, input).filter(({ holdsUp }) => holdsUp);

/** What the customer has to bring, as messages name it: a document by its kind, a text by what it is called there. */
export const toBring = (state: OrderState, input: OrderInput): string[] =>
  holdingUp(state, input)
    .filter(({ status }) => status !== 'underReview')
    .map(({ type, id, name }) => (type === 'document' ? id : (name ?? id)));
