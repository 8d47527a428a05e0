import { loadCountryPacks } from '../../../config/countries';
import { standingsOf } from '../../../config/countries/facts';
import { countryView } from '../../../contracts/portability';
import { clientWithoutTemporal, portico } from '../cli/command-line';

const world = { client: clientWithoutTemporal };

describe.each(loadCountryPacks().map((pack) => [pack.code, pack] as const))('R2: %s', (code, pack) => {
  test('the client shows every value that the contract has, and the standing of each', () => {
    const view = clientWithoutTemporal().country(code);
    expect(countryView.strict().parse(view)).toEqual(view);
    expect(view.standing).toEqual(standingsOf(pack));
    expect(view.standing.some(({ assumed }) => assumed)).toBe(true);
  });

  test('portico countries shows it within 80 columns, with what is assumed marked', async () => {
    const { code: exit, out } = await portico(['countries', code], world);
    expect(exit).toBe(0);
    expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(out).toContain('(assumed)');
    expect(out).toContain('Assumed: nobody was found who says so');
  });
});

test('portico countries marks lead times that are assumed in part', async () => {
  const { out } = await portico(['countries'], world);
  expect(out).toMatch(/^DE +Germany/m);
  expect(out).toContain('assumed');
  expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
});

test('a country without a transfer code says so', () => {
  expect(clientWithoutTemporal().country('DE').transferCode).toBeNull();
});
