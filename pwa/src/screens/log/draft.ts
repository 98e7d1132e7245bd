// The form of a help session while a person fills it in. Pure: time and what is usual come in.
import type { HelpSessionInput } from '../../actions/help-session'
import { shiftDay } from '../../i18n/dates'
import type { Catalogue, ServiceLine, SessionView } from '../../queries'
import type { Usual } from '../../queries/usual'
import { comesBack } from '../../queries/visits'
import { DONE } from '../../rules/kinds/help_session'

export interface Draft {
  day: string
  /** The day on which a session stands that is being changed: it may be longer ago than a new one. */
  stood?: string | undefined
  start: string
  /** Somebody has said when it was: what stands there by itself is the phone's own clock. */
  timed?: boolean | undefined
  /** When it was over, once somebody has said so. */
  end?: string | null | undefined
  people: number
  placeKind: string
  place: string | null
  /** The name of a place that is being typed and not on the team's list yet. */
  newPlace?: string | undefined
  /** What kind of place that is, once somebody has said so. */
  newPlaceKind?: string | undefined
  ageBand: string
  companions: string[]
  services: ServiceLine[]
  note: string
  /** For which day somebody is asked to come back. */
  due?: string | null | undefined
  /** The session that it goes on from, for who came back. */
  continues?: string | null | undefined
}

/** What of a form becomes the session. */
type Input = HelpSessionInput & Draft

/** The people of a session's team, and the place that it has by name. */
export interface FormContext {
  teammates: { member: string; name: string; from?: string }[]
  place: { id: string; name: string; placeKind: string } | null
}

/** A form that nobody has saved yet. */
export interface PersistedDraft {
  draft: Draft
  /** Of a session that is being changed: the form as it was before the first change. */
  seen?: Draft
  /** Of a new one: the service whose card was open, and the record that it becomes. */
  service?: string
  record?: string
}

/** A service as it usually ends: done, for everybody. */
function usualLine(code: string, people: number): ServiceLine {
  return { code, people, outcome: DONE, reasons: [] }
}

/** A form with everything prefilled; companions stay for the rest of the day only. */
export function newDraft(
  services: string[],
  now: { day: string; time: string },
  usual: Usual | null,
): Draft {
  return {
    day: now.day,
    start: now.time,
    people: 1,
    placeKind: usual?.placeKind ?? 'NVH',
    place: usual?.place ?? null,
    ageBand: 'KHONGHOI',
    companions: usual?.day === now.day ? usual.companions : [],
    services: services.map((code) => usualLine(code, 1)),
    note: '',
  }
}

export function draftOf(session: SessionView): Draft {
  const { day, start, people, placeKind, place, ageBand, companions, note } = session
  const { end = null, due = null, continues = null } = session.fields as Partial<Draft>
  const services = session.services.map((line) => ({ ...line, reasons: [...line.reasons] }))
  return {
    day,
    stood: day,
    start,
    end,
    people,
    placeKind,
    place,
    ageBand,
    companions: [...companions],
    services,
    note,
    due,
    continues,
  }
}

/** A form that was begun on what was seen then, on the session as it stands now. */
export function rebaseDraft({ draft, seen }: PersistedDraft, now: Draft): Draft {
  if (!seen) return draft
  const changed = Object.entries(draft).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(seen[name as keyof Draft]),
  )
  return { ...now, ...Object.fromEntries(changed) }
}

/**
 * Services that were for everybody stay so; none is for more people than were there. `from` is the
 * form before its people began to change: on the way to 35, typing passes through 3.
 */
export function setPeople(draft: Draft, people: number, from: Draft = draft): Draft {
  if (people < 1) return { ...draft, people }
  const services = draft.services.map((line) => {
    const before = (lineOf(from, line.code) ?? line).people
    return { ...line, people: before === from.people ? people : Math.min(before, people) }
  })
  return { ...draft, people, services }
}

/**
 * True when a service has more people than were there. The form lets nobody enter that, but two
 * phones that change the people and a service of one session can bring it about: what `stands` so
 * keeps nobody from mending something else, as long as it gets no worse.
 */
export function servesTooMany(draft: Draft, stands?: Draft): boolean {
  const more = (line: ServiceLine | undefined, people = 0) =>
    Math.max(0, (line?.people ?? 0) - people)
  return draft.services.some(
    (line) => more(line, draft.people) > more(lineOf(stands, line.code), stands?.people),
  )
}

/** The first day that the form takes: what is longer ago nobody remembers, and a year is soon mistyped. */
export const firstDay = (today: string): string => shiftDay(today, -370)

/** True when the day is still to come, or too long ago for anything but what stands there. */
export const isWrongDay = ({ day, stood }: Draft, today: string): boolean =>
  day > today || (day < firstDay(today) && day !== stood)

/**
 * True when somebody has said a time that is still to come by this phone's clock. What the clock
 * itself put there is never judged by it: it may have been set since.
 */
export function startsLater(draft: Draft, now: { day: string; time: string }): boolean {
  return Boolean(draft.timed) && draft.day === now.day && draft.start > now.time
}

/** True when it is said to be over before it began, or when that time is still to come. */
export function endsWrongly(draft: Draft, now: { day: string; time: string }): boolean {
  const { day, start, end } = draft
  return Boolean(end && (end <= start || (day === now.day && end > now.time)))
}

/** For help that went past midnight: the form with 23:59 as its end; null if that end is not valid. */
export function endedBeforeMidnight(
  draft: Draft,
  now: { day: string; time: string },
): Draft | null {
  const ended = { ...draft, end: '23:59' }
  return draft.end && draft.end < draft.start && !endsWrongly(ended, now) ? ended : null
}

/** True when an outcome asks why and nobody has said, unless that is how it `stands`. */
export function lacksReason(catalogue: Catalogue, draft: Draft, stands?: Draft): boolean {
  return draft.services.some((line) => {
    const before = lineOf(stands, line.code)
    const asItStands = before?.outcome === line.outcome && before.reasons.length === 0
    return line.reasons.length === 0 && asksReason(catalogue, line.outcome) && !asItStands
  })
}

const lineOf = (draft: Draft | undefined, code: string) =>
  draft?.services.find((line) => line.code === code)

export function addService(draft: Draft, code: string): Draft {
  if (draft.services.some((line) => line.code === code)) return draft
  return { ...draft, services: [...draft.services, usualLine(code, draft.people)] }
}

export function removeService(draft: Draft, code: string): Draft {
  return { ...draft, services: draft.services.filter((line) => line.code !== code) }
}

/** Reasons belong to an outcome that asks for them; another outcome lets them go. */
export function setOutcome(draft: Draft, code: string, outcome: string, asks: boolean): Draft {
  return patchService(draft, code, asks ? { outcome } : { outcome, reasons: [] })
}

export function patchService(draft: Draft, code: string, patch: Partial<ServiceLine>): Draft {
  const services = draft.services.map((line) => (line.code === code ? { ...line, ...patch } : line))
  return { ...draft, services }
}

/** True when the outcome asks why, by the catalogue. */
export function asksReason(catalogue: Catalogue, outcome: string): boolean {
  return catalogue.outcomes.find((o) => o.code === outcome)?.asksReason ?? false
}

/** A form as it is saved. */
export function toInput({
  newPlace: _typed,
  newPlaceKind: _kind,
  timed: _said,
  stood: _stood,
  ...draft
}: Draft): Input {
  return {
    ...draft,
    ...(draft.due && !draft.services.some(comesBack) && { due: null }),
    note: draft.note.normalize('NFC').trim(),
    companions: [...draft.companions].sort(),
  }
}

export function toUsual(draft: Draft): Usual {
  const { day, placeKind, place, companions } = draft
  return { day, placeKind, place, companions }
}
