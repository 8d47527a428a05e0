import type { IsoDate } from '../../order-details';
import { canonicalCode } from '../../rejection/codes';
import type { Say, Timeline } from '../wording';
import { CHANNELS, ENTERED } from './by-hand';
import { acted } from './operating';
import { FORMS, WAITED_FOR } from './papers';
import { DOCUMENTS, REASONS, REFUSALS } from './reasons';

const named = (kind: string): string => DOCUMENTS[kind] ?? kind;
const first = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const count = (numbers: readonly unknown[]): string => (numbers.length === 1 ? '1 numéro' : `${numbers.length} numéros`);

const unlike = (asked: IsoDate | undefined, say: Say): string => (asked === undefined ? '' : ` (demandé : ${say.date(asked)})`);

/** The timeline in French. */
export const timeline: Timeline = {
  actors: { customer: 'le client', operator: 'un opérateur de notre équipe' },
  attention: {
    accountUnreadable: "le compte n'a pas pu être lu",
    activatedAfterClosing: 'des numéros ont été activés après la fin de la demande',
    activationFailed: "des numéros n'ont pas pu être activés",
    activationStuck: 'des numéros ne sont pas actifs alors que la plage est passée',
    archiveFailed: "le dossier final n'a pas pu être écrit",
    calendarFailed: "une date n'a pas pu être calculée",
    carrierSilent: "l'ancien opérateur ne répond pas",
    carrierTask: "une démarche est à faire à la main auprès de l'ancien opérateur",
    carrierTaskLate: "une démarche à la main auprès de l'ancien opérateur est en retard",
    carrierUnreachable: 'la passerelle est injoignable',
    changeUnanswered: 'une annulation ou une nouvelle date est restée sans réponse',
    documentToReview: 'un document attend un examen',
    contractBroken: 'la passerelle répond hors de son contrat',
    emergencyAddressMissing: "des numéros n'ont pas d'adresse pour les appels d'urgence",
    endedByHand: 'le suivi a été arrêté, et plus personne ne le reprend',
    eventIdReused: "la passerelle a employé deux fois l'identifiant d'un événement",
    liveWithoutWorkflow: "l'opérateur a un portage que plus personne ne suit",
    loaFailed: "le mandat de portage n'a pas pu être établi",
    messageNotTaken: "un message n'a pas pu être lu",
    notificationFailed: "le client n'a pas pu être prévenu",
    notPulled: "le dernier jour possible est passé et rien n'a été transféré",
    orderUnreachable: 'la demande ne joint pas sa commande',
    outcomeUnknown: 'on ignore si un envoi est arrivé',
    papersAgeing: 'des pièces seront bientôt trop anciennes',
    parkedEvent: 'un événement de la passerelle ne correspond à aucune demande',
    portedAfterCancel: "des numéros ont été portés malgré l'annulation",
    preparationFailed: "les numéros n'ont pas pu être ajoutés au tableau de bord",
    rejectionNeedsOperator: 'un refus demande notre équipe',
    releaseFailed: "la réservation des numéros n'a pas pu être levée",
    requestSilent: 'une demande ne donne pas de nouvelles',
    returnUnanswered: 'un retour en urgence est resté sans réponse',
    smsFailed: "les SMS n'ont pas pu être activés",
    smsOverdue: 'les SMS sont en retard',
    splitRequired: 'la demande doit être divisée',
    standsStill: "le suivi n'avance plus, bien que son échéance soit passée",
    startFailed: "une demande n'a pas pu être lancée",
    supportCase: "un dossier d'assistance est ouvert",
    webhookFailing: "des événements n'ont pas pu être livrés à un système client",
  },
  order: {
    accepted: ({ missing, documentsBy }, say) =>
      missing.length === 0
        ? 'Commande prise ; rien ne manque.'
        : `Commande prise ; il manque encore : ${say.list(missing.map(named))}, jusqu'au ${say.instant(documentsBy)}.`,
    refused: ({ problems }) => `Commande refusée : ${problems.map(({ code }) => code).join(', ')}.`,
    documentProvided: ({ document }) => `Document reçu : ${named(document)}.`,
    documentApproved: ({ document, by, reason }) =>
      `Document accepté : ${named(document)}${reason === undefined ? '' : `, par ${by} (${reason})`}.`,
    documentRefused: ({ document, reason }) => `Document non accepté : ${named(document)} (${reason}).`,
    documentExpired: ({ document }) => `Document désormais trop ancien : ${named(document)}.`,
    reminded: ({ waitedFor, until }, say) => `Rappel : nous attendons toujours ${WAITED_FOR[waitedFor]}, jusqu'au ${say.instant(until)}.`,
    decisionNeeded: ({ numbers, decideBy }, say) =>
      `Portage impossible pour ${count(numbers)} ; retirer ou attendre, à décider jusqu'au ${say.instant(decideBy)}.`,
    keptWaiting: ({ decideBy }, say) => `Toute la commande attend, au plus tard jusqu'au ${say.instant(decideBy)} ; redemandé chaque jour.`,
    numbersDropped: ({ numbers }) => `Retiré de la commande : ${count(numbers)}.`,
    nowPortable: ({ numbers }) => `Portage désormais possible pour ${count(numbers)}.`,
    csrCompared: ({ differences }) =>
      differences.length === 0
        ? 'Fiche client comparée : aucune différence.'
        : `Fiche client comparée : ${differences.length} différences.`,
    loaReady: ({ revision, loaBy }, say) =>
      `Mandat de portage prêt à signer, révision ${revision}${loaBy ? `, jusqu'au ${say.instant(loaBy)}` : ''}.`,
    loaSigned: ({ revision }) => `Mandat de portage signé, révision ${revision}.`,
    loaFormRefused: ({ revision, accepted }, say) =>
      `Signature de la révision ${revision} non retenue : il faut signer ${say.list(accepted.map((form) => FORMS[form]))}.`,
    loaScanned: ({ revision }) => `Copie du mandat signé reçue, révision ${revision} ; en cours d'examen.`,
    loaScanRefused: ({ revision, reason }) => `Copie du mandat signé non acceptée, révision ${revision} (${reason}).`,
    loaTooOld: ({ revision, maxAgeDays }) =>
      `La signature de la révision ${revision} date de plus de ${maxAgeDays} jours : il en faut une nouvelle.`,
    blockNotAdded: ({ n }) => `La tranche entière n'a pas pu être demandée à la place de la demande ${n}.`,
    regrouped: ({ from, to, why }, say) =>
      `${why === 'addBlock' ? 'La tranche entière est demandée' : "Divisée par l'ancien opérateur"} : demande ${say.list(to.map(String))} à la place de ${say.list(from.map(String))}.`,
    loaStale: ({ revision, current }) =>
      `Signature de la révision ${revision} non retenue${current > 0 ? ` ; l'actuelle est la ${current}` : ''}.`,
    corrected: ({ requests }) =>
      requests.length === 0 ? 'Données corrigées.' : `Données corrigées pour la demande ${requests.join(', ')}.`,
    dateWishChanged: ({ date }, say) => `Autre date souhaitée : ${say.date(date)} (un souhait, jamais une promesse).`,
    orderCancelled: () => 'Commande annulée avant tout envoi.',
    cancelNotPossible: () => 'Annulation refusée : la commande est terminée.',
    expired: ({ waitedFor }) => `Fin de la commande : nous avons attendu en vain ${WAITED_FOR[waitedFor]}.`,
    closed: ({ outcome }) =>
      ({
        completed: 'Commande close : chaque numéro est porté.',
        completedPartially: 'Commande close : une partie des numéros est portée.',
        cancelled: 'Commande close : annulée.',
        failed: 'Commande close sans portage.',
        expired: 'Commande close : expirée.',
        refused: 'Commande close : refusée.',
      })[outcome],
    attention: ({ reason }) => `Notre équipe doit regarder : ${timeline.attention[reason]}.`,
    operatorActed: acted,
    attentionCleared: ({ reason }) => `Réglé : ${timeline.attention[reason]}.`,
  },
  request: {
    submitted: ({ attempt, expectedDate, latestByLaw }, say) =>
      `Envoyée à l'ancien opérateur, essai ${attempt} ; attendu le ${say.date(expectedDate)} si chaque détail est exact${
        latestByLaw ? ` ; la loi laisse au plus jusqu'au ${say.date(latestByLaw.date)}` : ''
      }.`,
    resubmitting: ({ attempt }) => `Nouvel envoi en cours, essai ${attempt}.`,
    toSendByHand: ({ attempt }) => `Prête, tentative ${attempt} ; une personne de notre équipe l'envoie à l'ancien opérateur.`,
    resubmissionHeld: ({ attempt, until }, say) => `Prête, essai ${attempt} ; elle part le ${say.instant(until)}.`,
    resubmissionWithdrawn: ({ attempt }) => `L'essai ${attempt} ne part pas tel quel : une nouvelle correction attend une signature.`,
    rejected: ({ attempt, reasons, correctBy }, say) =>
      `Refusée, essai ${attempt} : ${reasons.map(({ code }) => first(REASONS[canonicalCode(code)].why)).join(' ; ')}${
        correctBy ? ` ; à corriger jusqu'au ${say.instant(correctBy)}` : ''
      }.`,
    scheduled: ({ foc, asked }, say) => `Date confirmée : ${say.window(foc)}${unlike(asked, say)}.`,
    dateChanged: ({ foc, asked }, say) => `Date changée : désormais ${say.window(foc)}${unlike(asked, say)}.`,
    numbersAdded: ({ date }, say) => `Numéros dans le tableau de bord, à configurer avant le ${say.date(date)}.`,
    configureReminder: ({ numbers, date }, say) => `Rappel : ${count(numbers)} à configurer encore, avant le ${say.date(date)}.`,
    emergencyAddressMissing: ({ numbers }) => `Pas encore d'adresse pour les appels d'urgence : ${count(numbers)}.`,
    numbersUnread: ({ date }, say) => `Impossible de lire si les numéros sont prêts pour le ${say.date(date)}.`,
    cancelAsked: ({ by, mayFail }) =>
      `Annulation demandée par ${timeline.actors[by]} ; l'ancien opérateur doit l'approuver${mayFail ? ', et elle peut échouer' : ''}.`,
    cancelRefused: ({ reason, until }, say) =>
      `Annulation refusée : ${REFUSALS[reason]}${until ? ` (possible jusqu'au ${say.instant(until)})` : ''}.`,
    cancelled: ({ wasSent }) =>
      wasSent ? 'Annulée ; toujours surveillée, au cas où le portage aurait lieu malgré tout.' : 'Annulée avant tout envoi.',
    rescheduleAsked: ({ date, mayFail, beforeDate }, say) =>
      beforeDate
        ? `Autre date souhaitée, ${say.date(date)} ; aucune n'est encore confirmée, et l'ancien opérateur décide.`
        : `Autre date demandée, ${say.date(date)} ; la date confirmée vaut jusqu'à l'accord de l'ancien opérateur${mayFail ? ', qui peut refuser' : ''}.`,
    rescheduleRefused: ({ reason, until, standing }, say) =>
      `Autre date refusée : ${REFUSALS[reason]}${until ? ` (possible jusqu'au ${say.instant(until)})` : ''}${
        standing ? ` ; la date du ${say.window(standing)} vaut toujours` : ''
      }.`,
    locked: () => 'Verrouillée : plus rien ne peut être changé.',
    activating: () => "Les numéros sont en cours d'activation.",
    ported: ({ numbers, afterCancel, cancelPending, smsBy }, say) =>
      `Portée : ${count(numbers)} en service${afterCancel || cancelPending ? ", bien qu'une annulation ait été demandée" : ''}${smsBy ? ` ; SMS jusqu'au ${say.instant(smsBy)}` : ''}.`,
    transferStarted: ({ by }) => `Transfert lancé ${by === 'schedule' ? "à l'heure prévue" : `par ${timeline.actors[by]}`}.`,
    transferRefused: () => "La passerelle n'a pas pris le lancement du transfert ; un nouvel essai aura lieu.",
    notPulled: ({ lastDate }, say) => `Pas de transfert jusqu'au dernier jour possible, le ${say.date(lastDate)}.`,
    activationNotTaken: ({ reason, from }, say) =>
      `Transfert non lancé à la main : ${REFUSALS[reason]}${from ? ` (à partir du ${say.instant(from)})` : ''}.`,
    returnAsked: ({ by, answerBy }, say) =>
      `Retour en urgence demandé par ${timeline.actors[by]} ; réponse attendue jusqu'au ${say.instant(answerBy)}.`,
    returnRefused: ({ reason, until }, say) =>
      `Retour en urgence refusé : ${REFUSALS[reason]}${until ? ` (possible jusqu'au ${say.instant(until)})` : ''}.`,
    returned: ({ numbers }) => `Retournée : l'ancien opérateur sert de nouveau ${count(numbers)}.`,
    activationStuck: ({ numbers = [] }) =>
      `Tous les numéros ne sont pas actifs alors que la plage est passée${numbers.length > 0 ? ` : il manque ${count(numbers)}` : ''}.`,
    activationFailed: ({ numbers }) => `Activation échouée${numbers.length > 0 ? ` pour ${count(numbers)}` : ''}.`,
    smsActive: ({ numbers, late }) => `SMS actifs pour ${count(numbers)}${late ? ', en retard' : ''}.`,
    smsOverdue: ({ numbers }) => `SMS en retard pour ${count(numbers)}.`,
    smsFailed: ({ numbers }) => `Les SMS n'ont pas pu être activés pour ${count(numbers)}.`,
    smsNotApplicable: ({ numbers }) => `Pas de SMS possibles pour ${count(numbers)}.`,
    closed: ({ why }) =>
      ({
        rejectionUnanswered: 'Terminée : le refus est resté sans réponse.',
        notPortable: 'Terminée : le portage est impossible.',
        tooManyAttempts: 'Terminée : trop de refus.',
        notSigned: "Terminée : son mandat de portage n'a pas été signé à temps.",
        givenUp: 'Terminée : abandonnée par notre équipe.',
      })[why],
    outcomeUnknown: ({ attempt }) => `Envoi sans réponse, essai ${attempt} ; vérification avant tout nouvel envoi.`,
    attention: ({ reason }) => `Notre équipe doit regarder : ${timeline.attention[reason]}.`,
    operatorActed: acted,
    attentionCleared: ({ reason }) => `Réglé : ${timeline.attention[reason]}.`,
    staleEvent: ({ type }) => `Un événement tardif ou étranger a été mis de côté : ${type}.`,
    enteredByHand: ({ type, by, channel }) => `Saisi par ${by}, reçu par ${CHANNELS[channel]} : ${ENTERED[type]}.`,
    carrierComment: ({ text }) => `L'ancien opérateur a écrit : ${text}`,
    replaced: ({ by }, say) => `Remplacée par la demande ${say.list(by.map(String))}.`,
    watchedOut: () => "Plus surveillée : aucun portage après l'annulation.",
  },
};
