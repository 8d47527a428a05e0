import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addBusinessDays } from '../business-days';
import type { Acts } from '../gateway/acts';
import type { Carrier } from '../gateway/carrier';
import { plannedDate } from '../gateway/foc';
import { numbersOf, portView, type PortRecord } from '../gateway/port';
import type { Ports } from '../gateway/ports';
import { PACE } from '../gateway/scenarios';
import { reason } from '../gateway/verdict';
import { Reason } from '../gateway/wire';
import type { Ledger } from '../ledger';
import { Numbers } from '../phone-numbers';
import { Refusal, readAs } from '../refusal';

const common = { deliver: z.boolean().default(true) };
const dated = { ...common, date: z.iso.date().optional() };
const about = { ...common, numbers: Numbers.optional() };
const reasoned = { ...common, code: z.string().min(1).optional(), reasons: z.array(Reason).min(1).optional(), numbers: Numbers.optional() };

/** What a person may make a losing carrier do at once. `deliver: false`: it happens, and no webhook tells of it. */
export const CarrierOrder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('acknowledge'), ...common }),
  z.strictObject({ type: z.literal('reject'), ...reasoned }),
  z.strictObject({ type: z.literal('foc'), ...dated }),
  z.strictObject({ type: z.literal('foc_changed'), ...dated }),
  z.strictObject({ type: z.literal('reschedule_accept'), ...dated }),
  z.strictObject({ type: z.literal('reschedule_refuse'), ...reasoned }),
  z.strictObject({ type: z.literal('cancel_accept'), ...common }),
  z.strictObject({ type: z.literal('cancel_refuse'), ...reasoned }),
  z.strictObject({ type: z.literal('return_accept'), ...common }),
  z.strictObject({ type: z.literal('return_refuse'), ...reasoned }),
  z.strictObject({ type: z.literal('activate'), ...about }),
  z.strictObject({ type: z.literal('activation_failed'), ...reasoned }),
  z.strictObject({ type: z.literal('sms'), ...about }),
  z.strictObject({ type: z.literal('sms_failed'), ...about }),
  z.strictObject({ type: z.literal('split'), ...reasoned }),
  z.strictObject({ type: z.literal('comment'), ...common, text: z.string().min(1).max(10_000) }),
  z.strictObject({ type: z.literal('silent'), ...common }),
]);
export type CarrierOrder = z.output<typeof CarrierOrder>;

export interface PortControlParts {
  readonly ports: Ports;
  readonly carrier: Carrier;
  /** The acts that tell, and the same ones that tell nobody. */
  readonly acts: { readonly told: Acts; readonly untold: Acts };
  readonly ledger: Ledger;
  readonly focDays: () => number;
}

/** Control over single ports: look at them, and make their carrier act now. */
export function addPortControlRoutes(app: FastifyInstance, { ports, carrier, acts, ledger, focDays }: PortControlParts): void {
  const view = (port: PortRecord): object => {
    carrier.catchUp(port);
    const { ending, asked, muted, steps } = port;
    return { ...portView(port), ending, asked, silent: muted, steps };
  };
  const found = (params: unknown): PortRecord => {
    const { reference } = readAs(z.object({ reference: z.string() }), params);
    const port = ports.byReference(reference) ?? ports.byId(reference);
    if (port === undefined) throw new Refusal(404, 'not_found', 'no port has this reference or id');
    return port;
  };

  app.get('/ports', async () => ({ ports: [...ports.all()].map(view) }));
  app.get('/ports/:reference', async (request) => view(found(request.params)));

  app.post('/ports/:reference/events', async (request) => {
    const port = found(request.params);
    const order = readAs(CarrierOrder, request.body);
    carrier.catchUp(port);
    if (port.state === 'draft') throw new Refusal(409, 'not_confirmed', 'the carrier knows nothing of a draft; confirm it first');
    ledger.write({
      party: 'control',
      action: `carrier.${order.type}`,
      outcome: 'ordered',
      reference: port.content.reference,
      port_id: port.id,
    });
    carrier.change(port, (nowMs) => carryOut(order, port, nowMs));
    return view(port);
  });

  const carryOut = (order: CarrierOrder, port: PortRecord, nowMs: number): void => {
    const act = order.deliver ? acts.told : acts.untold;
    const all = numbersOf(port);
    switch (order.type) {
      case 'acknowledge':
        return act.acknowledge(port, nowMs);
      case 'reject':
        return act.reject(port, nowMs, reasonsOf(order, 'OTHER'));
      case 'foc':
        return act.confirmDate(port, nowMs, order.date ?? plannedDate(port, nowMs, focDays()));
      case 'foc_changed':
        return act.changeDate(port, nowMs, order.date ?? laterDate(port, nowMs));
      case 'reschedule_accept':
        return act.acceptReschedule(port, nowMs, order.date ?? askedDate(port) ?? laterDate(port, nowMs));
      case 'reschedule_refuse':
        return act.refuseReschedule(port, nowMs, reasonsOf(order, 'DATE_INVALID'));
      case 'cancel_accept':
        return act.acceptCancel(port, nowMs);
      case 'cancel_refuse':
        return act.refuseCancel(port, nowMs, reasonsOf(order, 'CANCEL_TOO_LATE'));
      case 'return_accept':
        return act.acceptReturn(port, nowMs);
      case 'return_refuse':
        return act.refuseReturn(port, nowMs, reasonsOf(order, 'OTHER'));
      case 'activate':
        return act.activate(port, nowMs, order.numbers ?? all);
      case 'activation_failed':
        return act.failActivation(port, nowMs, order.numbers ?? all, reasonsOf(order, 'NETWORK_CONFLICT'));
      case 'sms':
        return act.activateSms(port, nowMs, order.numbers ?? all);
      case 'sms_failed':
        return act.failSms(port, nowMs, order.numbers ?? all);
      case 'split':
        return act.askForSplit(port, nowMs, reasonsOf(order, 'SPLIT_REQUIRED'));
      case 'comment':
        return act.comment(port, nowMs, order.text);
      case 'silent':
        return act.fallSilent(port);
    }
  };

  const laterDate = (port: PortRecord, nowMs: number): string =>
    addBusinessDays(port.foc?.date ?? plannedDate(port, nowMs, focDays()), PACE.lateDays);
}

const askedDate = (port: PortRecord): string | undefined =>
  port.steps.flatMap((step) => (step.does === 'answerReschedule' ? [step.date] : []))[0];

const reasonsOf = (
  order: { reasons?: Reason[] | undefined; code?: string | undefined; numbers?: string[] | undefined },
  code: string,
): Reason[] => order.reasons ?? [reason(order.code ?? code, order.numbers)];
