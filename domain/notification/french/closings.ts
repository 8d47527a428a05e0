/** What customers are told on and after the port day, and when something ends, in French. */
import type { OrderOutcome } from '../../order/state';
import type { ClosedWhy } from '../../fact';
import type { Phrases } from '../wording';
import { WAITED_FOR } from './papers';

const AGAIN = 'rien. Pour porter plus tard, commandez de nouveau quand vous serez prêt : ce qui reste valable peut resservir.';
const STAY = 'Les numéros restent chez votre ancien opérateur.';
/** R26. */
const IF_CALLS_FAIL =
  "Si des appels échouent : vérifiez la configuration du numéro, puis que l'utilisateur attribué est en ligne ; ouvrez ensuite un dossier avec au moins 3 appels échoués, chacun avec le numéro appelé, le numéro appelant, l'opérateur de l'appelant, et date, heure et fuseau horaire.";

const OUTCOMES: Readonly<Record<OrderOutcome, { readonly headline: string; readonly happened: string; readonly keepContract: boolean }>> = {
  completed: {
    headline: 'terminé',
    happened: 'Tous les numéros de votre commande sont portés. La commande est close.',
    keepContract: false,
  },
  completedPartially: {
    headline: 'terminé en partie',
    happened: 'La commande est close. Une partie de ses numéros est portée ; les autres restent chez votre ancien opérateur.',
    keepContract: true,
  },
  cancelled: { headline: 'annulé', happened: `La commande est annulée et close. ${STAY}`, keepContract: true },
  failed: { headline: 'terminé sans portage', happened: `La commande est close sans portage. ${STAY}`, keepContract: true },
  expired: {
    headline: 'fin de la commande',
    happened: `La commande a pris fin parce que ce que nous attendions n'est pas venu. ${STAY}`,
    keepContract: true,
  },
  refused: { headline: 'impossible', happened: `La commande n'a pas pu être prise. ${STAY}`, keepContract: true },
};

const WHY_CLOSED: Readonly<Record<ClosedWhy, string>> = {
  rejectionUnanswered: "aucune correction n'est venue à temps après le refus",
  notPortable: 'votre ancien opérateur dit que le portage est impossible',
  tooManyAttempts: 'elle a été refusée trop souvent',
  notSigned: "son mandat de portage n'a pas été signé à temps",
  givenUp: "notre équipe l'a abandonnée",
};

/** The end of things. */
export const closingMessages: {
  readonly order: Pick<Phrases['order'], 'orderCancelled' | 'cancelNotPossible' | 'expired' | 'closed'>;
  readonly request: Pick<
    Phrases['request'],
    'cancelled' | 'ported' | 'activationStuck' | 'smsActive' | 'smsOverdue' | 'smsFailed' | 'smsNotApplicable' | 'closed'
  >;
} = {
  order: {
    orderCancelled: () => ({
      headline: 'annulé',
      happened: [`Votre commande est annulée. Rien n'a été envoyé à votre ancien opérateur. ${STAY}`],
      todo: AGAIN,
      keepContract: true,
    }),
    cancelNotPossible: () => ({
      headline: 'annulation impossible',
      happened: ["L'annulation a été refusée : la commande est déjà terminée."],
      keepContract: false,
    }),
    expired: ({ waitedFor }) => ({
      headline: 'votre commande a pris fin',
      happened: [
        `La commande a pris fin parce que nous avons attendu en vain ${WAITED_FOR[waitedFor]}. Rien n'a été envoyé à votre ancien opérateur. ${STAY}`,
      ],
      todo: AGAIN,
      keepContract: true,
    }),
    closed: ({ outcome }) => ({
      headline: OUTCOMES[outcome].headline,
      happened: [OUTCOMES[outcome].happened],
      todo: outcome === 'completed' ? undefined : AGAIN,
      keepContract: OUTCOMES[outcome].keepContract,
    }),
  },
  request: {
    cancelled: ({ wasSent }) => ({
      headline: 'annulé',
      happened: wasSent
        ? [
            `La demande est annulée. ${STAY}`,
            'Il arrive que des numéros soient transférés malgré tout : nous continuons de surveiller, et vous le disons aussitôt si cela se produit.',
          ]
        : [`La demande est annulée avant tout envoi. ${STAY}`],
      todo: AGAIN,
      keepContract: true,
    }),
    ported: ({ cancelPending, afterCancel, smsBy, returnUntil }, say) => ({
      headline: afterCancel || cancelPending ? 'porté malgré votre annulation' : 'terminé',
      happened: [
        ...portedAll(afterCancel, cancelPending),
        ...(smsBy
          ? [`Les SMS peuvent prendre jusqu'à 3 jours ouvrés, numéro par numéro : au plus tard jusqu'au ${say.instant(smsBy)}.`]
          : []),
        IF_CALLS_FAIL,
        ...(returnUntil
          ? [
              `Si les numéros sont inutilisables et que cela ne peut attendre, un retour en urgence chez votre ancien opérateur peut être demandé jusqu'au ${say.instant(returnUntil)}.`,
            ]
          : []),
      ],
      todo: `faites un appel d'essai vers chaque numéro.${
        afterCancel || cancelPending ? ' Notre équipe vous contacte pour savoir ce que vous souhaitez faire ensuite.' : ''
      }`,
      keepContract: false,
    }),
    activationStuck: ({ numbers }) => ({
      headline: 'le transfert dure plus longtemps que prévu',
      happened: [
        `La plage du portage est passée, et ${numbers ? 'ces numéros ne sont pas encore' : 'tous les numéros ne sont pas encore'} actifs chez nous. Notre équipe s'en occupe.`,
      ],
      todo: "rien pour l'instant. Si des appels échouent, dites-nous lesquels.",
      keepContract: true,
    }),
    smsActive: ({ late }) => ({
      headline: 'SMS actifs',
      happened: [late ? "Les SMS sont maintenant actifs, plus tard qu'ils n'auraient dû l'être." : 'Les SMS sont maintenant actifs.'],
      keepContract: false,
    }),
    smsOverdue: () => ({
      headline: 'SMS en retard',
      happened: [
        "Les SMS ne sont toujours pas actifs alors que les 3 jours ouvrés après la mise en service de ces numéros sont passés. Notre équipe a été prévenue et s'en occupe. Les appels ne sont pas touchés.",
      ],
      todo: 'rien : nous vous disons quand ils fonctionnent.',
      keepContract: false,
    }),
    smsFailed: () => ({
      headline: 'SMS non actifs',
      happened: ["Les SMS n'ont pas pu être activés. Notre équipe a été prévenue et s'en occupe. Les appels ne sont pas touchés."],
      todo: 'rien : nous vous contactons.',
      keepContract: false,
    }),
    smsNotApplicable: () => ({
      headline: 'pas de SMS pour ces numéros',
      happened: ["Les SMS n'existent pas pour ces numéros : ils sont d'un type qui n'en a pas. Les appels ne sont pas touchés."],
      keepContract: false,
    }),
    closed: ({ why }) => ({
      headline: 'terminé sans portage',
      happened: [`La demande a pris fin : ${WHY_CLOSED[why]}. ${STAY}`],
      todo: AGAIN,
      keepContract: true,
    }),
  },
};

/** R17, and R24 where the customer had cancelled: what happened all the same, and why. */
function portedAll(afterCancel: boolean, cancelPending: boolean): string[] {
  if (afterCancel) {
    return [
      'Les numéros ont été portés bien que la demande ait été annulée : votre ancien opérateur les a transférés malgré tout. Ils sont actifs chez nous, et vous pouvez les utiliser.',
    ];
  }
  if (cancelPending) {
    return [
      "Les numéros ont été portés bien que vous ayez demandé l'annulation : le transfert a eu lieu avant la réponse de votre ancien opérateur. Ils sont actifs chez nous, et vous pouvez les utiliser.",
    ];
  }
  return ['Le portage est terminé : les numéros sont actifs chez nous, et vous pouvez les utiliser.'];
}
