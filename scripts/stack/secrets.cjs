// @ts-check
const { createHash, randomBytes } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

/**
 * @typedef {object} Secrets
 * @property {string} idKey
 * @property {string} codecKeys
 * @property {string} codecPath the path segment under which the codec answers the Web UI
 * @property {string} webhookSecret
 * @property {string} simulatorToken
 * @property {string} apiKey for the Authorization header of whoever calls the API
 */

const hex = (/** @type {number} */ bytes) => randomBytes(bytes).toString('hex');

/** Fresh secrets, for one stack. @returns {Secrets} */
const makeSecrets = () => ({
  idKey: hex(32),
  codecKeys: `k1:${randomBytes(32).toString('base64')}`,
  codecPath: hex(16),
  webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  simulatorToken: hex(32),
  apiKey: hex(32),
});

/**
 * The secrets kept in a file that only its owner may read; made at the first call. A database outlives its processes, and
 * without its keys nobody could read it.
 *
 * @param {string} file
 * @returns {Secrets}
 */
function keptSecrets(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const secrets = makeSecrets();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** How the API is told of a key: it knows the hash, its caller the key. @param {string} apiKey */
const apiKeySetting = (apiKey) => `*:orders+operator+codec+admin:${createHash('sha256').update(apiKey).digest('hex')}`;

module.exports = { makeSecrets, keptSecrets, apiKeySetting };
