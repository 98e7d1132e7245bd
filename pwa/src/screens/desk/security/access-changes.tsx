import { acknowledgeAccessChanges } from '../../../actions/desk/security/sign-in'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { AccessChange } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'
import { Notice } from './notice'

/** Others reset the password, took second factors away or made a reset link. The latest comes first. */
export function AccessChangesNotice({ changes }: { changes: AccessChange[] }) {
  const newest = changes[0]?.id ?? 0
  return (
    <Notice
      name="access-changes"
      title={t('access.title')}
      mine={t('access.asked')}
      notMine={t('access.look')}
      acknowledge={() => acknowledgeAccessChanges(newest)}
    >
      <ul class="lines">
        {changes.map(({ id, at, action, by }) => (
          <li key={id} class="number">
            {t(`access.${action}`, { who: formatWho(by), at: formatInstant(at) })}
          </li>
        ))}
      </ul>
      <p>{t('access.what')}</p>
    </Notice>
  )
}

function formatWho(by: AccessChange['by']): string {
  if (!by) return t('access.by.server')
  if (!by.unit) return t('access.by.administrator', { name: by.name })
  return t('access.by.coordinator', { name: by.name, unit: formatUnit(by.unit) })
}
