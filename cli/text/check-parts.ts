/** The three parts of the answer after yes or no, as names and values. */
import type { PortabilitySection } from '../../contracts/portability';
import { daysInWords } from '../../domain/calendar/counted';
import { shortDate } from './instants';
import { identifierInWords, noticeInWords, windowsInWords } from './rules';

type Field = readonly [string, string];
type Document = PortabilitySection['needs']['documents'][number];

/** Documents with their freshness, codes and how to get them, and how the letter of authorisation is signed (R9, R10). */
export function whatWeNeed({ needs, transferCode, alsoAsked, loa }: PortabilitySection): Field[] {
  const documents = [
    ...needs.documents.map(documentInWords),
    ...needs.optionalDocuments.map((one) => `${documentInWords(one)}; in some cases`),
  ];
  return [
    ...named('Documents', documents),
    ...(transferCode === null
      ? []
      : [
          [
            transferCode.name,
            `${needs.transferCodeRequired ? 'needed for each number' : 'if there is one'}. ${transferCode.howToGet.en}`,
          ] as const,
        ]),
    ...named('Identifiers', needs.identifiers.map(identifierInWords)),
    ...named(
      'Also asked',
      alsoAsked.map(({ en }) => en),
    ),
    ['Letter', `a letter of authorisation, which we write and you check (R10). ${signature(loa)}`],
  ];
}

const documentInWords = ({ name, kind, maxAgeDays }: Document): string =>
  `${name.en} (${kind})${maxAgeDays === undefined ? '' : `, at most ${daysInWords(maxAgeDays, 'calendar')} old when the request is sent`}`;

const SIGNED: Readonly<Record<PortabilitySection['loa']['accepted'][number], string>> = {
  electronic: 'electronically',
  handwritten: 'by hand, in ink',
};

const signature = ({ accepted, companyStamp, maxAgeDays }: PortabilitySection['loa']): string =>
  `Signed ${accepted.map((way) => SIGNED[way]).join(' or ')}${companyStamp ? ", with the company's stamp if there is one" : ''}; the signature may be at most ${daysInWords(maxAgeDays, 'calendar')} old when the request is sent.`;

/** The estimate, the earliest date and how it was counted, the law, the day itself, and until when things can be changed. */
export function howLong({ needs, earliest, zone, changes, smsDays }: PortabilitySection): Field[] {
  const { legalMaxDays } = needs;
  return [
    ['Estimate', `${daysInWords(earliest.businessDays)} from the day the request is sent to the losing carrier (R3)`],
    ['Earliest', `${shortDate(earliest.date)}, if everything were sent now: ${earliest.explanation}`],
    [
      'By law',
      legalMaxDays ? `at most ${daysInWords(legalMaxDays.days)}${legalMaxDays.kind === 'sixDay' ? ', Saturdays counted' : ''}` : '',
    ],
    ['Port day', `${windowsInWords(needs.portWindows).join(' or ')}, ${zone}; a short interruption is possible (R16)`],
    ['Moving', `${noticeInWords(changes.reschedule)}; the losing carrier must agree (R23)`],
    ['Cancelling', `${noticeInWords(changes.cancel)}; the losing carrier must agree (R24)`],
    ['SMS', `up to ${daysInWords(smsDays)} after the port, number by number (R18)`],
  ];
}

/** What each value rests on: its source, or that it was assumed and why; then what makes this answer less sure. */
export function why({ numberType, transferCode, standing, notes }: PortabilitySection): Field[] {
  const type = `numberTypes.${numberType}`;
  const bases: readonly (readonly [string, ...string[]])[] = [
    ['Estimate', `${type}.leadDays`],
    ['By law', `${type}.legalMaxDays`],
    ['Documents', `${type}.documents`],
    [transferCode?.name ?? '', `${type}.transferCodeRequired`],
    ['Letter', 'loaSignature'],
    ['Blocks', 'block.goesTogether'],
    ['Port day', `${type}.portWindows`, 'portWindows'],
    ['Changes', 'cancelNotice'],
    ['SMS', 'smsDays'],
  ];
  return [
    ...bases.flatMap(([name, ...paths]): Field[] => {
      const found = paths.flatMap((path) => standing.find(({ field }) => field === path) ?? [])[0];
      return name === '' || !found ? [] : [[name, found.assumed ? `assumed: ${found.basis}` : found.basis]];
    }),
    ...notes.map(({ message }): Field => ['Less sure', message]),
  ];
}

/** The name stands beside the first value only. */
const named = (name: string, values: readonly string[]): Field[] => values.map((value, index) => [index === 0 ? name : ' ', value]);
