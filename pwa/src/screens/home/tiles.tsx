import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { language, t } from '../../i18n'
import { formatNumber } from '../../i18n/format'
import type { Catalogue, Service, Today } from '../../queries'
import { shelves } from './order'

interface Props {
  catalogue: Catalogue
  day: Today
  tile: (service: string, name: ComponentChildren) => ComponentChildren
}

/**
 * One tile a service, the usual ones first. As long as the screen is open each stays where it is:
 * what a sync brings must not move another one under the finger.
 */
export function Tiles({ catalogue, day, tile }: Props) {
  const order = useRef(day.usual)
  const name = (s: Service) => (language.value === 'en' ? s.labelEn : s.labelVi)
  return (
    <>
      {shelves(catalogue, order.current).map(({ group, services }) => (
        <section class="stack" key={group?.code ?? 'often'}>
          <h2>{group ? name(group) : t('home.often')}</h2>
          <div class="tiles">
            {services.map((service) => tile(service.code, breakable(name(service))))}
          </div>
        </section>
      ))}
    </>
  )
}

/** A line may break behind a stroke, and so need not break inside a word. */
const breakable = (name: string) =>
  name.split('/').flatMap((part, at) => (at > 0 ? ['/', <wbr key={at} />, part] : part))

/** Beside the name, not in it: the button is called the same all day. */
export function Count({ n }: { n: number }) {
  if (n === 0) return null
  return (
    <span class="count" aria-hidden="true">
      {formatNumber(n)}
    </span>
  )
}
