/** What customers are told of a request that waits for its time, a transfer that is started by hand, and numbers that go back, in French. */
import type { Phrases } from '../wording';
import { reasonLines, refusal } from './parts';

const EU = "Dans l'Union européenne, l'ancien opérateur doit remettre les numéros en service quand un portage a échoué.";

type DateMessages = Pick<
  Phrases['request'],
  'resubmissionHeld' | 'transferRefused' | 'notPulled' | 'activationNotTaken' | 'returnAsked' | 'returnRefused' | 'returned'
>;

/** Waiting, starting, going back. */
export const dateMessages: DateMessages = {
  resubmissionHeld: ({ attempt, until }, say) => ({
    headline: attempt > 1 ? 'corrigé, envoyé de nouveau plus tard' : 'envoyé plus tard',
    happened: [
      `La demande est ${attempt > 1 ? 'corrigée' : 'prête'} ; elle part le ${say.instant(until)}, car avant ce moment votre ancien opérateur ne ferait que la refuser, la précédente étant encore ouverte chez lui.`,
      'Le délai se compte à partir de cet envoi.',
    ],
    change: `chaque détail, jusqu'au ${say.instant(until)} ; une annulation est immédiate.`,
    keepContract: true,
  }),
  transferRefused: ({ by }) => ({
    headline: "le transfert n'a pas encore commencé",
    happened: [
      `${by === 'customer' ? 'Vous avez lancé le transfert' : 'Le transfert devait commencer'}, et le côté de votre ancien opérateur ne l'a pas encore accepté. Notre équipe a été prévenue, et un nouvel essai aura lieu. D'ici là, les numéros restent actifs chez votre ancien opérateur.`,
    ],
    todo: "rien pour l'instant.",
    keepContract: true,
  }),
  notPulled: ({ lastDate }, say) => ({
    headline: 'le dernier jour possible est passé',
    happened: [
      `Votre ancien opérateur aurait laissé partir les numéros jusqu'au ${say.date(lastDate)}, et ils n'ont pas été transférés. Ils y restent actifs. Notre équipe s'en occupe.`,
    ],
    todo: "rien pour l'instant : notre équipe vous contacte au sujet d'une nouvelle demande.",
    keepContract: true,
  }),
  activationNotTaken: ({ reason, from }, say) => ({
    headline: "le transfert n'a pas été lancé",
    happened: [refusal("Le transfert n'a pas été lancé", reason, undefined, say)],
    todo: from ? `lancez-le à partir du ${say.instant(from)}, ou laissez-le commencer de lui-même à la fin de la plage.` : undefined,
    keepContract: reason !== 'alreadyPorted',
  }),
  returnAsked: ({ by, answerBy }, say) => ({
    headline: 'retour en urgence demandé',
    happened: [
      `${by === 'customer' ? 'Vous avez' : 'Notre équipe a'} demandé que les numéros retournent chez votre ancien opérateur. Ils n'y retournent que s'il est d'accord ; nous attendons sa réponse jusqu'au ${say.instant(answerBy)}.`,
    ],
    todo: 'dites aussi à votre ancien opérateur que vous voulez y retrouver les numéros, et ne résiliez pas votre contrat chez lui.',
    change: "rien, jusqu'à la réponse de votre ancien opérateur.",
    keepContract: true,
  }),
  returnRefused: ({ reason, until, reasons }, say) => ({
    headline: 'les numéros ne retournent pas',
    happened: [
      refusal('Le retour en urgence a été refusé', reason, until, say),
      ...reasonLines(reasons ?? [], say),
      ...(reason === 'noReturn' || reason === 'returnTooLate' ? [EU] : []),
    ],
    todo: reason === 'notPorted' ? undefined : 'appelez notre équipe, qui cherche une autre voie avec vous.',
    keepContract: true,
  }),
  returned: () => ({
    headline: 'de retour chez votre ancien opérateur',
    happened: [
      'Les numéros sont retournés : votre ancien opérateur les sert de nouveau, et traite tout problème de service. Ils ne sont plus actifs chez nous.',
    ],
    todo: "faites un appel d'essai vers chaque numéro, et gardez votre contrat chez votre ancien opérateur. Pour porter plus tard, commandez de nouveau quand ce qui a échoué sera réglé.",
    keepContract: true,
  }),
};
