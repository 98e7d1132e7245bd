import type { OutboxItem, SentItem } from './rows'

/** A change as it was before any verdict. */
export function unsent(item: SentItem): OutboxItem {
  const {
    verdict: _v,
    code: _c,
    fields: _f,
    sentAt: _at,
    open: _o,
    settled: _s,
    refused: _r,
    ...change
  } = item
  return { ...change, tries: 0, error: null }
}
