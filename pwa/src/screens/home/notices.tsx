import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { useUntilTouched } from '../../components/until-touched'
import { t } from '../../i18n'
import { hasNotice } from '../early'
import { type About, useNotices } from './use-notices'

/** One thing to know before logging. */
export interface Notice {
  key: string
  look: 'stop' | 'look' | 'calm' | 'quiet'
  title: string
  /** The page that the title opens; without one the title unfolds `body`. */
  href?: string
  onOpen?: () => void
  /** What can be done at once; on the line itself while there is one notice alone. */
  act?: ComponentChildren
  body?: ComponentChildren
}

interface Props extends About {
  /** The screen was painted with room for a line. */
  isExpected: boolean
}

/** After a tap the tiles stay where they are for so long. */
const CALM_MS = 3000

/** The one line above the tiles: the gravest notice, and how many more there are. */
export function Notices({ isExpected, ...about }: Props) {
  const notices = useNotices(about)
  const isAny = notices ? notices.length > 0 : isExpected
  const isGrave = notices?.[0]?.look === 'stop'
  const isRoom = useUntilTouched(isAny, CALM_MS) || isGrave
  useLayoutEffect(() => {
    hasNotice.value = isRoom
  }, [isRoom])
  if (!isRoom) return null
  return notices?.[0] ? <NoticeLine notices={notices} /> : <p class="card notice" />
}

/** The first notice in one line, which unfolds to all of them. */
export function NoticeLine({ notices: [first, ...others] }: { notices: Notice[] }) {
  const [isOpen, setOpen] = useState(false)
  if (!first) return null
  const isAlone = others.length === 0
  const toggle = { 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen) }
  return (
    <section
      class={`card notice ${first.look}`}
      data-open={isOpen}
      role={first.look === 'stop' ? 'alert' : undefined}
    >
      <div class="one-line">
        <h2>
          {first.href ? (
            <Title {...first} />
          ) : (
            <button type="button" class="title" {...toggle}>
              <span>{first.title}</span>
              <Icon name="forward" size={16} />
            </button>
          )}
        </h2>
        {isAlone && first.act}
        {(!isAlone || (first.href && first.body)) && (
          <button type="button" class="more-notices" aria-label={t('do.show_more')} {...toggle}>
            {isAlone ? '…' : `+${others.length}`}
          </button>
        )}
      </div>
      <div class="stack" hidden={!isOpen}>
        {first.body}
        {!isAlone && first.act && <div class="row">{first.act}</div>}
        {others.map((one) => (
          <section class={`card ${one.look}`} key={one.key}>
            <h3>{one.href ? <Title {...one} /> : one.title}</h3>
            {one.body}
            {one.act && <div class="row">{one.act}</div>}
          </section>
        ))}
      </div>
    </section>
  )
}

const Title = ({ href = '/', onOpen, title }: Notice) => (
  <a class="title" href={href} onClick={() => onOpen?.()}>
    <span>{title}</span>
    <Icon name="forward" size={16} />
  </a>
)
