import { startLoopback, type LoopbackServer } from '../loopback-server';

/** Passes every request on as it is, and remembers it. */
export const recordOnTheWayTo = (target: string): Promise<LoopbackServer> =>
  startLoopback(({ method, url, headers, body }, response) => {
    const { host: _, connection: __, 'content-length': ___, ...rest } = headers;
    const sent = { method, headers: rest as Record<string, string>, ...(body === '' ? {} : { body }) };
    fetch(target + url, sent)
      .then(async (answer) => {
        const content = Buffer.from(await answer.arrayBuffer());
        const kept = [...answer.headers].filter(([name]) => !['content-length', 'transfer-encoding', 'connection'].includes(name));
        response.writeHead(answer.status, Object.fromEntries(kept)).end(content);
      })
      .catch(() => response.destroy());
  });
