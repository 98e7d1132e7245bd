import { readCorrections } from '../../actions/edit-session'
import { readOfMoves, readOfPhones, welcomeNewcomers } from '../../actions/team'
import { t } from '../../i18n'
import { shiftDay } from '../../i18n/dates'
import { type Me, mayAct, type Person, type SessionView } from '../../queries'
import { type Activity, HELPING, nextOf } from '../../queries/activities'
import type { Arrivals } from '../../queries/arrivals'
import type { Newcomers } from '../../queries/team'
import { describeCorrection } from '../shared/describe-correction'
import { formatWhen } from '../shared/format-when'
import type { Notice } from './notices'
import { line } from './phone-notices'

/** The person or the phone is in no team, or not yet. `isLost`: data was lost, as another notice says. */
export function apart(person: Pick<Me, 'state' | 'current' | 'people'>, isLost: boolean): Notice {
  const { state, current } = person
  if (state === 'waiting') {
    return {
      ...line('apart', 'calm', t('home.waiting.title', { phrase: current?.phrase ?? '' })),
      body: <p>{t('home.waiting.text')}</p>,
    }
  }
  if (state === 'unjoined' || state === 'signed_out' || state === 'revoked') {
    return {
      ...line('apart', 'quiet', t(`home.${state}.title`)),
      act: (
        <a class="button" href="/j">
          {t('do.join')}
        </a>
      ),
      body: (
        <>
          <p>{t(`home.${state}.text`)}</p>
          {state === 'unjoined' && !isLost && <p class="soft small">{t('home.unjoined.gone')}</p>}
          {state === 'unjoined' && (
            <a class="link" href="/desk">
              {t('me.desk')}
            </a>
          )}
        </>
      ),
    }
  }
  return notTaken(person)
}

function notTaken({ state, current, people }: Parameters<typeof apart>[0]): Notice {
  const key = state === 'refused' || state === 'ended' ? state : 'unknown'
  const names = { name: current?.name ?? '', team: current?.teamName ?? '' }
  return {
    ...line('apart', 'look', t(`home.${key}.title`, names)),
    body: (
      <>
        <p>{whyStays(state)}</p>
        <div class="row">
          {people.some(mayAct) && (
            <a class="button" href="/me">
              {t('home.not_taken.choose')}
            </a>
          )}
          <a class="button" href="/j">
            {t('home.not_taken.code')}
          </a>
        </div>
      </>
    ),
  }
}

/** What becomes of what is recorded by somebody out of the team, and what to do. */
export const whyStays = (state: Me['state'] | Person['state']): string =>
  t(state === 'revoked' || state === 'unknown' ? `home.${state}.text` : 'home.not_taken')

/** Sessions that another person changed or voided, or that their authors took back. The last line has
 * the button, for all that stand there with it. */
export const corrected = (sessions: SessionView[]): Notice[] =>
  sessions.map((session, at) => ({
    ...line(session.id, 'look', describeCorrection(session, 'when') ?? ''),
    href: `/session/${session.id}?from=home`,
    act: at === sessions.length - 1 && (
      <Seen n={sessions.length} onClick={() => readCorrections(sessions.map(({ id }) => id))} />
    ),
  }))

const Seen = ({ n = 1, onClick }: { n?: number; onClick: () => void }) => (
  <button type="button" class="button" onClick={onClick}>
    {t('own_team.newcomer.seen')}
    {n > 1 && ` (${n})`}
  </button>
)

/** To a lead: phones that wait, and second phones of people who are in the team already. */
export function arrived(arrivals: Arrivals | null | undefined): Notice[] {
  const { waiting = [], came = [] } = arrivals ?? {}
  return [
    ...(waiting.length > 0
      ? [toPhones('waiting', t('own_team.waiting.n', { n: waiting.length }))]
      : []),
    ...(came.length > 0
      ? [toPhones('came', t('own_team.came', { names: whoIn(came) }), () => readOfPhones(came))]
      : []),
  ]
}

/** To a lead: people who came into the team by a code. */
export const joined = ({ team, people }: Newcomers): Notice =>
  toPhones('joined', t('own_team.newcomer', { names: whoIn(people) }), () =>
    welcomeNewcomers(
      team,
      people.map((one) => one.row),
    ),
  )

const toPhones = (key: string, text: string, onOpen?: () => void): Notice => ({
  ...line(key, 'look', t('own_team.look', { text })),
  href: '/team/phones',
  ...(onOpen && { onOpen }),
})

/** "Lan", "3 bạn": what fits into a line. */
function whoIn(people: { name: string }[]): string {
  const [one, ...others] = people
  return one && others.length === 0 ? one.name : t('own_team.several', { n: people.length })
}

/** The person is in another team now: where the work counts that this phone keeps no more. */
export function moved({ current, people }: Me, read: string[]): Notice | null {
  const left = people.filter(
    ({ member, team, state }) =>
      member === current?.member && state === 'ended' && !read.includes(`${member}/${team}`),
  )
  if (!current || left.length === 0) return null
  const before = left.map((one) => one.teamName).join(', ')
  return {
    ...line('moved', 'look', t('news.moved', { team: current.teamName, before })),
    act: <Seen onClick={() => readOfMoves(left.map((one) => `${one.member}/${one.team}`))} />,
  }
}

/** So many days ahead a person plans for. */
const AHEAD = 3

/** What the phone's people are expected at in the next days. */
export function activity(all: Activity[], day: string): Notice | null {
  const until = shiftDay(day, AHEAD)
  const near = all.flatMap((one) => {
    const next = nextOf(one, day)
    return next && next.day <= until && isOfNote(one) ? { one, next } : []
  })
  const [first, ...others] = near
  if (!first) return null
  const { one, next } = first
  const said = [
    t('home.activity', { when: formatWhen(next, day), name: one.name }),
    ...(one.status === 'called_off' ? [t('home.activity.off')] : []),
    ...(others.length > 0 ? [t('home.activity.others', { n: others.length })] : []),
  ]
  return {
    ...line('activity', 'calm', said.join(' · ')),
    href: others.length > 0 ? '/activities' : `/activities/${one.id}`,
  }
}

/** The strip names a day of action on its day already. */
const isOfNote = ({ activity_kind, slots, status }: Activity): boolean =>
  !HELPING.has(activity_kind) || slots.length > 0 || status === 'called_off'
