import { IDENTIFIER_CHECKS, type CheckName } from '../../../domain/identifiers/checks';
import { isCodiceFiscale, isPartitaIva, looksLikeMigrationCode } from '../../../domain/identifiers/italy';
import { isCif, isSpanishPersonId } from '../../../domain/identifiers/spain';

const words = (text: string): string[] => text.split(' ');
const isRight = (check: CheckName, code: string): boolean => IDENTIFIER_CHECKS[check].fault({ code }) === undefined;

/** Published or computed numbers, and one fault in each of the others. */
const VECTORS: readonly (readonly [CheckName, string, string])[] = [
  [
    'siret',
    '73282932000074 12345678200010 12345678200127 40408328900011 35600000000048 35600000049837',
    '73282932000075 7328293200007 73282932100074 12345678200011 35600000049838',
  ],
  [
    'spanishTaxId',
    '12345678Z 00000000T 87654321X X1234567L Y7654321G Z0000001Y A58818501 B12345674 P2807900B Q2826000H N0032484H W0010205C',
    '12345678A X1234567T 1234567Z A58818502 B1234567X I1234567L',
  ],
  [
    'italianTaxId',
    '00743150153 00000010017 12345670157 RSSMRA79B11C566R RSSMRA80A01H501U VRDLGI75T41F205B',
    '00743110158 12345678904 1234567890 RSSMRA79B11C566S RSSMRA80A01H501A RSSMRA80A01H501',
  ],
  ['portugueseNif', '123456789 500000000 500123454 267999992', '123456788 500000001 12345678 012345678'],
  ['organisationsnummer', '5560000001 2120000142 9696000018 8020001239', '5560000002 556000000 2120000124'],
  ['abn', '51824753556 18123456789 89000000019 53004085616', '51824753557 51824753565 5182475355 11111111111'],
  ['belgianEnterprise', '0428196602 1234567894 0800000075', '0428196600 0428196645 1234567849'],
  ['uid', 'CHE123456788 CHE100000006 CHE111111118 CHE100155809', 'CHE123456789 CHE100000060 CHE12345678 123456788'],
  ['cnpj', '12ABC34501DE35 11222333000181 0A1B2C3D000193', '11222333000182 12ABC34501DE36 1122233300018'],
  [
    'migrationCode',
    'WIN0612345678001H M2V029997637001W WIZ0826666777001F 2ZZ069279152001K',
    'WIN0612345678001 WI0612345678555H WIN061234001H WIN06123456780017',
  ],
  ['nip', '8567346215', '8567346216 856734621'],
  ['cvr', '13585628', '13585627 1358562 03585628'],
  ['organisasjonsnummer', '988077917', '988077918 98807791'],
  ['yTunnus', '20774740', '20774741 2077474'],
];

describe.each(VECTORS)('%s', (check, valid, invalid) => {
  test.each(words(valid))('%s is right', (code) => {
    expect(isRight(check, code)).toBe(true);
  });

  test.each(words(invalid))('%s is wrong', (code) => {
    expect(isRight(check, code)).toBe(false);
  });

  test('what is wrong is said without repeating it', () => {
    for (const code of words(invalid)) expect(IDENTIFIER_CHECKS[check].fault({ code })).not.toContain(code);
  });
});

test('only what can be computed refuses an order: the letter of a migration code cannot', () => {
  const warns = (Object.keys(IDENTIFIER_CHECKS) as CheckName[]).filter((check) => IDENTIFIER_CHECKS[check].level === 'warn');
  expect(warns).toEqual(['migrationCode']);
});

test('each kind of id is told from the others of its country', () => {
  expect(['12345678Z', 'X1234567L'].every(isSpanishPersonId)).toBe(true);
  expect(isSpanishPersonId('A58818501')).toBe(false);
  expect(['A58818501', 'P2807900B', 'B12345674'].every(isCif)).toBe(true);
  expect(isCif('12345678Z')).toBe(false);
  expect(isPartitaIva('RSSMRA79B11C566R')).toBe(false);
  expect(isCodiceFiscale('00743150153')).toBe(false);
});

test.each([
  ['spanishTaxId', 'ES-A58818501'],
  ['italianTaxId', 'IT 00743150153'],
  ['portugueseNif', 'PT 500000000'],
  ['organisationsnummer', '16 556000-0001'],
  ['organisationsnummer', 'SE 5560000001 01'],
  ['abn', '51 824 753 556'],
  ['belgianEnterprise', 'BE 0428.196.602'],
  ['uid', 'CHE-123.456.788 MWST'],
  ['cnpj', '11.222.333/0001-81'],
  ['nip', 'PL 856-734-62-15'],
  ['organisasjonsnummer', 'NO 988 077 917 MVA'],
  ['yTunnus', '2077474-0'],
] as const)('%s as people write it: %s', (check, code) => {
  expect(isRight(check, code)).toBe(true);
});

test('SE: a personal number is no organisationsnummer and is not ours to judge', () => {
  expect(isRight('organisationsnummer', '19811228-9874')).toBe(true);
  expect(isRight('organisationsnummer', '811228-9875')).toBe(true);
});

test('IT: a migration code names its service, or the number alone', () => {
  expect(['WIN0612345678222H', 'WIN0612345678999H', 'WIN0612345678017H'].every(looksLikeMigrationCode)).toBe(true);
  expect(looksLikeMigrationCode('WIN0612345678555H')).toBe(false);
});
