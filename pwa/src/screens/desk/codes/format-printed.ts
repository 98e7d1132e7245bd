/** "K3F-7Q2A", as it stands on a plaque. */
export const formatPrinted = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`

/** The host of a link, which is what a person knows it by. */
export function hostOf(link: string): string {
  try {
    return new URL(link).hostname
  } catch {
    return link
  }
}
