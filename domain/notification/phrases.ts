import type { Language } from '../order-details';
import { english } from './english/messages';
import { french } from './french/messages';
import type { Phrases } from './wording';

const PHRASES: Readonly<Record<Language, Phrases>> = { en: english, fr: french };

/** Everything that is said to customers, in this language. */
export const phrasesOf = (language: Language): Phrases => PHRASES[language];
