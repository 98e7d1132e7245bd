/** "ABCDE-FGHJK", as it stands on paper. */
export const grouped = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`
