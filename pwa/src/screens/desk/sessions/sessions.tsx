import '../../../styles/desk.css'
import './words'
import { pathOf, queryOf } from '../../../api/paths'
import { Icon } from '../../../components/icon'
import { t } from '../../../i18n'
import { inVietnam } from '../../../i18n/dates'
import { labelOf } from '../../labels'
import { useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { totalsAddress } from '../shared/addresses'
import { ChoosePeriod } from '../shared/choose-period'
import { DeskPage } from '../shared/desk-page'
import { formatDays } from '../shared/format-days'
import { OfMember } from '../shared/members-at-work'
import { daysOf } from '../shared/period'
import { useCatalogue } from '../shared/use-catalogue'
import { usePlaceName } from '../shared/use-place-name'
import { useWide } from '../shared/use-wide'
import { PlaceFilter } from './place-filter'
import { sortAsked, viewOf } from './session-columns'
import { SessionFilter } from './session-filter'
import { FILTERS } from './sessions-none'
import { SessionPages } from './sessions-page'

const OTHERS = ['unit', 'team', 'member'] as const
const PAGE = 100

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
  const view = viewOf(query)
  const q = view.sought.trim()
  const asked = { ...filter, from: days.from, to: days.to, ...(q && { q }), ...sortAsked(view) }
  const all = query.get('all') !== null
  // What does not count is asked for too: it is there when it is to be shown.
  const params = { ...asked, state: 'any' as const, limit: PAGE }
  const file = { ...asked, state: all ? ('any' as const) : ('counted' as const) }
  // A page of which nothing is shown gives its place to the next: what is shown hangs on `all`.
  const key = JSON.stringify({ ...params, all })
  const said = known
    ? FILTERS.flatMap((name) => {
        const kind = name === 'group' ? 'service' : name
        return filter[name] ? [labelOf(known, kind, filter[name])] : []
      }).concat(q ? `“${q}”` : [])
    : []
  const { unit, team, member } = filter
  const own = useSignedIn()?.unit?.id
  const whose = usePlaceName({ unit, team })
  const today = inVietnam(Date.now()).day
  // At the head, where they are found without scrolling; on a phone folded away, for the list's sake.
  const wide = useWide()
  const files = (
    <p class="row no-print">
      <a class="button" href={sessionsFile('csv', file)} download>
        <Icon name="save" size={20} />
        {t('csv.take_all')}
      </a>
      <a class="button" href={sessionsFile('xlsx', file)} download>
        <Icon name="save" size={20} />
        {t('report.xlsx')}
      </a>
    </p>
  )
  return (
    <DeskPage
      paper={{ shown: pathOf('/api/help-sessions', params), whose }}
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
          {formatDays(days)}
          {said.length > 0 && ` · ${t('sessions.filtered', { what: said.join(', ') })}`}
          {member && team && <OfMember team={team} member={member} days={days} />}
        </p>
      }
    >
      <ChoosePeriod days={days} today={today} />
      {known && (
        <SessionFilter
          filter={filter}
          view={view}
          known={known}
          all={all}
          place={own && <PlaceFilter unit={unit ?? own} team={team} name={whose} />}
        >
          {!wide && files}
        </SessionFilter>
      )}
      {known && (
        <SessionPages key={key} params={params} all={all}>
          {wide && files}
        </SessionPages>
      )}
    </DeskPage>
  )
}

/** Where a browser finds the sessions as a file. */
const sessionsFile = (kind: 'csv' | 'xlsx', params: object) =>
  `/api/exports/help-sessions.${kind}${queryOf(params)}`
