import { ServiceError, type ConnectionLike } from '@temporalio/client';
import { setUpTemporal } from '../../../client/set-up-temporal';
import { portico } from '../cli/command-line';

const DAY_SECONDS = 86_400;

/** A server that keeps the operator's calls to its own tools, as Temporal Cloud does. */
function keptServer(retentionDays: number): ConnectionLike {
  const denied = (): Promise<never> =>
    Promise.reject(
      Object.assign(new ServiceError('denied'), {
        cause: Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7, details: 'no', metadata: {} }),
      }),
    );
  return {
    operatorService: { listSearchAttributes: denied, addSearchAttributes: denied },
    workflowService: {
      describeNamespace: async () => ({ config: { workflowExecutionRetentionTtl: { seconds: retentionDays * DAY_SECONDS } } }),
      updateNamespace: denied,
    },
  } as unknown as ConnectionLike;
}

test('where the server keeps namespaces to its own tools, the commands of those are given, and nothing is claimed', async () => {
  const done = await setUpTemporal(keptServer(30), 'ports.a1b2c', { change: true });
  expect(done).toMatchObject({ ready: 'unknown', registered: [], retentionDays: { before: 30, now: 30 } });
  expect(done.commands).toEqual([
    expect.stringMatching(
      /^tcld namespace search-attributes add --namespace ports\.a1b2c --search-attribute "PorticoStatus=Keyword" .*"PorticoNumbers=KeywordList"$/,
    ),
    'tcld namespace retention set --namespace ports.a1b2c --retention-days 90',
  ]);
});

test('the command line prints those commands, and ends well', async () => {
  const { code, out } = await portico(['set-up-temporal'], {
    setUpTemporal: (options) => setUpTemporal(keptServer(90), 'ports.a1b2c', options),
  });
  expect(code).toBe(0);
  expect(out).toMatch(/kept for 90 days\.[^]*by its own tools only[^]*\n {2}tcld namespace search-attributes add/);
});
