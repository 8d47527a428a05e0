import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from '../../../config/settings-page';

test('the page of settings says what the schema says: npm run docs writes it anew', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'settings.md'), 'utf8')).toBe(settingsPage());
});
