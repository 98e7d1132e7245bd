import { problem, t } from '../../i18n'

export interface Said {
  text: string
  /** Nothing is wrong but the network. */
  calm?: boolean
}

/** Why the server has not done it. */
export const refusalOf = (code: string, offline = t('keep.offline')): Said =>
  code === 'unreachable' ? { text: offline, calm: true } : { text: problem(code) }

/** What keeps a form from being done: in red what a person has to mend, in grey what passes. */
export function Refusal({ said }: { said: Said | null }) {
  if (!said) return null
  return (
    <p class={said.calm ? 'card quiet' : 'wrong'} role="alert">
      {said.text}
    </p>
  )
}
