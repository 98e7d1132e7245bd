import type { Catalogue, Service, Today } from '../../queries'
import { language, t } from '../../words'
import { formatNumber } from '../../words/format'
import { shelves } from './order'

interface Props {
  catalogue: Catalogue
  day: Today | undefined
  onPick: (service: string) => void
}

/** One button a service, with how many people it has helped today. */
export function Tiles({ catalogue, day, onPick }: Props) {
  const counts = day ? countToday(day) : new Map<string, number>()
  const name = (s: Service) => (language.value === 'en' ? s.labelEn : s.labelVi)
  return (
    <>
      {shelves(catalogue, day?.usual ?? []).map(({ group, services }) => (
        <section class="stack" key={group?.code ?? 'often'}>
          <h2>{group ? name(group) : t('home.often')}</h2>
          <div class="tiles">
            {services.map((service) => (
              <button
                type="button"
                class="tile"
                key={service.code}
                onClick={() => onPick(service.code)}
              >
                <span>{name(service)}</span>
                <Count n={counts.get(service.code) ?? 0} />
              </button>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** Beside the name, not in it: the button is called the same all day. */
function Count({ n }: { n: number }) {
  if (n === 0) return null
  return (
    <span class="count" aria-hidden="true">
      {formatNumber(n)}
    </span>
  )
}

function countToday(day: Today): Map<string, number> {
  const counts = new Map<string, number>()
  const mine = day.sessions.filter((session) => session.mine && session.status === 'live')
  for (const session of [...mine, ...day.coming]) {
    for (const line of session.services) {
      counts.set(line.code, (counts.get(line.code) ?? 0) + line.people)
    }
  }
  return counts
}
