import { Icon, type IconName } from '../../components/icon'
import { t, type Word } from '../../i18n'
import { formatShortDay } from '../../i18n/dates'
import type { Catalogue, SessionView, Where } from '../../queries'
import { nameOfSession } from '../labels'

const ICONS: Record<Where, IconName> = {
  here: 'phone',
  sending: 'send',
  received: 'check',
  attention: 'alert',
}

interface TagProps {
  where: Where
  to?: string | null
  state?: SessionView['state']
}

/** Where a record stands, in its fixed word with a picture. */
export function WhereTag({ where, to, state }: TagProps) {
  if (where === 'received' && state === 'awaiting_approval') {
    return (
      <span class="tag">
        <Icon name="send" />
        {t('state.awaiting')}
      </span>
    )
  }
  if (to && where === 'here') {
    return (
      <span class="tag here">
        <Icon name="team" />
        {t('state.handed', { name: to })}
      </span>
    )
  }
  return (
    <span class={`tag ${where}`}>
      <Icon name={ICONS[where]} />
      {t(`state.${where}` as Word)}
    </span>
  )
}

interface Props {
  session: SessionView
  catalogue: Catalogue
  /** The screen that lists it; the way back leads there. */
  from?: 'team' | 'visit'
}

/** One session in a list: when, how many, what, and where it stands. */
export function SessionLine({ session, catalogue, from }: Props) {
  return (
    <a class="line" href={`/session/${session.id}${from ? `?from=${from}` : ''}`}>
      <span class="spread">
        <span class="number">
          {`${formatShortDay(session.day)} ${session.start} · ${t('log.people_n', { n: session.people })}`}
        </span>
        <span class="row small-gap">
          {session.status === 'void' && <span class="tag">{t('session.void')}</span>}
          {/* what is voided is not counted among those that were sent */}
          {(session.status !== 'void' || session.where !== 'received') && (
            <WhereTag where={session.where} to={session.handedTo} state={session.state} />
          )}
        </span>
      </span>
      <span class={session.status === 'void' ? 'name gone' : 'name'}>
        {nameOfSession(session, catalogue)}
      </span>
      {!session.mine && session.authorName && <span class="soft small">{session.authorName}</span>}
    </a>
  )
}
