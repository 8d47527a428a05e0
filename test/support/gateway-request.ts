import type { GatewayRequest } from '../../activities/gateways/gateway';

/** An attempt as it goes to the gateway: one French number that ports without trouble. */
export const aGatewayRequest = (changes: Partial<GatewayRequest> = {}): GatewayRequest => ({
  reference: '0123456789AB011',
  country: 'FR',
  losing: { carrier: 'telmarine', accountNumber: 'ACC-1' },
  holder: {
    name: 'Camille Durand',
    company: 'Durand SARL',
    taxId: '73282932000074',
    address: { street: '12 rue des Lilas', postalCode: '75011', city: 'Paris' },
  },
  signer: { name: 'Camille Durand' },
  numbers: [{ kind: 'single', number: '+33199000100', transferCode: '01P4MZ8K2QVT' }],
  preferredDate: '2026-12-10',
  loa: { sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', signedAtMs: Date.UTC(2026, 11, 1, 10) },
  ...changes,
});
