import type { ActRefusal, OperatorActed, RecordedAct } from '../../operator/act';
import { DOCUMENTS } from './reasons';

const ACT_REFUSALS: Readonly<Record<ActRefusal, string>> = {
  closed: "c'est terminé.",
  atOrder: 'cela concerne la commande.',
  atRequest: 'cela concerne une demande.',
  notOpen: "rien de tel n'est ouvert ici.",
  notByHand: 'cela ne se règle pas à la main.',
  unknownDocument: "le pays ne veut pas d'un tel document.",
  notHoldingUp: "la commande n'attend pas ce document.",
  alreadySent: "la commande est déjà chez l'ancien opérateur.",
  noDeadline: "rien n'est attendu du client.",
  live: "elle est chez l'ancien opérateur.",
  onItsWay: "l'envoi est en cours.",
  moving: 'des numéros sont déjà passés chez nous.',
  alreadyPorted: 'elle est portée.',
  alreadyCancelled: 'elle est annulée, et surveillée.',
  notLive: "rien n'est chez l'ancien opérateur.",
  beforeDate: "la date confirmée n'est pas encore là.",
};

const named = (kind: string): string => DOCUMENTS[kind] ?? kind;

function actInWords(act: RecordedAct): string {
  switch (act.do) {
    case 'assign':
      return `confié à ${act.to}`;
    case 'unassign':
      return 'confié à personne';
    case 'settle':
      return `« ${act.attention} » réglé à la main`;
    case 'waiveDocument':
      return `suite sans ${named(act.document)}`;
    case 'extendDeadline':
      return `${act.days} ${act.days === 1 ? 'jour' : 'jours'} de plus pour le client`;
    case 'closeRequest':
      return act.evenIfLive ? "abandonnée bien que l'ancien opérateur l'ait" : 'abandonnée';
    case 'markPorted':
      return 'marquée comme portée';
    case 'repair':
      return 'réparée';
    case 'correct':
      return 'données corrigées';
    default:
      return act satisfies never;
  }
}

/** What one of our own people did, who and why. */
export const acted = ({ by, reason, act, refused }: OperatorActed): string =>
  `Par ${by} : ${actInWords(act)} (${reason}).${refused ? ` Pas fait : ${ACT_REFUSALS[refused]}` : ''}`;
