/** `node scripts/record-histories.cjs`: runs the recorded scenarios again and replaces `test/replay/histories/`. See the README there. */
require('../test/support/run-typescript.cjs');
require('../test/replay/record.ts');
