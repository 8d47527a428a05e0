/** A code as people copy it, made plain: no spaces, dots, dashes or slashes; capitals. Nothing else is corrected. */
export const plainCode = (text: string): string => text.replace(/[\s.\-/]/g, '').toUpperCase();
