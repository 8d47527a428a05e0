/** What customers are told in a support case, in French (R15, R16, R18, R25, R26). */
import type { CallFault, CallField, CallVerdict } from '../../support-case/calls';
import type { Awaited, ForTeam, Trouble } from '../../support-case/fact';
import { carriersWords } from '../carriers-words';
import type { SupportPhrases } from '../wording';

const TROUBLES: Readonly<Record<Trouble, string>> = {
  callsIn: 'les appels entrants ne fonctionnent pas',
  callsOut: 'les appels sortants ne fonctionnent pas',
  calls: 'les appels ne fonctionnent ni en entrée ni en sortie',
  sms: 'les SMS ne fonctionnent pas',
};

const FIELDS: Readonly<Record<CallField, string>> = {
  called: 'le numéro appelé',
  calling: 'le numéro appelant',
  operator: "l'opérateur de l'appelant",
  date: 'la date',
  time: "l'heure",
  zone: 'le fuseau horaire',
};

const FAULTS: Readonly<Record<CallFault, string>> = {
  beforePort: 'antérieur à la fin du portage, il ne compte pas',
  inFuture: 'son heure est encore à venir, il ne compte pas',
  otherNumber: 'ni vers ce numéro ni depuis lui, il ne compte pas',
};

const WITH_TEAM: Readonly<Record<ForTeam, string>> = {
  calls: "Nous avons ce qu'il nous faut : le dossier est maintenant chez notre équipe.",
  stuck:
    "La plage du portage est passée, et le numéro n'est pas encore actif chez nous. C'est à nous de le réparer : le dossier est maintenant chez notre équipe.",
  sms: "Les SMS devraient déjà fonctionner pour ce numéro, et ne fonctionnent pas. C'est à nous de le réparer : le dossier est maintenant chez notre équipe.",
  notInService:
    "Le numéro est porté, mais n'est pas en service chez nous. C'est à nous de le réparer : le dossier est maintenant chez notre équipe.",
  notChecked: "Nous n'avons pas pu vérifier le numéro par nous-mêmes : le dossier est maintenant chez notre équipe.",
};

const REMINDED: Readonly<Record<Awaited, string>> = {
  configuration: 'configurez le numéro, puis dites-nous si cela fonctionne, ou si nous devons continuer.',
  user: "faites passer l'utilisateur attribué en ligne, puis dites-nous si cela fonctionne, ou si nous devons continuer.",
  calls: 'envoyez-nous ce qui manque encore des appels échoués, ou dites-nous que cela fonctionne.',
};

const thing = (trouble: Trouble): string => (trouble === 'sms' ? 'SMS' : 'Appel');
const things = (trouble: Trouble): string => (trouble === 'sms' ? 'SMS échoués' : 'appels échoués');

const listed = (items: readonly string[]): string => new Intl.ListFormat('fr-FR', { type: 'conjunction' }).format(items);

const gap = ({ call, missing, fault }: CallVerdict, trouble: Trouble): string =>
  `- ${thing(trouble)} ${call} : ${[
    ...(missing.length > 0 ? [`il manque ${listed(missing.map((field) => FIELDS[field]))}`] : []),
    ...(fault ? [FAULTS[fault]] : []),
  ].join(' ; ')}.`;

const gaps: SupportPhrases['gaps'] = ({ calls }, trouble) => calls.filter(({ counts }) => !counts).map((call) => gap(call, trouble));

/** Support cases in French. */
export const support: SupportPhrases = {
  subject: (headlines) => `Assistance pour votre numéro : ${headlines.join(' ; ')}`,
  gaps,
  facts: {
    opened: ({ trouble }) => ({
      headline: 'dossier ouvert',
      happened: [`Vous nous avez dit que ${TROUBLES[trouble]}.`],
      keepContract: false,
    }),
    losingProviderAnswers: ({ port, foc }, say) => ({
      headline: 'appelez votre ancien opérateur',
      happened: [
        port === 'before'
          ? `Le numéro n'est pas encore porté${foc ? ` : c'est prévu le ${say.window(foc)}` : ''}. Jusqu'au transfert, votre ancien opérateur traite tout problème de service.`
          : "Le numéro n'est pas venu chez nous : son portage a été annulé ou a pris fin. Il est chez votre ancien opérateur, qui traite tout problème de service.",
        'Nous fermons ce dossier, car nous ne pouvons rien y réparer. Ouvrez-en un nouveau si quelque chose ne fonctionne pas après le portage.',
      ],
      todo: 'appelez votre ancien opérateur et faites-y réparer la panne. Ne résiliez pas le contrat : seul un numéro actif peut être porté.',
      keepContract: true,
    }),
    interruptionPossible: ({ foc, stuckAt }, say) => ({
      headline: 'le numéro est en cours de transfert',
      happened: [
        `Le numéro est en cours de transfert${foc ? ` : le ${say.window(foc)}` : ''}. Une courte interruption est possible.`,
        `S'il n'est pas actif chez nous au plus tard le ${say.instant(stuckAt)}, le transfert est considéré comme bloqué. Nous regardons alors de nous-mêmes, et notre équipe s'en occupe.`,
      ],
      todo: 'ayez le numéro configuré, et réessayez un peu plus tard. Dites-nous si cela fonctionne.',
      keepContract: true,
    }),
    smsPending: ({ by }, say) => ({
      headline: "SMS en cours d'activation",
      happened: [
        `Les SMS peuvent prendre jusqu'à 3 jours ouvrés après le portage, numéro par numéro : au plus tard jusqu'au ${say.instant(by)}. Passé ce délai, notre équipe est prévenue d'elle-même.`,
        'Nous fermons ce dossier.',
      ],
      todo: 'rien : nous vous disons quand les SMS fonctionnent.',
      keepContract: false,
    }),
    notConfigured: ({ until }, say) => ({
      headline: "le numéro n'est pas configuré",
      happened: ["Le numéro est actif chez nous, mais il n'est pas configuré : aucun appel ne peut joindre quelqu'un."],
      todo: `ouvrez le numéro dans votre tableau de bord, attribuez-le à un utilisateur, un groupe ou un menu, et enregistrez. Dites-nous ensuite si cela fonctionne, ou si nous devons continuer, jusqu'au ${say.instant(until)} ; sans réponse, le dossier est fermé à ce moment.`,
      keepContract: false,
    }),
    userOffline: ({ until }, say) => ({
      headline: "l'utilisateur attribué est hors ligne",
      happened: [
        "Le numéro est configuré, mais l'utilisateur auquel il est attribué est hors ligne : aucun téléphone ni application n'est connecté.",
      ],
      todo: `connectez-vous sur un téléphone ou dans l'application avec cet utilisateur, et vérifiez sa connexion internet. Dites-nous ensuite si cela fonctionne, ou si nous devons continuer, jusqu'au ${say.instant(until)} ; sans réponse, le dossier est fermé à ce moment.`,
      keepContract: false,
    }),
    callsNeeded: ({ trouble, checks, evidence, until }, say) => ({
      headline: evidence.calls.length > 0 ? `${things(trouble)} : il manque quelque chose` : `${things(trouble)} à envoyer`,
      happened: [
        checks.configured
          ? 'Le numéro est actif chez nous et configuré.'
          : "Vous nous avez demandé de continuer. Sur notre plateforme, le numéro n'est toujours pas configuré : regardez encore une fois.",
        checks.userOnline === undefined
          ? "Vérifiez que l'utilisateur attribué est en ligne : nous ne pouvons pas le voir d'ici."
          : checks.userOnline
            ? "L'utilisateur attribué est en ligne."
            : "Sur notre plateforme, l'utilisateur attribué est toujours hors ligne : regardez encore une fois.",
        `Pour suivre la panne, il nous faut au moins ${evidence.needed} ${things(trouble)} après le portage ; parmi ceux que vous avez envoyés, ${evidence.counting} ${evidence.counting > 1 ? 'comptent' : 'compte'}.`,
        ...gaps(evidence, trouble),
      ],
      todo: `envoyez-nous ${evidence.counting === 0 ? `au moins ${evidence.needed} ${things(trouble)}` : `encore ${evidence.needed - evidence.counting} ${things(trouble)}`} jusqu'au ${say.instant(until)}, un par un ou ensemble, chacun avec le numéro appelé, le numéro appelant, l'opérateur de l'appelant, et date, heure et fuseau horaire. Ou dites-nous que cela fonctionne. Sans réponse, le dossier est fermé à ce moment.`,
      keepContract: false,
    }),
    reminded: ({ of, until }, say) => ({
      headline: 'nous attendons votre réponse',
      happened: [`Le dossier vous attend. Il est fermé le ${say.instant(until)} si nous n'avons pas de nouvelles.`],
      todo: REMINDED[of],
      keepContract: false,
    }),
    withTeam: ({ why }) => ({
      headline: "notre équipe s'en occupe",
      happened: [WITH_TEAM[why]],
      todo: "rien pour l'instant. Dites-nous si cela fonctionne, ou si d'autres appels échouent.",
      keepContract: why === 'stuck',
    }),
    stillWithTeam: () => ({
      headline: 'toujours chez notre équipe',
      happened: ["Votre dossier est toujours ouvert chez notre équipe : nous ne l'avons pas oublié."],
      todo: "rien pour l'instant. Dites-nous si cela fonctionne, ou si d'autres appels échouent.",
      keepContract: false,
    }),
    worksAgain: () => ({
      headline: 'cela fonctionne',
      happened: ['Vous nous avez dit que cela fonctionne. Nous en sommes heureux, et fermons le dossier.'],
      keepContract: false,
    }),
    resolved: ({ reason }) => {
      const words = carriersWords(reason);
      return {
        headline: 'résolu',
        happened: [`Notre équipe a résolu le dossier.${words === undefined ? '' : ` Elle a écrit : « ${words} »`}`],
        todo: 'essayez. Si cela ne fonctionne pas, ouvrez un nouveau dossier.',
        keepContract: false,
      };
    },
    unanswered: () => ({
      headline: 'fermé sans réponse',
      happened: ["Nous n'avons pas eu de vos nouvelles à temps, et fermons le dossier pour l'instant."],
      todo: 'rien, si cela fonctionne. Sinon, ouvrez un nouveau dossier.',
      keepContract: false,
    }),
  },
};
