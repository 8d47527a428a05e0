/** Documents, refusals and rejection reasons in French. */
import type { Phrases } from '../wording';

/** What documents are called; a kind that is not here is named by its id. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  invoice: 'la dernière facture de votre ancien opérateur',
  proofOfAddress: 'un justificatif de domicile',
  signerId: "une pièce d'identité du signataire",
  companyExtract: 'un extrait du registre du commerce (K-bis)',
  customerServiceRecord: 'la fiche client (CSR) de votre ancien opérateur',
  numberAllocation: "une preuve d'attribution du numéro",
  portingForm: "le formulaire de portage de l'ancien opérateur, rempli",
  signedLoa: 'le mandat de portage signé',
};

/** Why a command was refused. */
export const REFUSALS: Phrases['refusals'] = {
  tooLate: 'il est trop tard',
  alreadyAsked: "c'est déjà demandé, et la réponse n'est pas encore venue",
  alreadyPorting: 'les numéros sont en cours de transfert',
  alreadyPorted: 'les numéros sont déjà portés',
  alreadyCancelled: "c'est déjà annulé",
  closed: "c'est terminé",
  noDateYet: "il n'y a pas encore de date confirmée",
  carrierRefused: "votre ancien opérateur n'est pas d'accord",
  notRejected: 'seul ce qui a été refusé peut être corrigé',
  nothingChanged: 'la correction ne change rien',
  nothingToDecide: "il n'y a plus rien à décider",
  anotherDocument: 'un autre document est arrivé depuis : examinez celui-là',
  nothingToReview: "il n'y a pas de tel document à examiner",
  numbersElsewhere: 'des numéros de la tranche sont dans une autre demande en cours',
  reasonsUncovered: 'la correction ne répond pas à tous les motifs du refus',
  outsideInterval: 'votre ancien opérateur ne laisse pas partir les numéros ce jour-là',
  notOnDemand: "il commence de lui-même, et aucune plage n'est prévue pour le lancer à la main",
  windowNotOpen: "la plage n'est pas encore ouverte",
  noReturn: 'ce pays ne connaît pas de retour en urgence',
  returnTooLate: 'le temps prévu pour un retour en urgence est passé',
  neverAnswered: "votre ancien opérateur n'a pas répondu",
  notPorted: "rien n'est porté",
};

/** Why the losing carrier refused (R13); without `todo` our team acts. */
export const REASONS: Phrases['reasons'] = {
  NAME_MISMATCH: {
    why: "Le nom du titulaire ou de la société n'est pas celui que votre ancien opérateur connaît",
    todo: 'Donnez nom et société exactement comme sur la dernière facture ; un nouveau mandat de portage sera à signer.',
  },
  ADDRESS_MISMATCH: {
    why: "L'adresse n'est pas celle que votre ancien opérateur a pour le service",
    todo: "Donnez l'adresse où le service est utilisé, qui peut différer de l'adresse de facturation ; demandez sa fiche client à votre ancien opérateur. Un nouveau mandat de portage sera à signer.",
  },
  POSTCODE_MISMATCH: {
    why: "Le code postal n'est pas celui que votre ancien opérateur connaît",
    todo: "Donnez le code postal de l'adresse du service tel que votre ancien opérateur l'a noté. Un nouveau mandat de portage sera à signer.",
  },
  ACCOUNT_NUMBER_INVALID: {
    why: 'Le numéro de client manque ou est faux',
    todo: 'Recopiez le numéro de client de la dernière facture de votre ancien opérateur.',
  },
  PIN_INVALID: {
    why: 'Le code PIN de portage manque, est faux ou a expiré',
    todo: 'Demandez un nouveau code à votre ancien opérateur et envoyez-le-nous aussitôt : beaucoup expirent en quelques jours.',
  },
  TRANSFER_CODE_INVALID: {
    why: 'Le code de transfert (RIO ou équivalent) est faux ou a expiré',
    todo: 'Obtenez un nouveau code pour chaque numéro ; en France, appelez le 3179 depuis la ligne.',
  },
  TAX_ID_MISMATCH: {
    why: "L'identifiant de l'entreprise (SIRET ou équivalent) n'est pas celui que votre ancien opérateur connaît",
    todo: "Recopiez l'identifiant (SIRET ou équivalent) de l'extrait du registre, et comparez-le à ce qu'a votre ancien opérateur. Un nouveau mandat de portage sera à signer.",
  },
  UNAUTHORIZED_SIGNER: {
    why: "La personne qui a signé n'est pas habilitée pour ce compte",
    todo: 'Nommez une personne que votre ancien opérateur sait habilitée ; elle signera un nouveau mandat de portage.',
  },
  LOA_INVALID: {
    why: "Le mandat de portage n'a pas été accepté : illisible, trop ancien, ou sans une signature ou un cachet exigé",
    todo: 'Vérifiez les détails et faites renvoyer la demande, corrigée ou telle quelle ; un nouveau mandat sera à signer.',
  },
  DOCUMENT_MISSING: {
    why: 'Un document manque ou est trop ancien',
    todo: 'Envoyez-nous la dernière facture, et de nouveau tout autre document de plus de trois mois ; faites ensuite renvoyer la demande telle quelle.',
  },
  BTN_MISMATCH: {
    why: "Le numéro principal du compte n'est pas le bon",
    todo: 'Cherchez le numéro principal (tête de ligne) sur la facture, et corrigez le numéro de client : votre ancien opérateur connaît le compte par son numéro principal.',
  },
  BTN_PORTING: {
    why: "Le départ du numéro principal laisserait d'autres numéros du compte derrière lui",
    todo: 'Faites désigner un nouveau numéro principal pour ceux qui restent, ou portez-les aussi.',
  },
  RANGE_INCOMPLETE: {
    why: 'Un numéro appartient à une tranche, et une tranche se porte en entier',
    todo: "Commandez toute la tranche, ou faites-la d'abord diviser par votre ancien opérateur.",
  },
  NUMBER_CONFIG_WRONG: {
    why: 'Le type de ligne ou de numéro est un autre que celui de la demande',
    todo: 'Demandez à votre ancien opérateur comment la ligne est montée (simple, groupée, tranche), et corrigez la commande.',
  },
  NUMBER_INACTIVE: {
    why: "Un numéro n'est pas en service chez votre ancien opérateur",
    todo: 'Faites-le réactiver, et dites-le-nous : seul un numéro actif peut être porté.',
  },
  NUMBER_NOT_ON_ACCOUNT: {
    why: "Un numéro n'appartient pas à ce compte",
    todo: "Vérifiez le numéro, le titulaire et le numéro de client avec la dernière facture, et corrigez-les ; les numéros d'un autre compte demandent une commande à part.",
  },
  WRONG_LOSING_CARRIER: {
    why: "Le numéro n'est pas chez cet opérateur",
    todo: "Cherchez sur la facture qui fournit la ligne, et nommez cet opérateur : un revendeur peut utiliser le réseau d'une autre société. Un nouveau mandat de portage sera à signer.",
  },
  SPLIT_REQUIRED: { why: 'Les numéros doivent être demandés en plusieurs fois' },
  PENDING_ORDER: {
    why: 'Une autre commande est en cours chez votre ancien opérateur pour cette ligne',
    todo: 'Faites-la terminer ou retirer, et dites-nous quand ce sera fait.',
  },
  DUPLICATE_PORT: { why: 'Un autre portage de ce numéro est en cours' },
  MORE_RECENT_AUTH: {
    why: 'Un mandat plus récent existe ailleurs pour ce numéro',
    todo: 'Retirez-le là-bas si vous voulez le portage chez nous ; un nouveau mandat de portage sera à signer.',
  },
  NUMBER_LOCKED: {
    why: 'Le numéro est verrouillé contre le portage chez votre ancien opérateur',
    todo: 'Faites lever le verrou, et dites-nous quand ce sera fait.',
  },
  SPECIAL_FEATURE: {
    why: 'Un service dépend de la ligne (accès internet, alarme, groupement ou autre)',
    todo: 'Faites-le supprimer ou déplacer sur une autre ligne ; demandez ce qui prend fin avec le numéro.',
  },
  CONTRACT_TERM: {
    why: 'Le contrat chez votre ancien opérateur court plus longtemps',
    todo: 'Demandez-lui la date de fin, ou une sortie anticipée, et indiquez-nous cette date comme date souhaitée.',
  },
  DATE_INVALID: { why: "La date demandée n'est pas possible" },
  FOC_EXPIRED: { why: 'La date confirmée est caduque' },
  FOC_REFUSED: { why: 'Votre ancien opérateur a retiré la date confirmée' },
  CARRIER_UNRESPONSIVE: { why: 'Votre ancien opérateur ne répond pas' },
  NETWORK_CONFLICT: { why: 'Les réseaux ont des données contradictoires sur le numéro' },
  NOT_PORTABLE: { why: 'Le numéro ne peut pas être porté', todo: 'Il reste chez votre ancien opérateur.' },
  SUSPECTED_FRAUD: { why: 'Votre ancien opérateur a des doutes sur la demande' },
  UNAUTHORIZED_PORT: { why: 'Le titulaire contesterait la demande' },
  UNSETTLED_BALANCE: {
    why: 'Votre ancien opérateur réclame un solde impayé',
    todo: "Réglez-le, ou contestez-le auprès de lui ; dans bien des pays ce n'est pas un motif de refus.",
  },
  OTHER: { why: 'Votre ancien opérateur a donné un motif qui lui est propre' },
};
