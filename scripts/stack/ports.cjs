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
  const held = await Promise.all(Array.from({ length: count }, hold));
  await Promise.all(held.map(({ release }) => release()));
  return held.map(({ port }) => port);
}

/** @returns {Promise<{ port: number, release: () => Promise<void> }>} */
function hold() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

module.exports = { freePorts };
