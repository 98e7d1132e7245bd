import { Icon } from '../../../components/icon'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { Completeness } from '../../lead/api-types'

interface Props {
  completeness: Completeness
  /** Where it is told whose phones those are, to who may read it. */
  silent: string | undefined
}

/** How much of what is shown is known to be missing, and the way to who it waits for. */
export function Complete({ completeness, silent }: Props) {
  return (
    <div class="stack small-gap">
      <p class="complete" role="status">
        <Icon name="clock" size={20} />
        {silent ? (
          <a class="link" href={silent}>
            {completeSentence(completeness)}
          </a>
        ) : (
          <span>{completeSentence(completeness)}</span>
        )}
      </p>
      {silent && (
        <p class="no-print">
          <a class="button plain start" href={silent}>
            {t('desk.who_is_silent')}
          </a>
        </p>
      )}
    </div>
  )
}

/** "Tính đến 14:05 · 18/20 đội đã gửi · còn ít nhất 35 mục trên máy". `now` 0 says the day too. */
export function completeSentence(completeness: Completeness, now = Date.now()): string {
  const { as_of, teams, teams_reported_today, unsent_at_least, oldest_unsent } = completeness
  const parts = [
    t('desk.complete', {
      at: formatInstant(as_of, now),
      reported: teams_reported_today,
      teams,
    }),
    unsent_at_least > 0
      ? t('desk.complete.unsent', { n: unsent_at_least })
      : t('desk.complete.all'),
  ]
  if (oldest_unsent)
    parts.push(t('desk.complete.oldest', { when: formatInstant(oldest_unsent, now) }))
  return parts.join('\u00a0· ')
}
