import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';
import { composeServices, registerScript } from '../support/compose-file';

const services = Object.entries(composeServices());
const lasting = services.filter(([name]) => name !== 'register');

/** How many attributes of each type fit into visibility on PostgreSQL. */
const COLUMNS: Readonly<Record<string, number>> = { KEYWORD: 10, KEYWORD_LIST: 3, DATETIME: 3, BOOL: 3, INT: 3, DOUBLE: 3, TEXT: 3 };

const camelCase = (type: string): string => type.toLowerCase().replace(/(^|_)(.)/g, (_, __, letter: string) => letter.toUpperCase());

describe('docker-compose.temporal.yml', () => {
  test('has the server, its database, the one-shot registration and the Web UI', () => {
    expect(services.map(([name]) => name)).toEqual(['postgresql', 'temporal', 'register', 'ui']);
  });

  test.each(services)('%s runs a pinned image', (_, { image }) => {
    expect(image).toMatch(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$/);
  });

  test.each(lasting)('%s tells whether it is healthy', (_, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD-SHELL');
  });

  test.each(services.filter(([name]) => name !== 'postgresql'))(
    '%s waits until what it needs is healthy',
    (_, { depends_on: needs = {} }) => {
      const conditions = Object.values(needs).map(({ condition }) => condition);
      expect(conditions.length).toBeGreaterThan(0);
      expect(new Set(conditions)).toEqual(new Set(['service_healthy']));
    },
  );

  test('ports are published on loopback only, and none of the database', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([
      ['temporal', expect.stringMatching(/^127\.0\.0\.1:\d+:\d+$/)],
      ['ui', expect.stringMatching(/^127\.0\.0\.1:\d+:\d+$/)],
    ]);
  });

  test('the namespace keeps closed workflows for 90 days, made anew or found there', () => {
    const hours = `${90 * 24}h`;
    expect(composeServices()['temporal']?.environment['DEFAULT_NAMESPACE_RETENTION']).toBe(hours);
    expect(registerScript()).toContain(`--retention ${hours}`);
  });

  test('exactly the search attributes of the workflows are registered', () => {
    const registered = [...registerScript().matchAll(/--name (\S+) --type (\S+)/g)].map(([, name, type]) => ({ name, type }));
    expect(registered).toEqual(SEARCH_ATTRIBUTES.map(({ name, type }) => ({ name, type: camelCase(type) })));
  });

  test('no type has more attributes than PostgreSQL has columns for, and the samples take none of them', () => {
    for (const [type, columns] of Object.entries(COLUMNS)) {
      expect(SEARCH_ATTRIBUTES.filter((attribute) => attribute.type === type).length).toBeLessThanOrEqual(columns);
    }
    expect(composeServices()['temporal']?.environment['SKIP_ADD_CUSTOM_SEARCH_ATTRIBUTES']).toBe('true');
  });
});
