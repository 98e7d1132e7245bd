import { useState } from 'preact/hooks'
import { Checks, type Option } from '../../components/choice'
import { t } from '../../i18n'
import type { Companions as Known } from '../../queries/companions'
import { disambiguateNames } from '../shared/namesakes'

interface Props extends Known {
  values: string[]
  isWrong?: boolean
  onChange: (companions: string[]) => void
}

const MOST = 30

/** Who came along. Whoever is named already and is none of the team stands there too, to be let go. */
export function Companions({ teammates, names, values, isWrong = false, onChange }: Props) {
  // Who was named at the start stays to be ticked again: a slip of the finger loses nobody.
  const [first] = useState(values)
  const options = optionsOf(teammates, names, [...new Set([...first, ...values])])
  if (options.length === 0) return null
  return (
    <Checks
      legend={t('log.companions')}
      options={options}
      values={values}
      most={MOST}
      isWrong={isWrong}
      onChange={onChange}
    />
  )
}

/** The team's people, and after them those who are named and are none of it. */
export function optionsOf(
  teammates: Known['teammates'],
  names: Known['names'],
  named: readonly string[],
): Option[] {
  const labels = disambiguateNames(teammates)
  const known = new Set(teammates.map(({ member }) => member))
  const others = named.filter((member) => !known.has(member))
  return [
    ...teammates.map(({ member, name }) => ({ value: member, label: labels.get(member) ?? name })),
    ...others.map((member) => ({ value: member, label: nameOf(names, member) })),
  ]
}

/** That people came along, for a line that says more; nothing where nobody did. */
export const withNames = (names: Known['names'], named: readonly string[]): string =>
  named.length > 0
    ? ` · ${t('log.with', { names: named.map((member) => nameOf(names, member)).join(', ') })}`
    : ''

/** How somebody who is named in a session is called on this phone. */
export function nameOf(names: Known['names'], member: string): string {
  return names.get(member) ?? t('log.companion.outside')
}
