/** A text in every language that customers are written to in. */
export interface Wording {
  readonly en: string;
  readonly fr: string;
}

/** Every document that a country can ask for (R9): a stable id, and what people call it. */
export const DOCUMENT_KINDS = {
  invoice: { en: 'Latest invoice of the losing provider', fr: "Dernière facture de l'opérateur quitté" },
  proofOfAddress: { en: 'Proof of address', fr: 'Justificatif de domicile' },
  signerId: { en: 'Identity document of the person who signs', fr: "Pièce d'identité du signataire" },
  companyExtract: { en: 'Extract from the company register', fr: 'Extrait du registre du commerce (K-bis)' },
} as const satisfies Readonly<Record<string, Wording>>;

/** The id of a document that can be asked for. */
export type DocumentKind = keyof typeof DOCUMENT_KINDS;
