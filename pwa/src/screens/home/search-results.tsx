import { useEffect } from 'preact/hooks'
import { t } from '../../i18n'
import type { Catalogue, Service } from '../../queries'
import { findAll } from '../../queries/matching'
import { shortNameOf } from './tile-labels'
import type { Tile } from './tiles'

/** "Việc khác (ghi chú ngắn)" */
const OTHER = 'KH99'

interface Props {
  catalogue: Catalogue
  typed: string
  tile: Tile
}

/** The services found, or the tile "Việc khác" if there are none. */
export function Found({ catalogue, typed, tile }: Props) {
  const found = findServices(catalogue, typed)
  // What stands above the search pushes its results below the fold, or behind the keyboard. The last
  // one is that of a sheet over the first screen.
  useEffect(() => [...document.querySelectorAll('.find')].at(-1)?.scrollIntoView(), [])
  const other = catalogue.services.filter((one) => one.code === OTHER)
  return (
    <section class="stack tight">
      <p class={found.length > 0 ? 'unseen' : 'soft'} role="status">
        {found.length > 0 ? t('home.find.n', { n: found.length }) : t('home.find.none')}
      </p>
      <div class="tiles">{(found.length > 0 ? found : other).map(tile)}</div>
    </section>
  )
}

/** The services with every typed word in their name or heading, else with the most: see findAll. */
export function findServices({ groups, services }: Catalogue, typed: string): Service[] {
  return findAll(services, typed, (one) => {
    const heading = groups.find(({ code }) => code === one.group)
    const own = `${one.labelVi} ${shortNameOf(one)} ${one.labelEn}`
    return [own, heading ? `${heading.labelVi} ${heading.labelEn}` : '']
  })
}
