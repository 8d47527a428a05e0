import { readFileSync } from 'node:fs';
import { ActivityFailure, ApplicationFailure, defaultPayloadConverter, RetryState } from '@temporalio/common';
import { failureConverter } from '../../../codec/failure-converter';
import { failureConverterPath } from '../../../codec/data-converter';

const CANARY = 'Ada Canary';
const convert = (error: unknown): ReturnType<typeof failureConverter.errorToFailure> =>
  failureConverter.errorToFailure(error, defaultPayloadConverter);
/** What stands in clear in the history: everything but payloads, which the codec encrypts. */
const clear = (value: unknown): string =>
  JSON.stringify(value, (name, part: unknown) => (name === 'payloads' || name === 'encodedAttributes' ? undefined : part));

describe('the failure converter', () => {
  test('message and stack go where the codec encrypts them, and come back', () => {
    const failure = convert(new Error(CANARY));
    expect(failure).toMatchObject({ message: 'Encoded failure', stackTrace: '' });
    expect(clear(failure)).not.toContain(CANARY);
    const back = failureConverter.failureToError(failure, defaultPayloadConverter);
    expect(back.message).toBe(CANARY);
    expect(back.stack).toContain('failure-converter.test');
  });

  test('our own refusals stay readable, so that the Web UI can show why; their stack does not', () => {
    const failure = convert(ApplicationFailure.nonRetryable('The port is locked since 17:00.', 'Refused.TooLate'));
    expect(failure).toMatchObject({ message: 'The port is locked since 17:00.', stackTrace: '' });
    expect(failure.encodedAttributes).toBeUndefined();
    expect(failureConverter.failureToError(failure, defaultPayloadConverter)).toMatchObject({
      type: 'Refused.TooLate',
      message: 'The port is locked since 17:00.',
    });
  });

  test("a refusal's cause and details are encoded all the same", () => {
    const refusal = ApplicationFailure.create({ message: 'No.', type: 'Refused.X', details: [CANARY], cause: new Error(CANARY) });
    const failure = convert(refusal);
    expect(failure.message).toBe('No.');
    expect(failure.cause).toMatchObject({ message: 'Encoded failure' });
    expect(clear(failure)).not.toContain(CANARY);
  });

  test.each([
    ['another type', ApplicationFailure.create({ message: CANARY, type: 'CarrierRefused.X' })],
    ['no type', ApplicationFailure.create({ message: CANARY })],
    ['a look-alike that is no ApplicationFailure', Object.assign(new Error(CANARY), { type: 'Refused.X' })],
    ['a thrown text', CANARY],
  ])('%s is encoded', (_what, error) => {
    expect(clear(convert(error))).not.toContain(CANARY);
  });

  test('a refusal inside an activity failure stays readable, its wrapper is encoded', () => {
    const cause = ApplicationFailure.nonRetryable('No.', 'Refused.X');
    const failure = convert(new ActivityFailure(CANARY, 'activate', '1', RetryState.NON_RETRYABLE_FAILURE, undefined, cause));
    expect(failure).toMatchObject({ message: 'Encoded failure', cause: { message: 'No.' } });
  });

  test('a failure that came from elsewhere can be passed on twice and keeps its message', () => {
    const received = failureConverter.failureToError(convert(new Error(CANARY)), defaultPayloadConverter);
    convert(received);
    expect(failureConverter.failureToError(convert(received), defaultPayloadConverter).message).toBe(CANARY);
  });

  test('the path exists and its file imports nothing but what the workflow bundle may hold', () => {
    const imports = [...readFileSync(failureConverterPath, 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1]);
    expect(imports).toEqual(['@temporalio/common']);
  });
});
