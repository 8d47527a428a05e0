/** A text in every language that customers are written to in. */
export interface Wording {
  readonly en: string;
  readonly fr: string;
}

/** Every document that a country can ask for (R9): a stable id, and what people call it. */
export const DOCUMENT_KINDS = {
  invoice: { en: 'Latest invoice of the losing provider', fr: "Dernière facture de l'opérateur quitté" },
  customerServiceRecord: {
    en: 'Customer service record of the losing provider',
    fr: "Relevé du compte client chez l'opérateur quitté",
  },
  proofOfAddress: { en: 'Proof of address', fr: 'Justificatif de domicile' },
  signerId: { en: 'Identity document of the person who signs', fr: "Pièce d'identité du signataire" },
  companyExtract: { en: 'Extract from the company register', fr: 'Extrait du registre du commerce (K-bis)' },
  numberAllocation: {
    en: 'Proof of who holds the number, from the regulator or the registry of such numbers',
    fr: "Preuve d'attribution du numéro, du régulateur ou du registre de ces numéros",
  },
  portingForm: { en: "The losing side's porting form, filled in", fr: "Formulaire de portage de l'opérateur quitté, rempli" },
} as const satisfies Readonly<Record<string, Wording>>;

/** The id of a document that can be asked for. */
export type DocumentKind = keyof typeof DOCUMENT_KINDS;
