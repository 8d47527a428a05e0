/** What an operator enters of a losing carrier's word, in French. */
import type { CarrierEventType, Channel } from '../../carrier-event';

export const CHANNELS: Readonly<Record<Channel, string>> = {
  mail: 'courrier',
  telephone: 'téléphone',
  portal: "le portail de l'opérateur",
  fax: 'télécopie',
  other: 'une autre voie',
};

export const ENTERED: Readonly<Record<CarrierEventType, string>> = {
  acknowledged: "la demande est chez l'ancien opérateur",
  rejected: "l'ancien opérateur refuse la demande",
  focConfirmed: "l'ancien opérateur confirme une date",
  focChanged: "l'ancien opérateur change la date",
  rescheduleAccepted: "l'ancien opérateur accepte une autre date",
  rescheduleRefused: "l'ancien opérateur refuse une autre date",
  cancelAccepted: "l'ancien opérateur accepte l'annulation",
  cancelRefused: "l'ancien opérateur refuse l'annulation",
  numberActivated: 'des numéros ont été transférés',
  activationFailed: "des numéros n'ont pas pu être transférés",
  smsActivated: 'les SMS fonctionnent',
  smsFailed: 'les SMS ne fonctionnent pas',
  splitRequired: "l'ancien opérateur veut plusieurs demandes",
  returnAccepted: "l'ancien opérateur reprend les numéros",
  returnRefused: "l'ancien opérateur ne reprend pas les numéros",
  comment: "une remarque de l'ancien opérateur",
};
