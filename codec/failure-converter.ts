import { ApplicationFailure, DefaultFailureConverter, type PayloadConverter, type ProtoFailure } from '@temporalio/common';

// This file is loaded inside the workflow bundle too: it may import nothing but what is safe there.

/** Failure types that start so are our own refusals of a command. Their messages hold no personal data, by rule and by test. */
export const REFUSAL_PREFIX = 'Refused.';

const isRefusal = (error: unknown): boolean => error instanceof ApplicationFailure && (error.type?.startsWith(REFUSAL_PREFIX) ?? false);

type Context = Parameters<DefaultFailureConverter['errorToFailure']>[2];

/**
 * Puts message and stack of every failure where the codec encrypts them, except for our own refusals: a person who sent a
 * refused command from the Web UI's form would otherwise read "Encoded failure" and never learn why. A refusal's cause and
 * details are encoded like all others, and its stack is left out.
 */
class PorticoFailureConverter extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true });
  }

  override errorToFailure(error: unknown, payloadConverter: PayloadConverter, context?: Context): ProtoFailure {
    // A copy: a failure that came from elsewhere keeps the message it came with, and can be converted again.
    const failure = { ...this.errorToFailureInner(error, payloadConverter, context) };
    if (isRefusal(error)) return { ...failure, stackTrace: '' };
    const { message, stackTrace } = failure;
    const encodedAttributes = payloadConverter.toPayload({ message, stack_trace: stackTrace }, context);
    return { ...failure, message: 'Encoded failure', stackTrace: '', encodedAttributes };
  }
}

/** The export that the SDK's `failureConverterPath` looks for. */
export const failureConverter: DefaultFailureConverter = new PorticoFailureConverter();
