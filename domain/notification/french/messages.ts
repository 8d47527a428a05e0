/** What customers are told, in French. Each text says what happened, what to do, and until when what can be changed. */
import { ruleOf } from '../../rejection/codes';
import type { Phrases } from '../wording';
import { closingMessages } from './closings';
import { dateMessages } from './dates';
import { paperMessages } from './papers';
import { aboutDate, changeUntil, intervalLines, lawLines, reasonLines, refusal } from './parts';
import { DOCUMENTS, REASONS, REFUSALS } from './reasons';
import { support } from './support';
import { timeline } from './timeline';

const KEEP =
  "Gardez votre contrat chez votre ancien opérateur jusqu'à ce que nous vous annoncions que le portage est terminé : les numéros doivent y rester actifs, et le résilier plus tôt peut vous les faire perdre définitivement.";

/** French as in France. */
export const french: Phrases = {
  locale: 'fr-FR',
  asOf: (instant) => `Situation au ${instant} :`,
  subject: (headlines) => `Portage de vos numéros : ${headlines.join(' ; ')}`,
  about: (numbers) => `À propos de ${numbers} :`,
  news: 'des nouvelles',
  nothingToDo: "rien pour l'instant.",
  whatToDo: (todo) => `Ce que vous avez à faire : ${todo}`,
  untilWhen: (change) => `Ce qui peut être changé : ${change}`,
  keepContract: KEEP,
  requestLine: (n, line) => `Demande ${n} : ${line}`,
  at: (day, time, zone) => `${day} à ${time} (${zone})`,
  between: (day, from, to, zone) => `${day}, entre ${from} et ${to} (${zone})`,
  fromTo: (day, from, to) => `${day}, dans une plage allant du ${from} au ${to}`,
  range: (first, last, count) => `${first} à ${last} (${count} numéros)`,
  andMore: (count) => `et ${count} autres`,
  document: (kind) => DOCUMENTS[kind] ?? kind,
  reasons: REASONS,
  refusals: REFUSALS,
  timeline,
  support,
  order: {
    accepted: ({ missing, documentsBy }, say) => ({
      headline: 'votre commande est prise',
      happened: [
        'Nous avons pris votre commande de transférer vos numéros chez nous.',
        'Le portage entrant est gratuit chez nous. Votre ancien opérateur peut facturer des frais, pour une fin anticipée du contrat ou pour sa résiliation : vérifiez-le auprès de lui avant que nous commencions.',
        'Une fiche client (CSR) de votre ancien opérateur montre comment il a écrit vos coordonnées : la comparer à votre commande évite des refus.',
      ],
      todo:
        missing.length > 0
          ? `envoyez-nous ${say.list(missing.map((kind) => DOCUMENTS[kind] ?? kind))} jusqu'au ${say.instant(documentsBy)} ; sans cela, la commande prend fin à ce moment. Ensuite, vous vérifierez et signerez le mandat de portage.`
          : "vérifiez et signez le mandat de portage dès que nous vous l'envoyons.",
      change:
        "tout, à tout moment, tant que rien n'a été envoyé à votre ancien opérateur. Une date que vous demandez est un souhait et non une promesse.",
      keepContract: true,
    }),
    loaReady: ({ revision, loaBy }, say) => ({
      headline: 'un mandat de portage à signer',
      happened: [`Le mandat de portage, révision ${revision}, est prêt. Rien n'est envoyé à votre ancien opérateur avant votre signature.`],
      todo: `vérifiez chaque détail avec la dernière facture de votre ancien opérateur, puis signez-le${
        loaBy ? ` jusqu'au ${say.instant(loaBy)} ; sans signature, la commande prend fin à ce moment` : ''
      }.`,
      change: "chaque détail, jusqu'à votre signature ; une correction donne une nouvelle révision.",
      keepContract: true,
    }),
    loaStale: ({ revision, current }) => ({
      headline: "votre signature n'a pas été retenue",
      happened: [
        `La signature de la révision ${revision} du mandat de portage n'a pas été retenue, car ${
          current === 0
            ? "aucun mandat n'en attend"
            : current === revision
              ? "le texte signé n'est pas celui que nous avons envoyé"
              : `la révision ${current} l'a remplacée`
        }.`,
      ],
      todo: current === 0 ? 'rien : nous vous envoyons le mandat quand il est prêt.' : `vérifiez la révision ${current} et signez-la.`,
      change: "chaque détail, jusqu'à votre signature ; une correction donne une nouvelle révision.",
      keepContract: true,
    }),
    ...paperMessages,
    ...closingMessages.order,
  },
  request: {
    submitted: ({ attempt, expectedDate, latestByLaw }, say) => ({
      headline: attempt > 1 ? 'envoyé de nouveau à votre ancien opérateur' : 'envoyé à votre ancien opérateur',
      happened: [
        attempt > 1
          ? `La demande corrigée a été envoyée de nouveau à votre ancien opérateur (essai ${attempt}).`
          : 'La demande a été envoyée à votre ancien opérateur.',
        `Nous attendons le portage vers le ${say.date(expectedDate)}. Cette estimation se compte à partir de l'envoi, et ne tient que si chaque détail est exact et que rien n'est refusé ; votre ancien opérateur décide de la date.`,
        ...lawLines(latestByLaw, say),
      ],
      change:
        "une annulation peut être demandée à tout moment, mais votre ancien opérateur doit l'accepter. La date se discute une fois confirmée. Un portage ne se met pas en pause : pour le retarder, annulez et commandez de nouveau.",
      keepContract: true,
    }),
    rejected: ({ attempt, reasons, correctBy, resubmitFrom }, say) => {
      const mine = correctBy !== undefined && reasons.some(({ code }) => ruleOf(code).resolver === 'customer');
      return {
        headline: mine ? 'refusé, à corriger' : 'refusé',
        happened: [`Votre ancien opérateur a refusé la demande (essai ${attempt}) :`, ...reasonLines(reasons, say)],
        todo: mine
          ? `voyez ci-dessus, et envoyez-nous la correction jusqu'au ${say.instant(correctBy)} ; sans correction, la demande prend fin à ce moment. ${
              resubmitFrom ? `Elle est envoyée de nouveau à partir du ${say.instant(resubmitFrom)}` : 'Elle est ensuite envoyée de nouveau'
            }, et le délai recommence.`
          : correctBy === undefined
            ? undefined
            : "rien : notre équipe s'en occupe et vous contacte si elle a besoin de vous.",
        change: correctBy && `chaque détail, jusqu'au ${say.instant(correctBy)} ; une annulation est immédiate.`,
        keepContract: true,
      };
    },
    scheduled: (fact, say) => ({
      headline: `date confirmée, ${say.date(fact.foc.date)}`,
      happened: [
        `Votre ancien opérateur a confirmé la date : les numéros seront transférés le ${say.window(fact.foc)}.`,
        ...aboutDate(fact, say),
        "Une courte interruption est alors possible ; avec des numéros configurés, le passage devrait être imperceptible. D'ici là, les numéros restent actifs chez votre ancien opérateur, qui traite tout problème de service.",
      ],
      todo: "configurez les numéros avant cette date, dès qu'ils sont dans votre tableau de bord.",
      change: changeUntil(fact, say),
      keepContract: true,
    }),
    dateChanged: (fact, say) => ({
      headline: `nouvelle date, ${say.date(fact.foc.date)}`,
      happened: [
        `La date a changé : les numéros seront transférés le ${say.window(fact.foc)}. La date précédente ne vaut plus.`,
        ...aboutDate(fact, say),
        "Une courte interruption est alors possible. D'ici là, les numéros restent actifs chez votre ancien opérateur, qui traite tout problème de service.",
      ],
      todo: 'ayez les numéros configurés avant la nouvelle date.',
      change: changeUntil(fact, say),
      keepContract: true,
    }),
    numbersAdded: ({ date }, say) => ({
      headline: 'vos numéros peuvent être configurés',
      happened: ['Les numéros sont dans votre tableau de bord.'],
      todo: `configurez-les dès maintenant, avant le ${say.date(date)} : le passage devrait alors être imperceptible, et aucun appel ne se perd.`,
      keepContract: true,
    }),
    configureReminder: ({ date }, say) => ({
      headline: `à configurer encore, avant le ${say.date(date)}`,
      happened: [
        `Ces numéros sont dans votre tableau de bord et ne sont pas encore configurés. Ils seront transférés le ${say.date(date)}.`,
      ],
      todo: `configurez-les avant le ${say.date(date)} : un numéro qui n'est pas configuré au moment de son transfert est injoignable.`,
      keepContract: true,
    }),
    emergencyAddressMissing: () => ({
      headline: "pas d'adresse pour les appels d'urgence",
      happened: [
        "Aucune adresse pour les appels d'urgence n'est enregistrée pour ces numéros. Une fois chez nous, un appel à l'aide depuis l'un d'eux ne pourrait pas dire aux secours où venir.",
      ],
      todo: "enregistrez dans votre tableau de bord, avant le transfert, l'adresse du lieu où chaque numéro est utilisé. Le portage suit son cours.",
      keepContract: true,
    }),
    cancelAsked: ({ by, mayFail }) => ({
      headline: 'annulation demandée',
      happened: [
        `${by === 'customer' ? 'Vous avez' : 'Notre équipe a'} demandé l'annulation. Elle ne vaut qu'une fois approuvée par votre ancien opérateur ; nous vous transmettons sa réponse.`,
        mayFail
          ? "Cette annulation peut échouer, et les numéros seront alors portés malgré tout. Annuler augmente aussi le risque d'une interruption."
          : "Annuler augmente le risque d'une interruption.",
      ],
      todo: 'dites aussi à votre ancien opérateur que vous voulez rester : votre aide peut être nécessaire pour le faire agir.',
      change: "rien, jusqu'à la réponse de votre ancien opérateur.",
      keepContract: true,
    }),
    cancelRefused: ({ reason, until, reasons }, say) => ({
      headline: 'annulation impossible',
      happened: [refusal("L'annulation a été refusée", reason, until, say), ...reasonLines(reasons ?? [], say)],
      todo:
        reason === 'alreadyPorted'
          ? 'rien : les numéros sont actifs chez nous.'
          : reason === 'closed' || reason === 'alreadyCancelled'
            ? undefined
            : 'ayez les numéros configurés avant le portage, qui suit son cours.',
      keepContract: reason !== 'alreadyPorted',
    }),
    rescheduleAsked: ({ date, mayFail, beforeDate }, say) => ({
      headline: 'autre date demandée',
      happened: [
        beforeDate
          ? `Nous avons transmis à votre ancien opérateur que vous souhaitez le ${say.date(date)}. C'est un souhait et non une promesse : aucune date n'est encore confirmée, et celle que votre ancien opérateur confirmera peut être une autre.`
          : `Nous avons demandé à votre ancien opérateur de déplacer le portage au ${say.date(date)}. C'est une tentative et non une promesse : jusqu'à son accord, la date confirmée vaut toujours.`,
        ...(mayFail && !beforeDate
          ? ['La demande est tardive, à moins de 3 jours ouvrés de la date confirmée : elle peut fort bien être refusée.']
          : []),
      ],
      todo: 'dites aussi à votre ancien opérateur que vous voulez une autre date.',
      change: "plus rien, jusqu'à la réponse de votre ancien opérateur.",
      keepContract: true,
    }),
    rescheduleRefused: ({ reason, until, standing, interval }, say) => ({
      headline: "la date n'a pas été déplacée",
      happened: [
        refusal("La demande d'une autre date a été refusée", reason, until, say),
        ...intervalLines(interval, say),
        ...(standing ? [`La date confirmée vaut toujours : ${say.window(standing)}.`] : []),
        ...(reason === 'carrierRefused' && !standing
          ? ["Aucune date n'est encore confirmée : votre ancien opérateur en décide, et nous vous la disons."]
          : []),
      ],
      todo: standing
        ? 'ayez les numéros configurés avant la date confirmée.'
        : reason === 'noDateYet'
          ? 'attendez la date ; ou, pour porter plus tard, annulez et commandez de nouveau quand vous serez prêt.'
          : undefined,
      keepContract: reason !== 'alreadyPorted',
    }),
    ...dateMessages,
    ...closingMessages.request,
  },
};
