import { t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'

export interface Missing {
  /** Sessions that nobody but this phone has. */
  onlyHere: number
  /** Sessions that do not count until the phone is approved. */
  awaiting: number
  /** Turns of people of whom the phone does not know what they are. */
  unclear: number
  /** When the server was last heard. */
  contact: string | null
}

interface Here extends Missing {
  /** The sentence of what is kept for teammates. */
  carried?: string | null
  /** Out of a team, a phone keeps nothing of what the team has. */
  joined: boolean
}

/** A day is always said: a text stays in a chat, and a phone may lie for days. */
const dated = (instant: string) => formatInstant(instant, 0)

/** As of when the numbers hold, and what is not in them: for whoever holds the phone. */
export function notesHere({
  onlyHere,
  awaiting,
  unclear,
  contact,
  carried,
  joined,
}: Here): string[] {
  return [
    !joined
      ? t('numbers.out')
      : contact
        ? t('numbers.as_of', { when: dated(contact) })
        : t('sent.never'),
    ...(onlyHere > 0
      ? [t('numbers.here', { n: onlyHere })]
      : carried || !joined
        ? []
        : [t('numbers.none_here')]),
    ...(carried ? [carried] : []),
    ...(awaiting > 0 ? [t('numbers.awaiting', { n: awaiting })] : []),
    ...(unclear > 0 ? [t('numbers.unclear', { n: unclear })] : []),
  ]
}

/** The same for whoever reads it elsewhere, to whom "this phone" is another one. */
export function notesForChat(
  { onlyHere, awaiting, unclear, contact }: Missing,
  carried = 0,
): string[] {
  return [
    contact ? t('message.as_of', { when: dated(contact) }) : t('message.never'),
    ...(onlyHere > 0 ? [t('message.unsent', { n: onlyHere })] : []),
    ...(carried > 0 ? [t('message.carried', { n: carried })] : []),
    ...(awaiting > 0 ? [t('numbers.awaiting', { n: awaiting })] : []),
    ...(unclear > 0 ? [t('message.unclear', { n: unclear })] : []),
  ]
}
