export { portOrder } from './port-order';
export { portRequest } from './port-request';
export { notification } from './notification';
export { parkedEvent } from './parked-event';
export { gatewayReference } from './gateway-reference';
export { supportCase } from './support-case';
export { webhooks } from './webhooks';
export { webhookDelivery } from './webhook-delivery';
