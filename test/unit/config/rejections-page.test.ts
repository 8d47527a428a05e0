import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rejectionsPage } from '../../../config/rejections-page';
import { REJECTION_CODES } from '../../../domain/rejection/codes';

test('R13: the page of rejections says what the rules say: npm run docs writes it anew', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'rejections.md'), 'utf8')).toBe(rejectionsPage());
});

test.each(REJECTION_CODES)('R13: the page has a whole row for %s', (code) => {
  const row = rejectionsPage()
    .split('\n')
    .find((line) => line.startsWith(`| \`${code}\` |`));
  const [meaning, how, changes] = row?.split(' | ').slice(1, 4) ?? [];
  for (const cell of [meaning, how, changes]) expect(cell?.length).toBeGreaterThan(5);
});
