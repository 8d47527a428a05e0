/** The simulator's control routes (docs/contracts/simulator.md), for `portico simulate`. */
import { PorticoError } from '../client';
import type { SimulatorAccess } from './world';

const TIMEOUT_MS = 10_000;

async function post({ url, token }: SimulatorAccess, path: string, body: unknown): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${url}/control${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new PorticoError('gateway_unavailable', 'The simulator does not answer: check that it runs, and PORTICO_SIMULATOR_URL.', {
      cause: error,
    });
  }
  if (response.ok) return void (await response.arrayBuffer());
  throw new PorticoError(codeOf(response.status), `The simulator refused (${response.status}): ${detailOf(await response.text())}`);
}

const codeOf = (status: number): string => {
  if (status === 404) return 'not_found';
  if (status === 401) return 'unauthenticated';
  return status === 409 ? 'invalid_transition' : 'invalid_request';
};

function detailOf(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) {
      for (const field of ['detail', 'message', 'title'] as const) {
        const value: unknown = Reflect.get(body, field);
        if (typeof value === 'string') return value;
      }
    }
  } catch {
    // Not JSON: shown as it is.
  }
  return text.slice(0, 300);
}

/** Makes a losing carrier act on one port now, by our reference. */
export const makeCarrierAct = (access: SimulatorAccess, reference: string, act: object): Promise<void> =>
  post(access, `/ports/${encodeURIComponent(reference)}/events`, act);

/** Configures numbers on the simulated platform, as a customer would. */
export const configureNumbers = (access: SimulatorAccess, numbers: readonly string[]): Promise<void> =>
  post(access, '/platform/configure', { numbers });

/** The numbers move into our network without the gateway: what a losing carrier does that is written to by hand. */
export const moveNumbers = (access: SimulatorAccess, numbers: readonly string[]): Promise<void> =>
  post(access, '/network/moved', { numbers });

/** Signs the users of these numbers in or out on the simulated platform. */
export const setUsersOnline = (access: SimulatorAccess, numbers: readonly string[], online: boolean): Promise<void> =>
  post(access, '/platform/users', { numbers, online });
