import '../../../styles/desk.css'
import activity from 'virtual:words/activity'
import words from 'virtual:words/audit'
import { Choice } from '../../../components/choice'
import { DayField } from '../../../components/lead/day-field'
import { addWords, t, type Word } from '../../../i18n'
import { formatInstant, isDay } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import type { Catalogue } from '../../../queries'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { Empty } from '../../lead/empty'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { DeskPage } from '../shared/desk-page'
import { useCatalogue } from '../shared/use-catalogue'
import { type Act, actorOf, describeAuditEntry, sessionOf } from './describe-audit-entry'

addWords({ ...activity, ...words })

const ABOUT = ['all', 'people', 'teams', 'sessions', 'figures', 'lists', 'accounts'] as const
/** What an administrator, who reads no single records, may ask about. */
const OF_ADMINISTRATORS = ['accounts', 'teams', 'figures', 'lists'] as const

/** Who did what, when: the history of everything at and below the coordinator's unit; to an
 * administrator that of accounts, and what administrators did. */
export function AuditScreen() {
  const account = useSignedIn()
  // What may be asked for hangs on who asks: nobody is asked in the name of somebody else first.
  return account && <Trail administers={account.role === 'administrator'} />
}

function Trail({ administers }: { administers: boolean }) {
  const { query } = address.value
  const known = useCatalogue()
  const among: readonly (typeof ABOUT)[number][] = administers ? OF_ADMINISTRATORS : ABOUT
  const about = among.find((one) => one === query.get('about')) ?? among[0] ?? 'accounts'
  const day = (name: string) => [query.get(name) ?? ''].find(isDay) ?? ''
  const before = Number(query.get('before')) || undefined
  const params = {
    about,
    ...(day('from') && { from: day('from') }),
    ...(day('to') && { to: day('to') }),
    ...(before && { before }),
  }
  const answer = useQuery('/api/audit', params)
  return (
    <DeskPage
      paper={{
        shown: answer.path,
        chosen: [
          t(`audit.about.${about}` as Word),
          params.from && `${t('desk.from')} ${formatDay(params.from)}`,
          params.to && `${t('desk.to')} ${formatDay(params.to)}`,
        ],
      }}
      title={t('screen.name.audit')}
      under={<p class="soft">{t(administers ? 'audit.why.administrator' : 'audit.why')}</p>}
    >
      <Choice
        quiet
        legend={t('audit.about')}
        options={among.map((one) => ({ value: one, label: t(`audit.about.${one}` as Word) }))}
        value={about}
        onChange={(about) => setQuery({ about, before: undefined })}
      />
      <div class="two">
        {(['from', 'to'] as const).map((name) => (
          <DayField
            key={name}
            label={t(`desk.${name}`)}
            max={todayHere()}
            value={day(name)}
            onInput={(value) => setQuery({ [name]: value || undefined, before: undefined })}
          />
        ))}
      </div>
      <ServerAnswer answer={answer}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 && (
              <None about={about} narrowed={Boolean(params.from || params.to || before)} />
            )}
            <ol class="plain-list stack">
              {rows.map((act) => (
                <li class="card small-gap" key={act.id}>
                  <Line act={act} known={known} />
                </li>
              ))}
            </ol>
            {next !== null && <p class="print-only small">{t('print.before')}</p>}
            <p class="row no-print">
              {before && (
                <button
                  type="button"
                  class="button"
                  onClick={() => setQuery({ before: undefined })}
                >
                  {t('audit.latest')}
                </button>
              )}
              {next !== null && (
                <button
                  type="button"
                  class="button"
                  onClick={() => setQuery({ before: String(next) })}
                >
                  {t('audit.earlier')}
                </button>
              )}
            </p>
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

function None({ about, narrowed }: { about: string; narrowed: boolean }) {
  if (!narrowed) {
    const what = t(`audit.about.${about}` as Word)
    return <Empty why="not_begun" text={t('audit.none', { what })} />
  }
  return (
    <Empty why="other_days" text={t('audit.none_then')}>
      <button
        type="button"
        class="button"
        onClick={() => setQuery({ from: undefined, to: undefined, before: undefined })}
      >
        {t('audit.all_days')}
      </button>
    </Empty>
  )
}

function Line({ act, known }: { act: Act; known: Catalogue | undefined }) {
  const { what, more } = describeAuditEntry(act, known)
  const session = sessionOf(act)
  return (
    <>
      <p>
        <b>{actorOf(act)}</b> {what}
      </p>
      {more && <p class="small number">{more}</p>}
      {session && (
        <a class="link no-print" href={`/desk/session/${session}`}>
          {t('audit.session')}
        </a>
      )}
      <p class="soft small number">
        {[formatInstant(act.at), act.where].filter(Boolean).join(' · ')}
      </p>
    </>
  )
}
