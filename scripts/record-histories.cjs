/** `node scripts/record-histories.cjs [SCENARIO …]`: plays scenarios and adds a recording of each to `test/replay/histories/`. See the README there. */
require('../test/support/run-typescript.cjs');
require('../test/replay/record.ts');
