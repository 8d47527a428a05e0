import { servers } from './servers';

/** Jest global set-up of the projects that only need the servers: says at once when one is missing. */
export default function resolveServers(): void {
  servers();
}
