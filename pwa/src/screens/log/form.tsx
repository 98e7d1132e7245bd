import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { Stepper } from '../../components/stepper'
import { useRefused } from '../../components/use-refused'
import { t } from '../../i18n'
import { formatShortDay } from '../../i18n/dates'
import { catalogue, useLive } from '../../queries'
import { type CompanionsOf, companions } from '../../queries/companions'
import { comesBack } from '../../queries/visits'
import { MOST_PEOPLE } from '../../rules/kinds/session-bounds'
import { labelOf } from '../labels'
import { Due, GoesOn } from './comes-back'
import { withNames } from './companions'
import { Details } from './details'
import { type Draft, type FormContext, setPeople } from './draft'
import type { Missing } from './saving'
import { Services } from './services'

export interface FormProps {
  draft: Draft
  today: string
  /** Several services from the start: details stand open and each service shows its own people. */
  whole?: boolean
  /** The session's team and author. */
  whose: CompanionsOf
  /** Whom and what it can name, where that is not what this phone's team knows. */
  around?: FormContext | undefined
  onChange: (draft: Draft) => void
  /** Why it was not saved, as whoever tapped is told beside the button; another object each time. */
  missing?: Missing | null
}

/** Whoever says more about one session does so about the next: each detail is one tap then. */
let unfolded = false

/** The form of a help session: who, what, how it ended; the rest is prefilled and folded away. */
export function LogForm({ whole = false, missing = null, ...form }: FormProps) {
  const { draft, today, onChange } = form
  const known = useLive(catalogue())
  const ours = useLive(companions(form.whose))
  const onPeople = usePeople(draft, onChange)
  // The desk knows a session's people otherwise than this device does.
  const names = form.around
    ? new Map(form.around.teammates.map(({ member, name }) => [member, name]))
    : ours?.names
  const place = useRefused<HTMLDivElement>(missing)
  const isDue = Boolean(draft.due) || draft.services.some(comesBack)
  const due = useShown(isDue)
  if (!known) return null
  return (
    <div class="stack roomy" ref={place}>
      <Stepper label={t('log.people')} value={draft.people} max={MOST_PEOPLE} onChange={onPeople} />
      {draft.continues && <GoesOn draft={draft} onChange={onChange} />}
      <Services
        draft={draft}
        catalogue={known}
        whole={whole}
        missing={missing?.at}
        onChange={onChange}
      />
      {isDue && (
        <div ref={due}>
          <Due draft={draft} onChange={onChange} />
        </div>
      )}
      <details
        class="more"
        open={whole || unfolded}
        onToggle={(event) => {
          const { open } = event.currentTarget
          if (open && !whole && !unfolded) event.currentTarget.scrollIntoView({ block: 'start' })
          if (!whole) unfolded = open
        }}
      >
        <summary>
          <Icon name="forward" size={20} />
          <span>
            {t('log.details')}
            <span class="soft small">
              {' · '}
              {labelOf(known, 'place_kind', draft.placeKind)}
              {' · '}
              {draft.day === today ? draft.start : formatShortDay(draft.day)}
              {names && withNames(names, draft.companions)}
            </span>
          </span>
        </summary>
        <Details {...form} catalogue={known} whole={whole} missing={missing?.at} />
      </details>
    </div>
  )
}

/** What comes up below the fold is scrolled into view; what was there from the start is left alone. */
function useShown(isThere: boolean) {
  const element = useRef<HTMLDivElement>(null)
  const was = useRef(isThere)
  useEffect(() => {
    if (isThere && !was.current) element.current?.scrollIntoView({ block: 'nearest' })
    was.current = isThere
  }, [isThere])
  return element
}

/** Changes the number of people; until a service is changed, always from where that began. */
function usePeople(draft: Draft, onChange: (draft: Draft) => void): (people: number) => void {
  const last = useRef<{ from: Draft; made: Draft } | null>(null)
  return (people) => {
    const goesOn = last.current?.made.services === draft.services
    const from = (goesOn && last.current?.from) || draft
    const made = setPeople(draft, people, from)
    last.current = { from, made }
    onChange(made)
  }
}
