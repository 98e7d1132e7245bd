/**
 * The page's address for Chrome on Android. Android looks for the last "#", so the fragment with
 * an invitation's code goes along.
 */
export function chromeAddress(href: string): string | null {
  const { protocol } = new URL(href)
  if (protocol !== 'https:') return null
  const back = encodeURIComponent(href)
  const rest = href.slice('https://'.length)
  return `intent://${rest}#Intent;scheme=https;package=com.android.chrome;S.browser_fallback_url=${back};end`
}

/** `intent://` address that opens this page in Chrome, on Android; null elsewhere. */
export function openInBrowser(): string | null {
  return /Android/i.test(navigator.userAgent) ? chromeAddress(location.href) : null
}
