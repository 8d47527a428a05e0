import type { CliWorld } from '../world';

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Styles for people's eyes; each leaves the text as it is where colour is not wanted. */
export type Paint = Readonly<Record<keyof typeof STYLES, (text: string) => string>>;

/** Colour only on a terminal, and never against `NO_COLOR`. */
export function paintFor({ isTty, env }: Pick<CliWorld, 'isTty' | 'env'>): Paint {
  const wanted = isTty && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const style = (code: number) => (text: string) => (wanted && text.trim() !== '' ? `\u001B[${code}m${text}\u001B[0m` : text);
  return {
    bold: style(STYLES.bold),
    dim: style(STYLES.dim),
    red: style(STYLES.red),
    green: style(STYLES.green),
    yellow: style(STYLES.yellow),
  };
}

/** Text from elsewhere without what a terminal would obey: one line, no controls. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\p{Cf}/gu, '');
