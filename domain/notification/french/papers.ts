/** What customers are told of documents, letters and decisions before anything is sent, and of requests that are grouped anew, in French. */
import type { CsrField } from '../../csr';
import type { LoaForm, WaitedFor } from '../../order/state';
import type { Phrases } from '../wording';
import { DOCUMENTS } from './reasons';

const named = (kind: string): string => DOCUMENTS[kind] ?? kind;

const CHANGE = "chaque détail, jusqu'à votre signature ; une correction donne une nouvelle révision.";
const BEFORE_SENDING = "tout, tant que rien n'a été envoyé à votre ancien opérateur.";

export const FORMS: Readonly<Record<LoaForm, string>> = { electronic: 'électroniquement', handwritten: 'à la main, sur papier' };

const FIELDS: Readonly<Record<CsrField, string>> = {
  'holder.name': 'Nom',
  'holder.company': 'Société',
  'holder.taxId': "Numéro fiscal ou d'entreprise",
  'holder.address.street': 'Rue',
  'holder.address.postalCode': 'Code postal',
  'holder.address.city': 'Ville',
  'holder.address.region': 'Région',
  'losing.accountNumber': 'Numéro de compte',
  'numbers.notOnAccount': "Un numéro que la fiche n'a pas",
  'numbers.leftBehind': 'Un numéro que la commande laisse là-bas',
};

/** What is waited for, as an object of a sentence. */
export const WAITED_FOR: Readonly<Record<WaitedFor, string>> = {
  documents: 'les documents',
  loaSignature: 'la signature du mandat de portage',
  decision: 'votre décision sur les numéros qui ne peuvent pas être portés',
};

/** Papers, letters, decisions. */
export const paperMessages: Pick<
  Phrases['order'],
  | 'documentRefused'
  | 'documentExpired'
  | 'reminded'
  | 'decisionNeeded'
  | 'numbersDropped'
  | 'nowPortable'
  | 'csrCompared'
  | 'loaFormRefused'
  | 'loaScanRefused'
  | 'loaTooOld'
  | 'blockNotAdded'
  | 'regrouped'
> = {
  documentRefused: ({ document, reason, until }, say) => ({
    headline: "un document n'a pas été accepté",
    happened: [`Nous ne pouvons pas utiliser ce que vous avez envoyé comme ${named(document)} : ${reason}`],
    todo: `envoyez-le de nouveau${until ? ` jusqu'au ${say.instant(until)} ; sans cela, la commande prend fin à ce moment` : ''}.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  documentExpired: ({ document, until }, say) => ({
    headline: 'un document est devenu trop ancien',
    happened: [
      `Ce que vous avez envoyé comme ${named(document)} est désormais plus ancien que ce que votre ancien opérateur accepte. Rien n'a encore été envoyé.`,
    ],
    todo: `envoyez un document plus récent${until ? ` jusqu'au ${say.instant(until)} ; sans cela, la commande prend fin à ce moment` : ''}.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  reminded: ({ waitedFor, missing, until }, say) => ({
    headline: 'un rappel',
    happened: [`Nous attendons toujours ${WAITED_FOR[waitedFor]}. Rien n'est envoyé à votre ancien opérateur avant cela.`],
    todo: `${
      waitedFor === 'documents'
        ? `envoyez-nous ${say.list(missing.map(named))}`
        : waitedFor === 'loaSignature'
          ? 'vérifiez et signez le mandat de portage'
          : "dites-nous s'il faut retirer ces numéros ou continuer d'attendre"
    } jusqu'au ${say.instant(until)} ; sinon, la commande prend fin à ce moment.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  decisionNeeded: ({ decideBy }, say) => ({
    headline: 'des numéros ne peuvent pas être portés, à vous de décider',
    happened: [
      "Ces numéros ne peuvent pas être portés pour le moment ; les autres numéros de votre commande peuvent l'être. Nous n'en retirons aucun sans votre accord.",
    ],
    todo: `dites-nous jusqu'au ${say.instant(decideBy)} s'il faut les retirer et continuer avec les autres, ou laisser toute la commande en attente pendant que nous redemandons chaque jour. Sans réponse, la commande prend fin à ce moment.`,
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  numbersDropped: () => ({
    headline: 'des numéros retirés de votre commande',
    happened: [
      'Ces numéros ne font plus partie de votre commande, comme vous le souhaitiez ; elle continue avec les autres. Ils restent chez votre ancien opérateur.',
    ],
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  nowPortable: () => ({
    headline: 'tous les numéros peuvent maintenant être portés',
    happened: ["Les numéros qui ne pouvaient pas être portés peuvent maintenant l'être. Votre commande continue avec tous les numéros."],
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  csrCompared: ({ differences }) => ({
    headline: differences.length === 0 ? 'vos données correspondent à la fiche client' : 'vos données diffèrent de la fiche client',
    happened:
      differences.length === 0
        ? ['La fiche client de votre ancien opérateur et votre commande disent la même chose.']
        : [
            'La fiche client de votre ancien opérateur diffère de votre commande :',
            ...differences.map(
              ({ field, order, record }) =>
                `- ${FIELDS[field]} : ${[order && `la commande porte « ${order} »`, record && `la fiche porte « ${record} »`].filter(Boolean).join(', ')}`,
            ),
          ],
    todo: differences.length === 0 ? undefined : 'corrigez votre commande là où la fiche a raison, avant tout envoi : cela évite un refus.',
    change: BEFORE_SENDING,
    keepContract: true,
  }),
  loaFormRefused: ({ revision, accepted }, say) => ({
    headline: 'une autre forme de signature est nécessaire',
    happened: [
      `Les opérateurs de ce pays n'acceptent qu'un mandat de portage signé ${say.list(accepted.map((form) => FORMS[form]))} : votre signature de la révision ${revision} n'a pas été retenue.`,
    ],
    todo: accepted.includes('handwritten')
      ? `imprimez la révision ${revision}, signez-la avec la date, et avec le cachet de l'entreprise s'il y en a un, et envoyez-nous une copie numérisée.`
      : `signez la révision ${revision} électroniquement.`,
    change: CHANGE,
    keepContract: true,
  }),
  loaScanRefused: ({ revision, reason }) => ({
    headline: "le mandat signé n'a pas été accepté",
    happened: [`Nous ne pouvons pas utiliser la copie du mandat de portage, révision ${revision} : ${reason}`],
    todo: 'signez-le de nouveau et envoyez-nous une nouvelle copie.',
    change: CHANGE,
    keepContract: true,
  }),
  loaTooOld: ({ revision, maxAgeDays }) => ({
    headline: 'une nouvelle signature est nécessaire',
    happened: [
      `Votre signature de la révision ${revision} du mandat de portage date de plus de ${maxAgeDays} jours : les opérateurs de ce pays ne l'acceptent plus. Nous établissons une nouvelle révision.`,
    ],
    todo: "vérifiez et signez la nouvelle révision dès que nous vous l'envoyons ; la demande est ensuite envoyée de nouveau.",
    change: CHANGE,
    keepContract: true,
  }),
  blockNotAdded: ({ problems }) => ({
    headline: "la tranche n'a pas pu être demandée",
    happened: ["La tranche entière n'a pas pu prendre la place du numéro refusé :", ...problems.map(({ message }) => `- ${message}`)],
    todo: 'voyez ci-dessus ; la demande attend une autre correction.',
    change: 'chaque détail de la demande refusée ; une annulation prend effet aussitôt.',
    keepContract: true,
  }),
  regrouped: ({ from, to, why }, say) => ({
    headline: why === 'addBlock' ? 'la tranche entière est demandée' : 'vos numéros partent en plusieurs demandes',
    happened: [
      why === 'addBlock'
        ? `La demande ${say.list(to.map(String))} porte sur la tranche entière et prend la place de la demande ${say.list(from.map(String))}. Ses numéros sont portés ensemble, à une seule date.`
        : `Votre ancien opérateur veut ces numéros en plusieurs demandes : ${say.list(to.map(String))} prennent la place de ${say.list(from.map(String))}. Chacune reçoit sa propre réponse, les dates peuvent donc différer.`,
    ],
    todo: why === 'addBlock' ? "signez le mandat de portage de la tranche entière dès que nous vous l'envoyons." : undefined,
    change: why === 'addBlock' ? CHANGE : "une annulation peut être demandée à tout moment, mais votre ancien opérateur doit l'accepter.",
    keepContract: true,
  }),
};
