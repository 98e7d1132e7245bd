import { problem, t } from '../../i18n'

export interface FormProblem {
  text: string
  /** Nothing is wrong but the network. */
  calm?: boolean
}

/** Why the server has not done it. */
export const formProblem = (code: string, offline = t('form.offline')): FormProblem =>
  code === 'unreachable' ? { text: offline, calm: true } : { text: problem(code) }

/** What keeps a form from being done: in red what a person has to mend, in grey what passes. */
export function ProblemMessage({ said }: { said: FormProblem | null }) {
  if (!said) return null
  return (
    <p class={said.calm ? 'card quiet' : 'wrong'} role="alert">
      {said.text}
    </p>
  )
}
