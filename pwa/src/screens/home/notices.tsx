import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
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

/** The one line above the tiles: the gravest notice, and how many more there are. After a tap only
 * a grave one takes the place of another: a second tap would be for what came there. */
export function Notices({ isExpected, ...about }: Props) {
  const notices = useNotices(about)
  const held = useUntilTouched(notices, CALM_MS)
  const shown = notices?.[0]?.look === 'stop' ? notices : held
  const isRoom = shown ? shown.length > 0 : isExpected
  useLayoutEffect(() => {
    hasNotice.value = isRoom
  }, [isRoom])
  if (!isRoom) return null
  if (!shown) return <p class="card notice" />
  return (
    <NoticeLine notices={shown} isOver={(one) => !notices?.some(({ key }) => key === one.key)} />
  )
}

interface LineProps {
  notices: Notice[]
  /** It is settled, and only keeps its place. */
  isOver?: (one: Notice) => boolean
}

/** The first notice in one line, which unfolds to all of them. */
export function NoticeLine({ notices: [first, ...others], isOver = () => false }: LineProps) {
  const [isOpen, setOpen] = useState(false)
  const section = useRef<HTMLElement>(null)
  const hadFocus = section.current?.contains(document.activeElement)
  useLayoutEffect(() => {
    const now = section.current
    if (hadFocus && !now?.contains(document.activeElement))
      now?.querySelector<HTMLElement>('.title')?.focus()
  })
  if (!first) return null
  const isAlone = others.length === 0
  const more = isAlone ? '…' : `+${others.length}`
  const toggle = { 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen) }
  return (
    <section
      key={first.key}
      ref={section}
      class={`card notice ${first.look}`}
      data-open={isOpen}
      role={first.look === 'stop' ? 'alert' : undefined}
    >
      <div class="one-line" data-over={isOver(first)}>
        <h2>
          {first.href ? (
            <Title {...first} />
          ) : (
            <button type="button" class="title" {...toggle}>
              <span>{first.title}</span>
              {isAlone ? <Icon name="forward" size={16} /> : <b class="more-notices">{more}</b>}
            </button>
          )}
        </h2>
        {isAlone && first.act}
        {first.href && (!isAlone || first.body) && (
          <button
            type="button"
            class="more-notices"
            aria-label={`${more} · ${t('do.show_more')}`}
            {...toggle}
          >
            {more}
          </button>
        )}
      </div>
      <div class="stack" hidden={!isOpen}>
        {first.body}
        {!isAlone && first.act && (
          <div class="row" data-over={isOver(first)}>
            {first.act}
          </div>
        )}
        {others.map((one) => (
          <section class={`card ${one.look}`} key={one.key} data-over={isOver(one)}>
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
  <a class="title" href={href} onClick={onOpen}>
    <span>{title}</span>
    <Icon name="forward" size={16} />
  </a>
)
