// @ts-check
const MINIMUM = '20.3.0';

/** Throws with what to do when Node is too old. @param {string} version such as 20.20.2 */
function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 3)) return;
  throw new Error(
    `Portico needs Node ${MINIMUM} or newer (22 and 24 are fine too); this is Node ${version}. Install a newer one, then run the same command again.`,
  );
}

module.exports = { requireNode };
