// @ts-check
const { createWriteStream } = require('node:fs');
const { basename, join } = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { run, messageOf } = require('./run.cjs');

const INFO_TIMEOUT_MS = 5_000;
const ARCHIVE_TIMEOUT_MS = 300_000;
/** @type {Record<string, string>} */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/**
 * The download service that the SDK itself uses: it answers with the archive's address and the program's place inside.
 *
 * @param {'cli' | 'temporal-test-server'} artifact
 * @param {string} version
 * @param {string} program
 * @returns {import('./find-server.cjs').Way}
 */
const officialDownload = (artifact, version, program) => ({
  name: `official download (temporal.download, v${version})`,
  async fetch(folder) {
    const arch = ARCHITECTURES[process.arch];
    if (arch === undefined) throw new Error(`nothing is offered there for ${process.arch}`);
    const query = new URLSearchParams({ arch, platform: process.platform, format: 'tar.gz' });
    const answer = await get(`https://temporal.download/${artifact}/v${version}?${query.toString()}`, INFO_TIMEOUT_MS);
    const { archiveUrl, fileToExtract } = /** @type {{ archiveUrl?: unknown, fileToExtract?: unknown }} */ (await answer.json());
    if (typeof archiveUrl !== 'string' || typeof fileToExtract !== 'string') throw new Error('the answer names no archive');
    const archive = join(folder, 'archive.tar.gz');
    const body = (await get(archiveUrl, ARCHIVE_TIMEOUT_MS)).body;
    if (body === null) throw new Error(`${archiveUrl} is empty`);
    await pipeline(Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (body)), createWriteStream(archive));
    await run('tar', ['-xzf', archive, '-C', folder, fileToExtract]);
    return basename(fileToExtract) === program ? fileToExtract : Promise.reject(new Error(`the archive holds ${fileToExtract}`));
  },
});

/** @param {string} url @param {number} timeoutMs */
async function get(url, timeoutMs) {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((/** @type {unknown} */ error) => {
    const cause = error instanceof Error && error.cause ? `: ${messageOf(error.cause)}` : '';
    throw new Error(`${new URL(url).host} cannot be reached (${messageOf(error)}${cause})`);
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

module.exports = { officialDownload };
