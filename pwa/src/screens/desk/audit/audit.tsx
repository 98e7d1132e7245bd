import '../../../styles/desk.css'
import { refreshTrail } from '../../../actions/desk/audit'
import { Choice } from '../../../components/choice'
import { Field } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import { isDay } from '../../../i18n/dates'
import { formatDay, formatInstant } from '../../../i18n/format'
import { deskKeys } from '../../../queries/desk-answer'
import { Shown, useAnswer } from '../../lead/answer'
import { Empty } from '../../lead/empty'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { DeskPage } from '../shared/desk-page'
import { type Act, saidOfAct, sessionOf } from './describe-audit-entry'

const ABOUT = ['people', 'teams', 'sessions', 'figures', 'lists', 'accounts'] as const
/** What an administrator, who reads no single records, may ask about. */
const OF_ADMINISTRATORS = ['accounts', 'teams', 'figures', 'lists'] as const

interface Trail {
  rows: Act[]
  next: number | null
}

/** Who did what, when: the history of everything at and below the coordinator's unit; to an
 * administrator that of accounts, and what administrators did. */
export function TrailScreen() {
  const { query } = address.value
  const administers = useSignedIn()?.role === 'administrator'
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
  const answer = useAnswer<Trail>(deskKeys.audit(params), () => refreshTrail(params))
  return (
    <DeskPage
      paper={{
        shown: deskKeys.audit(params),
        chosen: [
          t(`trail.about.${about}` as Word),
          params.from && `${t('desk.from')} ${formatDay(params.from)}`,
          params.to && `${t('desk.to')} ${formatDay(params.to)}`,
        ],
      }}
      title={t('screen.name.trail')}
      back="/desk/more"
      under={<p class="soft">{t(administers ? 'trail.why.administrator' : 'trail.why')}</p>}
    >
      <Choice
        quiet
        legend={t('trail.about')}
        options={among.map((one) => ({ value: one, label: t(`trail.about.${one}` as Word) }))}
        value={about}
        onChange={(about) => setQuery({ about, before: undefined })}
      />
      <div class="two">
        {(['from', 'to'] as const).map((name) => (
          <Field
            key={name}
            type="date"
            label={t(`desk.${name}`)}
            max={todayHere()}
            value={day(name)}
            onInput={(value) => setQuery({ [name]: value || undefined, before: undefined })}
          />
        ))}
      </div>
      <Shown answer={answer}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 && (
              <None about={about} narrowed={Boolean(params.from || params.to || before)} />
            )}
            <ol class="plain-list stack">
              {rows.map((act) => (
                <li class="card small-gap" key={act.id}>
                  <Line act={act} />
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
                  {t('trail.latest')}
                </button>
              )}
              {next !== null && (
                <button
                  type="button"
                  class="button"
                  onClick={() => setQuery({ before: String(next) })}
                >
                  {t('trail.earlier')}
                </button>
              )}
            </p>
          </>
        )}
      </Shown>
    </DeskPage>
  )
}

function None({ about, narrowed }: { about: string; narrowed: boolean }) {
  if (!narrowed) {
    const what = t(`trail.about.${about}` as Word)
    return <Empty why="not_begun" text={t('trail.none', { what })} />
  }
  return (
    <Empty why="other_days" text={t('trail.none_then')}>
      <button
        type="button"
        class="button"
        onClick={() => setQuery({ from: undefined, to: undefined, before: undefined })}
      >
        {t('trail.all_days')}
      </button>
    </Empty>
  )
}

function Line({ act }: { act: Act }) {
  const { what, more } = saidOfAct(act)
  const session = sessionOf(act)
  return (
    <>
      <p>
        <b>{act.who ?? t('trail.server')}</b> {what}
      </p>
      {more && <p class="soft small number">{more}</p>}
      {session && (
        <a class="link no-print" href={`/desk/session/${session}`}>
          {t('trail.session')}
        </a>
      )}
      <p class="soft small number">{formatInstant(act.at)}</p>
    </>
  )
}
