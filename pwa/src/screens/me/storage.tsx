import { t } from '../../i18n'
import { syncState, useLive } from '../../queries'

const MEGABYTE = 1_048_576

/** Whether the browser has promised to keep what is on this phone, and how much room is left. */
export function Storage() {
  const state = useLive(syncState())
  const storage = state?.storage
  if (!storage) return null
  const free =
    storage.quota === null || storage.usage === null
      ? null
      : Math.round((storage.quota - storage.usage) / MEGABYTE)
  return (
    <section class="card">
      <h2>{t('storage.title')}</h2>
      <p>{t(storage.persisted ? 'storage.kept' : 'storage.not_kept')}</p>
      {free !== null && <p class="soft small">{t('storage.free', { n: free })}</p>}
    </section>
  )
}
