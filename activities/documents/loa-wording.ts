import type { IsoDate, Language } from '../../domain/order-details';

/** Counts in the heading over the numbers. */
export interface LoaCounts {
  readonly singles: number;
  readonly blocks: number;
  readonly total: number;
}

/** Who is named in the clauses. */
export interface LoaParties {
  readonly losingCarrier: string;
  /** Without it the clauses say "the new provider that issued this letter". */
  readonly winningProvider?: string | undefined;
}

/** The letter's words in one language. */
export interface LoaWording {
  readonly title: string;
  readonly subtitle: string;
  /** Between a label and its value on one line. */
  readonly colon: string;
  readonly reference: string;
  readonly revision: string;
  readonly issuedOn: string;
  readonly holder: string;
  readonly taxId: string;
  readonly providers: string;
  readonly losingProvider: string;
  readonly accountNumber: string;
  readonly newProvider: string;
  readonly numbers: (counts: LoaCounts) => string;
  readonly authorisation: string;
  readonly clauses: (parties: LoaParties) => readonly string[];
  /** R6, set apart. */
  readonly stayActive: (parties: LoaParties) => string;
  readonly signatureHeading: string;
  readonly signer: string;
  readonly date: string;
  readonly place: string;
  readonly signature: string;
  readonly stamp: string;
  readonly signedElectronically: (name: string, on: string) => string;
  readonly page: string;
  readonly day: (date: IsoDate) => string;
}

// Written out, and not taken from the machine's locale data: the same content must give the same bytes everywhere.
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
};

const written = (language: Language, date: IsoDate): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  const first = language === 'fr' && day === '01' ? '1er' : String(Number(day));
  return `${first} ${MONTHS[language][Number(month) - 1] ?? month} ${year}`;
};

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const en: LoaWording = {
  title: 'Letter of Authorisation',
  subtitle: 'Transfer of telephone numbers to a new provider',
  colon: ': ',
  reference: 'Reference',
  revision: 'Revision',
  issuedOn: 'Issued on',
  holder: 'Account holder',
  taxId: 'Tax or company number',
  providers: 'Providers',
  losingProvider: 'Current provider',
  accountNumber: 'Account number there',
  newProvider: 'New provider',
  numbers: ({ singles, blocks, total }) => {
    const one = plural(singles, 'individual number', 'individual numbers');
    const ranges = `${plural(blocks, 'range', 'ranges')}, ${plural(total, 'number', 'numbers')} in all`;
    return `Numbers to be transferred: ${blocks === 0 ? one : singles === 0 ? ranges : `${one} and ${ranges}`}`;
  },
  authorisation: 'Authorisation',
  clauses: ({ losingCarrier, winningProvider }) => [
    'I am the holder of the account named above, or I am entitled to sign for the holder. The details in this letter are those of the latest invoice.',
    `I authorise ${winningProvider ?? 'the new provider that issued this letter'}, and the carriers acting for it, to request from ${losingCarrier} the transfer of the numbers listed in this letter, and to obtain from it the account details that the transfer requires.`,
    'This authority covers the numbers listed here and no others. A range is transferred whole, on one date.',
    `The date of the transfer is set by the current provider’s side; this letter promises none. I know that ${losingCarrier} may charge for ending a contract early.`,
    'I may withdraw this authority in writing. A withdrawal shortly before the confirmed date may come too late to stop the transfer.',
  ],
  stayActive: ({ losingCarrier }) =>
    `The numbers must stay active at ${losingCarrier} until the transfer is complete. I will not end that contract before then: ending it early can lose the numbers for good.`,
  signatureHeading: 'Signature',
  signer: 'Name of signer',
  date: 'Date',
  place: 'Place',
  signature: 'Signature',
  stamp: 'Company stamp, if required',
  signedElectronically: (name, on) => `Signed electronically by ${name} on ${on}`,
  page: 'Page 1 of 1',
  day: (date) => written('en', date),
};

const fr: LoaWording = {
  title: 'Mandat de portabilité',
  subtitle: 'Lettre d’autorisation : transfert de numéros de téléphone vers un nouveau fournisseur',
  colon: '\u00A0: ',
  reference: 'Référence',
  revision: 'Révision',
  issuedOn: 'Établi le',
  holder: 'Titulaire du contrat',
  taxId: 'Numéro fiscal ou d’entreprise',
  providers: 'Fournisseurs',
  losingProvider: 'Fournisseur actuel',
  accountNumber: 'Numéro de compte chez lui',
  newProvider: 'Nouveau fournisseur',
  numbers: ({ singles, blocks, total }) => {
    const one = plural(singles, 'numéro individuel', 'numéros individuels');
    const ranges = `${plural(blocks, 'tranche', 'tranches')}, soit ${plural(total, 'numéro', 'numéros')} au total`;
    return `Numéros à transférer : ${blocks === 0 ? one : singles === 0 ? ranges : `${one} et ${ranges}`}`;
  },
  authorisation: 'Mandat',
  clauses: ({ losingCarrier, winningProvider }) => [
    'Je suis titulaire du contrat désigné ci-dessus, ou habilité à signer pour le titulaire. Les renseignements portés ici sont ceux de la dernière facture.',
    `Je donne mandat ${winningProvider === undefined ? 'au nouveau fournisseur, émetteur du présent document' : `à ${winningProvider}`}, et aux opérateurs agissant pour son compte, de demander à ${losingCarrier} le transfert des numéros énumérés ici et d’obtenir de lui les renseignements de compte nécessaires au transfert.`,
    'Ce mandat porte sur les numéros énumérés ici et sur aucun autre. Une tranche est transférée entière, à une seule date.',
    `La date du transfert est fixée du côté du fournisseur actuel ; le présent mandat n’en promet aucune. Je sais que ${losingCarrier} peut facturer la fin anticipée d’un contrat.`,
    'Je peux révoquer ce mandat par écrit. Une révocation peu avant la date confirmée peut arriver trop tard pour arrêter le transfert.',
  ],
  stayActive: ({ losingCarrier }) =>
    `Les numéros doivent rester actifs chez ${losingCarrier} jusqu’à la fin du transfert. Je ne résilierai pas ce contrat auparavant : une résiliation anticipée peut entraîner la perte définitive des numéros.`,
  signatureHeading: 'Signature',
  signer: 'Nom du signataire',
  date: 'Date',
  place: 'Lieu',
  signature: 'Signature',
  stamp: 'Cachet de l’entreprise, si exigé',
  signedElectronically: (name, on) => `Signé électroniquement par ${name} le ${on}`,
  page: 'Page 1 sur 1',
  day: (date) => written('fr', date),
};

/** The letter's wording, by language. */
export const LOA_WORDING: Readonly<Record<Language, LoaWording>> = { en, fr };
