import '../../../styles/desk.css'
import { Icon } from '../../../components/icon'
import { t } from '../../../i18n'
import { formatDay, inVietnam } from '../../../i18n/format'
import { deskKeys } from '../../../queries/desk-answer'
import { labelOf } from '../../labels'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { totalsAddress } from '../shared/addresses'
import { DeskPage } from '../shared/desk-page'
import { OfMember } from '../shared/members-at-work'
import { daysOf } from '../shared/period'
import { useCatalogue } from '../shared/use-catalogue'
import { usePlaceName } from '../shared/use-place-name'
import { FILTERS } from './sessions-none'
import { SessionPages } from './sessions-page'

const OTHERS = ['unit', 'team', 'member'] as const
const PAGE = 50

/** The sessions behind a number. */
export function Sessions() {
  const known = useCatalogue()
  const { query } = address.value
  const days = daysOf(query, inVietnam(Date.now()).day)
  const filter: Record<string, string> = {}
  for (const name of [...OTHERS, ...FILTERS]) {
    const value = query.get(name)
    if (value) filter[name] = value
  }
  const asked = { ...filter, from: days.from, to: days.to }
  const params = { ...asked, limit: PAGE }
  const key = JSON.stringify(params)
  const said = known
    ? FILTERS.flatMap((name) => {
        const kind = name === 'group' ? 'service' : name
        return filter[name] ? [labelOf(known, kind, filter[name])] : []
      })
    : []
  const { unit, team, member } = filter
  const whose = usePlaceName({ unit, team })
  const all = query.get('all') !== null
  return (
    <DeskPage
      paper={{ shown: deskKeys.sessions(params), whose }}
      title={t('screen.name.desk_sessions')}
      back={totalsAddress({
        ...(unit && { unit }),
        ...(team && { team }),
        ...(member && { by: 'member' }),
        days,
      })}
      under={
        <p class="soft number">
          {whose && `${whose} · `}
          {days.from === days.to
            ? formatDay(days.from)
            : t('desk.days', { from: formatDay(days.from), to: formatDay(days.to) })}
          {said.length > 0 && ` · ${t('sessions.filtered', { what: said.join(', ') })}`}
          {member && team && <OfMember team={team} member={member} days={days} />}
        </p>
      }
    >
      <label class="check no-print">
        <input
          type="checkbox"
          checked={all}
          onChange={(event) => setQuery({ all: event.currentTarget.checked ? '1' : undefined })}
        />
        <span>{t('sessions.all')}</span>
      </label>
      {known && <SessionPages key={key} params={params} all={all} />}
      <p class="row no-print">
        <a class="button" href={deskKeys.sessionsFile(asked)} download>
          <Icon name="save" size={20} />
          {t('csv.take_all')}
        </a>
        <a class="button" href={deskKeys.sessionsSheet(asked)} download>
          <Icon name="save" size={20} />
          {t('report.xlsx')}
        </a>
      </p>
    </DeskPage>
  )
}
