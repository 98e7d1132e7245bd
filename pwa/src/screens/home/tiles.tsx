import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { t } from '../../i18n'
import { formatNumber } from '../../i18n/format'
import type { Catalogue, Service } from '../../queries'
import { beside, Lazy } from './lazy'
import { oftenUsed } from './order'
import { iconOf, nameOf, shortNameOf } from './tile-labels'

export type Tile = (service: Service) => ComponentChildren

const groups = beside('Groups')
const found = beside('Found')

interface Props {
  catalogue: Catalogue
  day: Parameters<typeof oftenUsed>[1]
  tile: Tile
  /** What somebody looks for; then only that is shown. */
  typed?: string
  /** With the ways to what is done otherwise than by a tile. */
  ways?: boolean
  /** What stands below all tiles, and comes with them so that they push nothing away. */
  children?: ComponentChildren
}

/**
 * One tile a service, the usual ones first and all of them below, folded away by group. As long as
 * the screen is open each stays where it is: what a sync brings must not move another one under the
 * finger.
 */
export function Tiles({ catalogue, day, tile, typed = '', ways, children }: Props) {
  const order = useRef(day)
  if (typed.trim()) return <Lazy key="found" load={found} props={{ catalogue, typed, tile }} />
  return (
    <>
      <Often services={oftenUsed(catalogue, order.current)} tile={tile} />
      <Lazy key="groups" load={groups} props={{ catalogue, tile, ways, children }} />
    </>
  )
}

export function Often({ services, tile }: { services: Service[]; tile: Tile }) {
  return (
    <section class="stack tight">
      <h2>{t('home.often')}</h2>
      <div class="tiles">{services.map(tile)}</div>
    </section>
  )
}

interface ButtonProps {
  service: Service
  n: number
  onClick?: () => void
}

/** A tile of the first screen, which opens the card of its service. */
export function TileButton({ service, n, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class="tile"
      data-service={service.code}
      data-group={service.group}
      aria-label={nameOf(service)}
      onClick={onClick}
    >
      <Face service={service} n={n} />
    </button>
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
