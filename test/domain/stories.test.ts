/** The table of whole ports, played in memory: how each ends, what its customer is told, and what holds of all of them. */
import { loadCountryPacks } from '../../config/countries';
import { wordMessage } from '../../domain/notification/word-message';
import type { DrivenRequest } from '../support/builders/drive-request';
import { checkPlayed, deliveredOf } from '../support/story/invariants';
import { play, staged, type Played } from '../support/story/play';
import { STORIES, STORIES_ON_SERVER } from '../support/story/table';
import { attentionInWords, toldInWords } from '../support/story/told';
import type { Onlooker } from '../support/story/duo';
import { RequestInvariants } from './request/invariants';

/** Watches every request of a story from its first event on. */
function watched(): Onlooker {
  const watchers = new Map<DrivenRequest, RequestInvariants>();
  return {
    taken: (request, event) => {
      const watcher = watchers.get(request);
      if (watcher) watcher.check(event);
      else watchers.set(request, new RequestInvariants(request));
    },
  };
}

/** A story as people would see it: where it stood when, and the subjects of the messages that were delivered. */
function milestones({ duo, days, statuses, input }: Played): string[] {
  const { facts, details, requests } = duo.order.state;
  const items = Object.fromEntries(requests.map(({ n, items: own }) => [n, own]));
  const told = duo.messages.flatMap((message) => {
    const delivered = deliveredOf(message, facts);
    if (delivered.length === 0) return [];
    const { subject } = wordMessage({ language: details.language, zone: input.rules.zone, facts: delivered, items });
    return [{ atMs: message.atMs, text: subject }];
  });
  return [...statuses.map(({ atMs, status }) => ({ atMs, text: `is ${status}` })), ...told]
    .toSorted((left, right) => left.atMs - right.atMs)
    .map(({ atMs, text }) => `${days.read(atMs)}: ${text}`);
}

test.each(STORIES)('$name', (story) => {
  const played = play(staged(story), watched());
  const { phase } = played.duo.order.state;
  expect({
    ends: phase.at === 'over' && phase.outcome,
    told: toldInWords(played),
    attention: attentionInWords(played.duo),
  }).toEqual({ ends: story.ends, told: story.told, attention: story.attention ?? '' });
  checkPlayed(played);
  expect(milestones(played)).toMatchSnapshot('milestones');
});

test('the table has every country, every type of number and every ending, and a share of it is played on a server, too', () => {
  const places = STORIES.map(({ where }) => where.split(' '));
  expect(STORIES.length).toBeGreaterThanOrEqual(60);
  expect(STORIES_ON_SERVER.length).toBeGreaterThanOrEqual(15);
  expect(new Set(places.map(([country]) => country))).toEqual(new Set(loadCountryPacks().map(({ code }) => code)));
  expect(new Set(places.map(([, type]) => type))).toEqual(new Set(['geographic', 'mobile', 'tollFree', 'national']));
  expect(new Set(STORIES.map(({ ends }) => ends))).toEqual(
    new Set(['completed', 'completedPartially', 'cancelled', 'failed', 'expired', 'refused']),
  );
});

test('every story has a name of its own, which cites a rule', () => {
  expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
  for (const { name } of STORIES) expect(name).toMatch(/^R\d+(, R\d+)*: /);
});
