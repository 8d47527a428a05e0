import { readFileSync } from 'node:fs';
import { workflowBundle } from '../support/workflow-bundle';

const code = readFileSync(workflowBundle().codePath, 'utf8');
const MEBIBYTE = 1024 * 1024;

// Every workflow in a worker's memory evaluates the whole bundle again.
test.each(['zod', 'luxon', 'date-holidays', 'libphonenumber-js'])('the workflow bundle holds nothing of %s', (name) => {
  expect(code).toContain('node_modules/@temporalio/workflow/');
  expect(code).not.toContain(`node_modules/${name}/`);
});

test('the workflow bundle stays under 2 MiB with its source map', () => {
  expect(Buffer.byteLength(code)).toBeLessThan(2 * MEBIBYTE);
});

test('the workflow bundle has the failure converter that keeps refusals readable', () => {
  expect(code).toContain('codec/failure-converter.ts');
});
