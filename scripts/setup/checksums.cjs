// @ts-check
const { createHash } = require('node:crypto');
const { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** @typedef {{ sha256: string, size: number, mtimeMs: number, version: string }} Known */
/** @typedef {InstanceType<typeof Checksums>} KnownPrograms */

/** sha256 of a file, in hex. @param {string} path @returns {Promise<string>} */
function sha256(path) {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    createReadStream(path)
      .on('error', reject)
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => resolve(hash.digest('hex')));
  });
}

/**
 * What is known about programs that were checked before. Hashing 250 MB at every start would be slower than all else
 * together, so a program of the same size and time of change counts as the same; otherwise it is hashed again.
 */
class Checksums {
  /** @param {string} folder where `checksums.json` lies */
  constructor(folder) {
    this.file = join(folder, 'checksums.json');
    /** @type {Record<string, Known>} */
    this.known = existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {};
  }

  /**
   * `same`: checked before and unchanged; `changed`: checked before, and its content is another now; `new`: never seen.
   * @param {string} path
   * @returns {Promise<'same' | 'changed' | 'new'>}
   */
  async compare(path) {
    const before = this.known[path];
    if (before === undefined) return 'new';
    const { size, mtimeMs } = statSync(path);
    if (before.size === size && before.mtimeMs === mtimeMs) return 'same';
    if (before.size !== size || before.sha256 !== (await sha256(path))) return 'changed';
    this.save(path, { ...before, mtimeMs });
    return 'same';
  }

  /** Remembers a program that passed its check. @param {string} path @param {string} version */
  async remember(path, version) {
    const { size, mtimeMs } = statSync(path);
    this.save(path, { sha256: await sha256(path), size, mtimeMs, version });
  }

  /** @param {string} path @param {Known} entry */
  save(path, entry) {
    this.known[path] = entry;
    mkdirSync(dirname(this.file), { recursive: true });
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(this.known, undefined, 2)}\n`);
    renameSync(draft, this.file);
  }
}

module.exports = { Checksums, sha256 };
