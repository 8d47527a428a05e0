import type { Alarms } from '../alarms';
import { laterByBusinessDays, onBusinessDay, zoneOf } from '../business-days';
import type { Clock } from '../clock';
import type { Store } from '../store';
import type { Acts } from './acts';
import { activationAt, focOn, plannedDate } from './foc';
import { isLive, move, numbersOf, type PortRecord, type Step } from './port';
import type { Network, Ports } from './ports';
import { PACE, behaviourOf } from './scenarios';
import { reason, type Verdicts } from './verdict';

export interface CarrierParts {
  readonly store: Store;
  readonly ports: Ports;
  readonly network: Network;
  readonly verdicts: Verdicts;
  readonly acts: Acts;
  readonly clock: Clock;
  readonly alarms: Alarms;
  /** Lead time in business days, read each time it is needed. */
  readonly focDays: () => number;
}

/** The losing carriers as a timetable: what was promised by the scenario happens at its business instant. */
export interface Carrier {
  /** Does whatever is due, so that who looks now sees what is true now. */
  catchUp(port: PortRecord): void;
  /** Changes a port after catching up, saves it and plans its next step. */
  change<T>(port: PortRecord, work: (nowMs: number) => T): T;
  /** The winning provider's order reaches the losing carrier. */
  receive(port: PortRecord): void;
  hearReschedule(port: PortRecord, date: string): void;
  hearCancel(port: PortRecord): void;
  /** Another date is wished for, and none is given yet. */
  hearWish(port: PortRecord, date: string): void;
  /** The winning provider starts the transfer. */
  hearStart(port: PortRecord): void;
  hearReturn(port: PortRecord): void;
  /** Sets the alarms of every port that was kept over a restart. */
  resume(): void;
}

export function createCarrier({ store, ports, network, verdicts, acts, clock, alarms, focDays }: CarrierParts): Carrier {
  const isMute = (port: PortRecord): boolean => port.muted || behaviourOf(port.ending).silent;

  const perform = (port: PortRecord, step: Step): void => {
    const behaviour = behaviourOf(port.ending);
    const { atMs } = step;
    switch (step.does) {
      case 'acknowledge':
        return acts.acknowledge(port, atMs);
      case 'answer': {
        const reasons = verdicts.refusal(port);
        if (reasons !== undefined) return acts.reject(port, atMs, reasons);
        acts.confirmDate(port, atMs, plannedDate(port, atMs, focDays()));
        if (verdicts.withdraws(port)) {
          port.steps.push({ does: 'withdraw', atMs: laterByBusinessDays(atMs, PACE.withdrawDays, zoneOf(port.content.country)) });
        }
        return;
      }
      case 'withdraw':
        return acts.reject(port, atMs, [reason('FOC_REFUSED')]);
      case 'activate':
        if (behaviour.activation === 'works' || port.activationHasFailed) return acts.activate(port, atMs, step.numbers);
        port.steps.push({ ...step, atMs: atMs + PACE.activateAgainMs });
        return acts.failActivation(port, atMs, [...step.numbers], [reason('NETWORK_CONFLICT', step.numbers)]);
      case 'sms':
        return acts.activateSms(port, atMs, step.numbers);
      case 'answerReschedule':
        if (!port.asked.reschedule) return;
        if (port.state === 'scheduled' && behaviour.onReschedule === 'accept')
          return acts.acceptReschedule(port, atMs, onBusinessDay(step.date));
        return acts.refuseReschedule(port, atMs, [reason('DATE_INVALID')]);
      case 'answerReturn':
        return port.asked.return === true ? acts.acceptReturn(port, atMs) : undefined;
      case 'answerCancel':
        if (!port.asked.cancel) return;
        if (!isLive(port) || behaviour.onCancel === 'refuse') return acts.refuseCancel(port, atMs, [reason('CANCEL_TOO_LATE')]);
        return acts.acceptCancel(port, atMs, behaviour.onCancel === 'accept' ? undefined : oldActivation(port, atMs));
    }
  };

  const oldActivation = (port: PortRecord, atMs: number): number =>
    activationAt(port.foc ?? focOn(plannedDate(port, atMs, focDays()), port.content.country));

  const nextStep = (port: PortRecord): Step | undefined => [...port.steps].sort((a, b) => a.atMs - b.atMs)[0];

  const performDue = (port: PortRecord): boolean => {
    let performed = false;
    for (let step = nextStep(port); step !== undefined && step.atMs <= clock.now(); step = nextStep(port)) {
      const due = step;
      port.steps = port.steps.filter((other) => other !== due);
      perform(port, due);
      performed = true;
    }
    return performed;
  };

  const arm = (port: PortRecord): void => alarms.set(`port/${port.id}`, nextStep(port)?.atMs, () => catchUp(port));

  const catchUp = (port: PortRecord): void => {
    store.together(() => {
      if (performDue(port)) ports.save(port);
    });
    arm(port);
  };

  const change = <T>(port: PortRecord, work: (nowMs: number) => T): T => {
    catchUp(port);
    const result = store.together(() => {
      const answer = work(clock.now());
      ports.save(port);
      return answer;
    });
    arm(port);
    return result;
  };

  return {
    catchUp,
    change,
    receive: (port) =>
      change(port, (nowMs) => {
        move(port, 'pending', nowMs);
        port.confirmedAtMs = nowMs;
        // A number that was here before and ports in again has been away in the meantime.
        for (const number of numbersOf(port))
          network.set(number, { voice: false, sms: false, textless: behaviourOf(port.ending).smsDays === 'none' });
        if (isMute(port)) return;
        port.steps.push({ does: 'acknowledge', atMs: nowMs + PACE.acknowledgeMs }, { does: 'answer', atMs: nowMs + PACE.answerMs });
      }),
    hearReschedule: (port, date) =>
      change(port, (nowMs) => {
        port.asked.reschedule = true;
        if (!isMute(port)) port.steps.push({ does: 'answerReschedule', atMs: nowMs + PACE.changeAnswerMs, date });
      }),
    hearCancel: (port) =>
      change(port, (nowMs) => {
        if (port.state === 'draft') return acts.acceptCancel(port, nowMs);
        port.asked.cancel = true;
        if (!isMute(port)) port.steps.push({ does: 'answerCancel', atMs: nowMs + PACE.changeAnswerMs });
      }),
    hearWish: (port, date) =>
      change(port, () => {
        port.wished = date;
      }),
    hearStart: (port) => change(port, (nowMs) => acts.startTransfer(port, nowMs)),
    hearReturn: (port) =>
      change(port, (nowMs) => {
        port.asked.return = true;
        if (!isMute(port)) port.steps.push({ does: 'answerReturn', atMs: nowMs + PACE.returnAnswerMs });
      }),
    resume: () => {
      for (const port of ports.all()) if (port.steps.length > 0) arm(port);
    },
  };
}
