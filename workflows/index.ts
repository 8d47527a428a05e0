export { portOrder } from './port-order';
export { portRequest } from './port-request';
export { notification } from './notification';
export { parkedEvent } from './parked-event';
export { supportCase } from './support-case';
export { gatewayPause } from './gateway-pause';
