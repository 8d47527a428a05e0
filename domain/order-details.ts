/** What a customer asks for: the content of an order file and of `POST /v1/port-orders`. */

/** E.164 with its plus: `+33199001234`. Parsed at the door, trusted inside. */
export type E164 = string;
/** `2026-03-12`. */
export type IsoDate = string;
export type Language = 'en' | 'fr';
export type NumberType = 'geographic' | 'mobile' | 'tollFree' | 'national';

/** One number that ports on its own, with its transfer code (RIO, PAC ...) where the country has one. */
export interface SingleNumber {
  readonly kind: 'single';
  readonly number: E164;
  readonly transferCode?: string | undefined;
  /** Its own account at a losing carrier, where that is another than the order's. */
  readonly losing?: LosingAccount | undefined;
}

/** A block: the range goes together, on one date (R8, R20). Both ends are part of it. */
export interface NumberBlock {
  readonly kind: 'block';
  readonly start: E164;
  readonly end: E164;
  /** Computed over the block's first number. */
  readonly transferCode?: string | undefined;
  /** Its own account at a losing carrier, where that is another than the order's. */
  readonly losing?: LosingAccount | undefined;
}

export type NumberItem = SingleNumber | NumberBlock;

export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly region?: string | undefined;
}

/** The account holder at the losing provider, exactly as on the latest invoice. */
export interface Holder {
  readonly name: string;
  readonly company?: string | undefined;
  readonly taxId?: string | undefined;
  readonly address: Address;
}

/** An account at a losing carrier. Each has a letter of authorisation of its own (R10). */
export interface LosingAccount {
  /** The losing carrier's code: data, not a connection. */
  readonly carrier: string;
  readonly accountNumber?: string | undefined;
  readonly pin?: string | undefined;
}

export interface PortOrderDetails {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly numberType: NumberType;
  readonly holder: Holder;
  /** Of every number that names no other account. */
  readonly losing: LosingAccount;
  /** Who signs the LOA. */
  readonly signer: { readonly name: string; readonly email: string };
  readonly numbers: readonly NumberItem[];
  /** Asked of the customer, who is advised to ask the losing provider (R8). */
  readonly inBlock: 'yes' | 'no' | 'unknown';
  /** A wish, never a promise (R19). */
  readonly preferredDate?: IsoDate | undefined;
  readonly language: Language;
  /** The numbers stay active at the losing provider until the port is complete (R6). */
  readonly numbersStayActive: true;
  /** Our porting ticket, if one is open already; otherwise Portico opens one. */
  readonly ticketRef?: string | undefined;
}

/** What a correction may change. Each part replaces its whole old value. */
export interface Correction {
  readonly holder?: Holder | undefined;
  readonly losing?: LosingAccount | undefined;
  readonly signer?: PortOrderDetails['signer'] | undefined;
  /** New transfer codes, by number (a block's first number). */
  readonly transferCodes?: Readonly<Record<E164, string>> | undefined;
  /** Another wish (R19). */
  readonly preferredDate?: IsoDate | undefined;
  /** Nothing was wrong with the details, and what was wrong has been mended elsewhere: a lock lifted, an older order closed. */
  readonly asItIs?: true | undefined;
  /** The whole block that a rejected number belongs to: it is asked for in the number's place (R8). */
  readonly addBlock?: { readonly start: E164; readonly end: E164; readonly transferCode?: string | undefined } | undefined;
}
