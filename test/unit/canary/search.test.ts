import { findIn } from '../../support/canary/search';

test.each<[string, (text: string) => Buffer]>([
  ['as it is', (text) => Buffer.from(text)],
  ['in capitals', (text) => Buffer.from(text.toUpperCase())],
  ['in base64', (text) => Buffer.from(Buffer.from(text).toString('base64'))],
  ['in base64, one byte later', (text) => Buffer.from(Buffer.from(`x${text}y`).toString('base64'))],
  ['in base64 for addresses, two bytes later', (text) => Buffer.from(Buffer.from(`xy${text}`).toString('base64url'))],
  ['in hexadecimal', (text) => Buffer.from(Buffer.from(text).toString('hex').toUpperCase())],
  ['in an address', (text) => Buffer.from(`?name=${encodeURIComponent(text)}`)],
  ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['in UTF-16, the other way round', (text) => Buffer.from(text, 'utf16le').swap16()],
])('the search finds a value %s, and not another one', (_, write) => {
  const values = new Map([['name', 'Zoë Quillfeather']]);
  expect(findIn([{ name: 'a place', content: write('before Zoë Quillfeather after') }], values)).toEqual(['name in a place']);
  expect(findIn([{ name: 'a place', content: write('before Zoe Quillfeather after') }], values)).toEqual([]);
});
