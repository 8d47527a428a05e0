import { givenTexts, printable, type LoaContent, type LoaText } from './loa';

/** Two faces of one type: names of built-in fonts, or paths of TrueType files. */
export interface LoaFonts {
  readonly regular: string;
  readonly bold: string;
}

/** Every PDF reader has these; they know the Latin-1 characters and a few more. */
const BUILT_IN: LoaFonts = { regular: 'Helvetica', bold: 'Helvetica-Bold' };

const WINDOWS_LATIN_1 = /^[\x20-\x7E\xA0-\xFF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;
/** What the Unicode font has: Latin of every country, Greek, Cyrillic, and the usual punctuation. */
const UNICODE_FONT = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Mn}\u0020-\u00BF\u2010-\u205E\u20A0-\u20BF\u2116]*$/u;

/** A letter whose names cannot be printed as they are written. It is not made: a misspelt name would be refused by the carrier. */
export class LoaNotPrintableError extends Error {
  override readonly name = 'LoaNotPrintableError' as const;
  /** The fields in question, as paths of the order. */
  readonly paths: readonly string[];
  constructor(paths: readonly string[], advice: string) {
    super(`the letter cannot print ${paths.join(', ')} as written: ${advice}`);
    this.paths = paths;
  }
}

/** The TrueType fonts of the package `dejavu-fonts-ttf`; `null` when it is not installed. */
export function installedFonts(): LoaFonts | null {
  try {
    return {
      regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
      bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
    };
  } catch {
    return null;
  }
}

const pathsWhere = (texts: readonly LoaText[], unfit: (text: string) => boolean): string[] =>
  texts.flatMap(({ path, text }) => (unfit(printable(text)) ? [path] : []));

/**
 * The fonts in which every name of the letter prints as written: the built-in ones where they suffice. Throws
 * {@link LoaNotPrintableError} where neither does.
 */
export const fontsFor = (content: LoaContent, unicode: LoaFonts | null): LoaFonts => fontsForTexts(givenTexts(content), unicode);

/** The same for the texts of any other document. */
export function fontsForTexts(texts: readonly LoaText[], unicode: LoaFonts | null): LoaFonts {
  const beyondBuiltIn = pathsWhere(texts, (text) => !WINDOWS_LATIN_1.test(text));
  if (beyondBuiltIn.length === 0) return BUILT_IN;
  const beyondUnicode = pathsWhere(texts, (text) => !UNICODE_FONT.test(text) && !WINDOWS_LATIN_1.test(text));
  if (beyondUnicode.length > 0) throw new LoaNotPrintableError(beyondUnicode, 'give it in Latin, Greek or Cyrillic letters');
  if (!unicode) throw new LoaNotPrintableError(beyondBuiltIn, 'install the package dejavu-fonts-ttf');
  return unicode;
}
