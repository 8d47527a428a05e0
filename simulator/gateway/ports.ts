import type { Store } from '../store';
import { isTollFree } from '../phone-numbers';
import { isLive, type PortRecord } from './port';

/** All ports, found by id, by reference, or by a number that a live one holds. */
export interface Ports {
  byId(id: string): PortRecord | undefined;
  byReference(reference: string): PortRecord | undefined;
  /** The live port that holds a number. */
  holding(number: string): PortRecord | undefined;
  save(port: PortRecord): void;
  all(): IterableIterator<PortRecord>;
}

export function openPorts(store: Store): Ports {
  const records = store.collection<PortRecord>('port');
  const idByReference = new Map<string, string>();
  const idByLiveNumber = new Map<string, string>();

  const index = (port: PortRecord): void => {
    idByReference.set(port.content.reference, port.id);
    for (const { number } of port.numbers) {
      if (isLive(port)) idByLiveNumber.set(number, port.id);
      else if (idByLiveNumber.get(number) === port.id) idByLiveNumber.delete(number);
    }
  };
  for (const port of records.values()) index(port);

  const byId = (id: string | undefined): PortRecord | undefined => (id === undefined ? undefined : records.get(id));
  return {
    byId,
    byReference: (reference) => byId(idByReference.get(reference)),
    holding: (number) => byId(idByLiveNumber.get(number)),
    save: (port) => {
      records.put(port.id, port);
      index(port);
    },
    all: () => records.values(),
  };
}

interface Route {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly textless?: boolean;
}

/** Where calls and messages for a number are routed: `true` is the winning provider. */
export interface Network {
  voice(number: string): boolean;
  sms(number: string): boolean;
  /** Whether text messages exist for it at all. */
  hasSms(number: string): boolean;
  set(number: string, change: Partial<Route>): void;
}

export function openNetwork(store: Store): Network {
  const routes = store.collection<Route>('route');
  const route = (number: string): Route => routes.get(number) ?? { voice: false, sms: false };
  return {
    voice: (number) => route(number).voice,
    sms: (number) => route(number).sms,
    hasSms: (number) => !isTollFree(number) && route(number).textless !== true,
    set: (number, change) => routes.put(number, { ...route(number), ...change }),
  };
}
