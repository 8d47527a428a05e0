/** `npm run docs`: writes the pages that are made from code and data. Each is held equal to its generator by a test. */
require('../test/support/run-typescript.cjs');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { PAGES } = require('./docs/pages.ts');

for (const [page, make] of Object.entries(PAGES)) writeFileSync(join(__dirname, '..', page), make());
