import type { CommandAnswer } from '../../../domain/order/judging';
import { cancelRequestedSignal, carrierEventSignal, loaSignedSignal } from '../../../workflows/contract';
import type { ScriptedPort } from '../scripted/port';
import type { TestStage } from '../scripted/stage';
import { answerInWords, correctionOf, documentHash, signatureOf } from './customer';
import type { Staged } from './play';
import { dayOf, type Step } from './steps';
import { surroundingsOf } from './surroundings';
import { messageInWords, type ToldAt } from './told';

/** What became of a story that the workflows played. */
export interface PlayedOnServer {
  readonly ends: string;
  readonly told: readonly ToldAt[];
}

/** Plays a story with our own workflows: its carrier is a workflow on the same skipped clock, its customer calls as backends do. */
export async function playOnServer(stage: TestStage, staged: Staged): Promise<PlayedOnServer> {
  const { story, input, days, carrier, customer } = staged;
  const { orderId, details, rules, requiredDocuments } = input;
  const port = await stage.aPort({
    world: surroundingsOf(story, carrier),
    details,
    rules,
    input: { orderId, requiredDocuments },
    firstDay: () => days.date(0),
  });
  await port.place();
  await port.script(
    ...carrier.heard.map(({ atMs, n, event }) => ({
      atMs,
      to: port.requestOf(n).workflowId,
      signal: carrierEventSignal.name,
      message: event,
    })),
  );
  const answers: ToldAt[] = [];
  for (const step of customer) {
    // Nobody can do anything with an order that was refused at once.
    if ((await port.view()).status === 'refused') break;
    await port.untilMs(step.atMs);
    await port.settled();
    const answer = await actOnServer(port, step, staged);
    if (answer) answers.push({ atMs: step.atMs, text: `${step.verb}=${answerInWords(answer)}` });
  }
  const { status, requests } = await port.order.result();
  await port.settled();
  return { ends: status, told: [...messagesOf(port, requests.length), ...answers] };
}

/** Each message once, by the number of its last fact. */
function messagesOf(port: ScriptedPort, requests: number): ToldAt[] {
  const calls = port.calls('deliverNotification').filter(({ input }) => input.orderId === port.input.orderId);
  const bySeq = new Map(calls.toReversed().map((call) => [call.input.seq, call]));
  return [...bySeq.values()]
    .toSorted((left, right) => left.input.seq - right.input.seq)
    .map(({ input, atMs }) => ({ atMs, text: messageInWords(input.facts, requests) }));
}

async function actOnServer(port: ScriptedPort, { verb, word, n, atMs }: Step, { input }: Staged): Promise<CommandAnswer | undefined> {
  const requests = n === undefined ? undefined : [n];
  switch (verb) {
    case 'brings':
      for (const document of input.requiredDocuments) await port.provide(document, documentHash(document));
      return undefined;
    case 'signs': {
      const { loa } = await port.view();
      await port.order.signal(loaSignedSignal, signatureOf(input, Number(word ?? loa?.revision), atMs));
      return undefined;
    }
    case 'demand':
      await port.order.signal(cancelRequestedSignal, { by: 'customer', requests });
      return undefined;
    case 'cancel':
      return port.cancel(requests);
    case 'move':
      return port.reschedule(dayOf(word), requests);
    case 'correct':
      return port.correct(correctionOf(word, (await port.view()).details), { requests });
    case 'mends':
      return port.correct(correctionOf(word, (await port.view()).details), { requests, by: 'operator' });
    default:
      throw new SyntaxError(`a customer does not know how to "${verb}"`);
  }
}
