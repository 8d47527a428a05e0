/** The table of whole ports: order × carrier × customer × country. */
import { BEFORE_SUBMISSION } from './before-submission';
import { GOING_WELL } from './going-well';
import { REJECTIONS } from './rejections';
import { CANCELLING } from './cancelling';
import { MOVING } from './moving';
import { PORT_DAY } from './port-day';
import { DISORDER } from './disorder';
import type { Story } from '../story';

/** Every story. */
export const STORIES: readonly Story[] = [
  ...BEFORE_SUBMISSION,
  ...GOING_WELL,
  ...REJECTIONS,
  ...CANCELLING,
  ...MOVING,
  ...PORT_DAY,
  ...DISORDER,
];

/** Those that the workflows themselves play, too. */
export const STORIES_ON_SERVER = STORIES.filter(({ onServer }) => onServer === true);
