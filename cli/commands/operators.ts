/** The verbs of our own people, in the order of `portico --help`. */
import { addAssign, addUnassign } from './assign';
import { addAttention } from './attention';
import { addEvents } from './events';
import { addExport } from './export';
import { addGateways, addPauseGateway, addResumeGateway } from './gateways';
import { addNumber } from './number';
import { addOverride } from './override';
import { addResolve } from './resolve';
import { addApproveDocument } from './review';
import { addShow } from './show';
import { addTimeline } from './timeline';

export const OPERATOR_VERBS = [
  addAttention,
  addShow,
  addTimeline,
  addAssign,
  addUnassign,
  addApproveDocument,
  addResolve,
  addOverride,
  addEvents,
  addNumber,
  addGateways,
  addPauseGateway,
  addResumeGateway,
  addExport,
];
