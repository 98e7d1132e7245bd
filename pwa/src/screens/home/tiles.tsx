import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { t } from '../../i18n'
import { formatNumber } from '../../i18n/format'
import type { Catalogue, Service, Today } from '../../queries'
import { iconOf, nameOf, shortNameOf } from './faces'
import { Lazy } from './lazy'
import { type Group, groupsOf, oftenUsed } from './order'

export type Tile = (service: Service) => ComponentChildren

const found = async () => (await import('./found')).Found

interface Props {
  catalogue: Catalogue
  day: Pick<Today, 'usual'>
  tile: Tile
  /** What somebody looks for; then only that is shown. */
  typed?: string
}

/**
 * One tile a service, the usual ones first and all of them below, folded away by group. As long as
 * the screen is open each stays where it is: what a sync brings must not move another one under the
 * finger.
 */
export function Tiles({ catalogue, day, tile, typed = '' }: Props) {
  const order = useRef(day.usual)
  if (typed.trim()) return <Lazy load={found} props={{ catalogue, typed, tile }} />
  return (
    <>
      <section class="stack tight">
        <h2>{t('home.often')}</h2>
        <div class="tiles">{oftenUsed(catalogue, order.current).map(tile)}</div>
      </section>
      <section class="stack tight">
        <h2>{t('home.all')}</h2>
        <div class="folds">
          {groupsOf(catalogue).map((one) => (
            <Fold key={one.group.code} {...one} tile={tile} />
          ))}
        </div>
      </section>
    </>
  )
}

function Fold({ group, services, tile }: Group & { tile: Tile }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <h3>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span>{nameOf(group)}</span>
          <span class="soft">{services.length}</span>
          <Icon name="forward" size={20} />
        </button>
      </h3>
      {open && <div class="tiles">{services.map(tile)}</div>}
    </>
  )
}

/** What is drawn on a tile. Its button is called by the whole name. */
export function Face({ service, n }: { service: Service; n: number }) {
  return (
    <>
      <Icon name={iconOf(service)} size={20} />
      <span class="name">{shortNameOf(service)}</span>
      {n > 0 && (
        <span class="count" aria-hidden="true">
          {formatNumber(n)}
        </span>
      )}
    </>
  )
}
