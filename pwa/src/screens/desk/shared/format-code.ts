/** "ABCDE-FGHJK", as it stands on paper. */
export const formatCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`
