/** Stories of the table again, by the workflows themselves on a skipped clock: the same ends, the same words on the same days. */
import { DateTime } from 'luxon';
import { useScriptedStage } from '../support/scripted/stage';
import { playOnServer } from '../support/story/on-server';
import { play, staged } from '../support/story/play';
import { STORIES_ON_SERVER } from '../support/story/table';
import { toldByDay, toldInWords } from '../support/story/told';

const stage = useScriptedStage();

/** The next Monday: its holidays are the same in memory and on the server. */
const mondayAfter = (atMs: number): string =>
  DateTime.fromMillis(atMs, { zone: 'UTC' }).plus({ weeks: 1 }).startOf('week').toFormat('yyyy-MM-dd');

test.each(STORIES_ON_SERVER.map((story, index) => ({ ...story, index })))('$name', async (story) => {
  const orderId = `0000STARY${String(story.index).padStart(3, '0')}`;
  const scene = staged(story, mondayAfter(await stage.nowMs()), orderId);
  const inMemory = play(scene);
  const { ends, told } = await playOnServer(stage, scene);
  expect(ends).toBe(story.ends);
  expect(toldByDay(told, scene.days)).toBe(toldInWords(inMemory));
});
