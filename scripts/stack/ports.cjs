// @ts-check
const { createServer } = require('node:net');

/**
 * As many free loopback ports as asked for, all different: they are held together before the first is let go. A port is
 * chosen before its process starts, because other processes are told the address, and it stays the same over a restart.
 *
 * @param {number} count
 * @returns {Promise<number[]>}
 */
async function freePorts(count) {
  const held = await Promise.all(Array.from({ length: count }, () => hold()));
  await Promise.all(held.map(({ release }) => release()));
  return held.map(({ port }) => port);
}

/**
 * Throws when something listens on one of these already, with all of them at once.
 *
 * @param {Record<string, number | undefined>} wanted by the name of what will listen there
 */
async function requireFree(wanted) {
  const taken = await Promise.all(
    Object.entries(wanted).map(async ([name, port]) => {
      if (!port) return undefined;
      const found = await hold(port).catch(() => undefined);
      await found?.release();
      return found === undefined ? `${port} (for ${name})` : undefined;
    }),
  );
  const problems = taken.filter((one) => one !== undefined);
  if (problems.length > 0) throw new Error(`Something else listens on 127.0.0.1, port ${problems.join(', ')}. Stop that, then try again.`);
}

/** @param {number} [wanted] @returns {Promise<{ port: number, release: () => Promise<void> }>} */
function hold(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

module.exports = { freePorts, requireFree };
