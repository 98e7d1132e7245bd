interface Page {
  matchMedia?: (query: string) => { matches: boolean }
  navigator?: { standalone?: boolean }
}

// A worker has none of it.
const page = globalThis as unknown as Page

/** Whether this page is the installed app, in a window of its own. */
export const standalone =
  page.matchMedia?.('(display-mode: standalone)').matches || page.navigator?.standalone === true
