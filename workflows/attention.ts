import { setHandler } from '@temporalio/workflow';
import type { Attention } from '../domain/attention';
import { attentionQuery } from './contract';

/** Answers since when a person is needed, for metrics. A query leaves nothing in the history. */
export function listenToAttention(attention: () => Attention): void {
  setHandler(attentionQuery, attention, {
    description: 'Why this itself needs a person, each reason with since when (business instant, UTC epoch ms). For metrics',
  });
}
