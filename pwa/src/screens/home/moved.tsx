import { readOfMoves } from '../../actions/team'
import { t } from '../../i18n'
import { type Me, useLive } from '../../queries'
import { readMoves } from '../../queries/read-moves'

/** Who is in another team now, and where the work counts that this phone keeps no more; until it was read. */
export function Moved({ person: { current, people } }: { person: Me }) {
  const read = useLive(readMoves())
  const left = people.filter(
    ({ member, team, state }) =>
      member === current?.member && state === 'ended' && !read?.includes(`${member}/${team}`),
  )
  if (!read || !current || left.length === 0) return null
  return (
    <section class="card look">
      <p>
        {t('news.moved', {
          team: current.teamName,
          before: left.map((one) => one.teamName).join(', '),
        })}
      </p>
      <p>
        <button
          type="button"
          class="button"
          onClick={() => readOfMoves(left.map(({ member, team }) => `${member}/${team}`))}
        >
          {t('own_team.newcomer.seen')}
        </button>
      </p>
    </section>
  )
}
