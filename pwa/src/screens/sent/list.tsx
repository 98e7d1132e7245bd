import { useState } from 'preact/hooks'
import { acknowledge } from '../../actions/phone'
import { problem, t, type Word } from '../../i18n'
import {
  type Catalogue,
  catalogue,
  type Listed,
  type OtherView,
  syncState,
  useLive,
} from '../../queries'
import { lists } from '../../queries/lists'
import { labelOf } from '../labels'
import { SessionLine, WhereTag } from '../shared/session-line'

const PAGE = 50

/** Everything that stands in one state, latest first. */
export function StateList({ where }: { where: Listed }) {
  const known = useLive(catalogue())
  const all = useLive(lists(where))
  const state = useLive(syncState())
  const [shown, setShown] = useState(PAGE)
  if (!known || !all) return null
  const { sessions, others, hidden } = all
  if (sessions.length + others.length + hidden === 0) {
    return <p class="empty">{emptySentence(where, state?.received ?? 0)}</p>
  }
  return (
    <>
      <ul class="lines">
        {others.map((other) => (
          <Other key={other.id} other={other} catalogue={known} />
        ))}
        {sessions.slice(0, shown).map((session) => (
          <li key={session.id}>
            <SessionLine session={session} catalogue={known} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="empty">{t('sent.others', { n: hidden })}</p>}
      {sessions.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + PAGE)}>
          {t('do.show_more')}
        </button>
      )}
    </>
  )
}

/** What the server has had for long need not stand on this phone any more. */
function emptySentence(where: Listed, received: number): string {
  if (where === 'received' && received > 0) return t('sent.empty.received.older', { n: received })
  return t(`sent.empty.${where}` as Word)
}

const NAMED = ['place', 'member', 'data_request'] as const
const isNamed = (kind: string): kind is (typeof NAMED)[number] =>
  (NAMED as readonly string[]).includes(kind)

/** It is told apart from a session by what it is, which stands where a session says when it was. */
function Other({ other, catalogue }: { other: OtherView; catalogue: Catalogue }) {
  const { kind, placeKind } = other
  const what = t(isNamed(kind) ? `sent.other.${kind}` : 'sent.other')
  return (
    <li class="line">
      <span class="spread">
        <span>{placeKind ? `${what} · ${labelOf(catalogue, 'place_kind', placeKind)}` : what}</span>
        <WhereTag where={other.where} />
      </span>
      {other.title && <span class="name">{other.title}</span>}
      {other.problem && (
        <>
          <span>{problem(other.problem.code)}</span>
          {other.problem.canDismiss && (
            <button
              type="button"
              class="button"
              onClick={() => other.problem?.sent && acknowledge(other.problem.sent.id)}
            >
              {t('session.understood')}
            </button>
          )}
        </>
      )}
    </li>
  )
}
