import { REASONS } from '../domain/notification/english/reasons';
import { REJECTION_CODES, REJECTION_RULES, type RejectionCode, type RejectionRule } from '../domain/rejection/codes';
import { DIALECT_NAMES, DIALECTS } from '../domain/rejection/dialects';
import { ORDER_PARTS, type OrderPart } from '../domain/rejection/order-parts';

const INTRODUCTION = `# Rejections

Why a losing carrier refuses a request, who mends it, and what has to change before it is sent again (R13). \`npm run docs\` makes this page from \`domain/rejection/\`.

- **Several reasons** are answered one by one. A correction by the customer is taken when it changes, for each reason of theirs, one of the parts in the column *what has to change*; otherwise it is refused with \`reasons_uncovered\`, and the codes that it leaves open. A reason that is *mended elsewhere* is answered by sending the request again as it is.
- **Ours too**: if any reason is for our team, the request carries \`rejectionNeedsOperator\`. The customer's part is taken and kept, and an operator sends it all, with \`portico correct --operator\`. What an operator corrects is taken whatever the reasons ask for.
- **Documents**: what was missing is answered by a document that came after the rejection.
- **A new letter** is made for a reason that wants one, also when nothing else changes, and has to be signed before the request goes out (R10). Another holder or signer always needs one.
- **What cannot be ported** closes the request that it is about, one number or one block, and no other request of the order.
- **The carrier's own code and words** are always kept. A gateway that has codes of its own is given a \`dialect\` in \`PORTICO_GATEWAYS\` ([settings](settings.md)); a code that stands in no column, or that means several things, is \`OTHER\` and goes to our team.`;

/** `docs/rejections.md`: every canonical code in words. */
export const rejectionsPage = (): string =>
  [
    INTRODUCTION,
    '',
    '| code | what the carrier means | who acts, and how | what has to change | new letter | called elsewhere |',
    '| --- | --- | --- | --- | --- | --- |',
    ...REJECTION_CODES.map(row),
    '',
  ].join('\n');

const ACTS = { customer: 'the customer', operator: 'our team', nobody: 'nobody' } as const;

function row(code: RejectionCode): string {
  const rule = REJECTION_RULES[code];
  const { why, todo = '' } = REASONS[code];
  const cells = [
    `\`${code}\``,
    why,
    `**${ACTS[rule.resolver]}**: ${rule.operator ?? todo}`,
    whatChanges(rule),
    rule.newLoa || (rule.changes.length > 0 && rule.changes.every(standsInLoa)) ? 'yes' : '',
    calledElsewhere(code),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Changing any of these needs a new letter, whatever the reason is. */
const standsInLoa = (part: OrderPart): boolean => part === 'signer' || part.startsWith('holder.');

function whatChanges({ resolver, changes, elsewhere, newLoa, resubmittable }: RejectionRule): string {
  if (resolver === 'nobody') return 'it is not sent again';
  const again = resubmittable === 'onceCleared' ? ['sent again only once our team has cleared it'] : [];
  if (resolver === 'operator') return [...changes.map((part) => ORDER_PARTS[part]), ...again].join('; ') || 'as our team finds';
  const parts = changes.map((part) => ORDER_PARTS[part]).join(', or ');
  if (changes.length === 0) return newLoa && !elsewhere ? 'nothing but the letter' : 'mended elsewhere';
  return elsewhere ? `${parts}; or mended elsewhere` : parts;
}

const calledElsewhere = (code: RejectionCode): string =>
  DIALECT_NAMES.flatMap((dialect) => {
    const table: Readonly<Partial<Record<RejectionCode, readonly string[]>>> = DIALECTS[dialect];
    const raw = table[code];
    return raw ? [`${dialect}: ${raw.join(', ')}`] : [];
  }).join('; ');
