import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { t, type Word } from '../../i18n'
import type { Catalogue, Service } from '../../queries'
import { nameOf } from './tile-labels'
import type { Tile } from './tiles'

interface Props {
  catalogue: Catalogue
  tile: Tile
  ways?: boolean | undefined
  children?: ComponentChildren
}

const WAYS: [path: string, name: Word][] = [
  ['/log/new', 'screen.name.log'],
  ['/guides', 'screen.name.guides'],
  ['/visit', 'screen.name.visit'],
]

/** All services, folded away by group. */
export function Groups({ catalogue, tile, ways, children }: Props) {
  return (
    <>
      <section class="stack tight">
        <h2>{t('home.all')}</h2>
        <div class="folds">
          {groupsOf(catalogue).map((one) => (
            <Fold key={one.group.code} {...one} tile={tile} />
          ))}
        </div>
      </section>
      {ways && (
        <div class="row ways">
          {WAYS.map(([path, name]) => (
            <a class="button" href={path} key={path}>
              {t(name)}
            </a>
          ))}
        </div>
      )}
      {children}
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

interface Group {
  group: Service
  services: Service[]
}

/** All services below their headings, in the catalogue's order: each is always in the same place. */
export function groupsOf({ groups, services }: Catalogue): Group[] {
  return groups
    .map((group) => ({ group, services: services.filter((one) => one.group === group.code) }))
    .filter((one) => one.services.length > 0)
}
