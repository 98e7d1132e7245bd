import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { useQuery } from '../../lead/answer'
import type { Completeness } from '../../lead/api-types'
import { silentAddress } from '../shared/addresses'
import { silentCount } from '../shared/silent-count'

/** As many names as a tile has room for. */
export const NAMED = 3

interface Props {
  completeness: Completeness
  unit: string | undefined
  /** Whether who is signed in may know which teams they are. */
  opens: boolean
}

/** How many teams have sent nothing today, what is known to be missing, and the way to who they are. */
export function SilentTile({ completeness, unit, opens }: Props) {
  const { teams, teams_without_phone = 0, unsent_at_least, oldest_unsent } = completeness
  const silent = silentCount(completeness)
  const missing = [
    teams_without_phone > 0 && t('desk.silent.without_phone', { n: teams_without_phone }),
    unsent_at_least > 0
      ? t('desk.complete.unsent', { n: unsent_at_least })
      : t('desk.complete.all'),
    oldest_unsent && t('desk.complete.oldest', { when: formatInstant(oldest_unsent) }),
  ]
  return (
    <section class="card figure-tile" aria-label={t('desk.silent.tile')}>
      <h2>{t('desk.silent.tile')}</h2>
      <p class={silent > 0 ? 'big number due' : 'big number'} role="status">
        <b data-figure="silent" data-of="total">
          {formatNumber(silent)}
        </b>{' '}
        {t('desk.silent.of', { teams })}
      </p>
      {opens && silent > 0 && <Names unit={unit} silent={silent} />}
      <p class="soft small number">{missing.filter(Boolean).join(' · ')}</p>
      {opens && (
        <p class="no-print">
          <a class="button plain start" href={silentAddress({ unit })}>
            {t(silent > 0 ? 'desk.who_is_silent' : 'desk.silent.phones')}
          </a>
        </p>
      )}
    </section>
  )
}

function Names({ unit, silent }: { unit: string | undefined; silent: number }) {
  const where = { ...(unit && { unit }), limit: NAMED }
  const answer = useQuery('/api/tallies/silent', where)
  const names = answer.body?.rows.map(({ team }) => team.name) ?? []
  if (names.length === 0) return null
  const others = silent - names.length
  return (
    <p class="small names">
      {names.join(' · ')}
      {others > 0 && ` ${t('desk.silent.others', { n: others })}`}
    </p>
  )
}
