import type { Command } from 'commander';
import { correctionBody } from '../../contracts/command-bodies';
import { readInput } from '../../contracts/reading';
import type { ActedBy } from '../../domain/operator/act';
import type { Correction, PortOrderDetails } from '../../domain/order-details';
import { blockOption, dayArgument, orderIdArgument, requestOption, transferCodeOption } from '../arguments';
import { badInput } from '../failure';
import { readText } from '../files';
import { actedBy, asOperator } from '../operator';
import type { OpenSession, Session } from '../session';
import { demandTaken } from '../../client/demand-taken';
import { answerText } from '../text/answers';
import { aimOf, type CommandOptions } from './cancel';

interface Options extends CommandOptions {
  readonly holderName?: string;
  readonly company?: string;
  readonly taxId?: string;
  readonly street?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly carrier?: string;
  readonly accountNumber?: string;
  readonly pin?: string;
  readonly signer?: string;
  readonly transferCode?: Readonly<Record<string, string>>;
  readonly date?: string;
  readonly asItIs?: true;
  readonly addBlock?: { readonly start: string; readonly end: string };
  readonly operator?: true;
  readonly by?: string;
  readonly reason?: string;
}

/** `portico correct ORDER`: corrects details, before submission or after a refusal (R13). What is not named stays. */
export function addCorrect(program: Command, open: OpenSession): void {
  const command = program
    .command('correct')
    .description('correct details before submission or after a refusal; what is not named stays as it is')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--holder-name <name>', 'the account holder, exactly as on the latest invoice')
    .option('--company <name>', "the holder's company")
    .option('--tax-id <id>', "the holder's tax or register id, like a SIRET")
    .option('--street <street>', 'of the service address')
    .option('--postal-code <code>', 'of the service address')
    .option('--city <city>', 'of the service address')
    .option('--carrier <code>', 'the losing carrier, where it is another one')
    .option('--account-number <number>', 'at the losing provider')
    .option('--pin <file>', 'a file with the port-out PIN, - for standard input: secrets do not belong on a command line')
    .option('--signer <name>', 'who signs the LOA')
    .option('--transfer-code <number=code>', 'a new RIO or the like, a block by its first number; may be repeated', transferCodeOption)
    .option('--add-block <first-last>', 'ask for the whole block that a refused number belongs to', blockOption)
    .option('--date <date>', 'another wish for the date', dayArgument)
    .option('--as-it-is', 'send the same again: what was wrong was mended at the losing provider')
    .option('--operator', 'as our own team, who has settled it with the carrier: taken whatever the reasons ask for; with --reason')
    .option('--request <n>', 'only this request; may be repeated', requestOption)
    .option('--key <key>', 'the same key again is the same command');
  asOperator(command, false).action(async (orderId: string, options: Options) => {
    const session = open(options);
    const acted = actedFor(session, options);
    const pin = options.pin === undefined ? undefined : (await readText(options.pin, session.world)).trim();
    const { details } = await session.client.getOrder(orderId);
    const correction = checked(correctionOf(details, { ...options, ...(pin === undefined ? {} : { pin }) }));
    const answer = await session.client.correctDetails({
      orderId,
      correction,
      by: acted ? 'operator' : 'customer',
      acted,
      ...aimOf(options),
    });
    await demandTaken(session.client, orderId, answer);
    session.answer(answer, () => answerText('Correction', answer, session.paint));
  });
}

/** Who of our own people corrects, and why. Throws bad input where one is said without the other. */
function actedFor(session: Session, { operator, by, reason }: Options): ActedBy | undefined {
  if (!operator) {
    if (by !== undefined || reason !== undefined) throw badInput('--by and --reason go with --operator: a customer gives no reasons.');
    return undefined;
  }
  if (reason === undefined) throw badInput('Say why: --reason TEXT. It is kept in the audit trail, and the customer is not told.');
  return actedBy(session, { ...(by === undefined ? {} : { by }), reason });
}

/** The parts that change, each whole: the old ones with what was named put in. */
export function correctionOf({ holder, losing, signer }: PortOrderDetails, options: Options): Correction {
  const { holderName, company, taxId, street, postalCode, city, carrier, accountNumber, pin } = options;
  const address = present({ street, postalCode, city });
  const identity = present({ name: holderName, company, taxId });
  const account = present({ carrier, accountNumber, pin });
  return {
    ...(isEmpty(address) && isEmpty(identity) ? {} : { holder: { ...holder, ...identity, address: { ...holder.address, ...address } } }),
    ...(isEmpty(account) ? {} : { losing: { ...losing, ...account } }),
    ...(options.signer === undefined ? {} : { signer: { ...signer, name: options.signer } }),
    ...(options.transferCode === undefined ? {} : { transferCodes: options.transferCode }),
    ...(options.addBlock === undefined ? {} : { addBlock: options.addBlock }),
    ...(options.date === undefined ? {} : { preferredDate: options.date }),
    ...(options.asItIs ? { asItIs: true } : {}),
  };
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends Record<string, string | undefined>>(named: T): Present<T> =>
  Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Present<T>;

const isEmpty = (named: object): boolean => Object.keys(named).length === 0;

/** By the rules of the API, with every problem at once. */
function checked(correction: Correction): Correction {
  const read = readInput(correctionBody, correction);
  if (read.ok) return read.value;
  const nothing = read.problems.find(({ code }) => code === 'nothing_to_correct');
  throw badInput(
    nothing
      ? 'Name what to correct, like --holder-name or --transfer-code: "portico correct --help" lists it all.'
      : 'The correction has mistakes:',
    nothing ? [] : read.problems,
  );
}
