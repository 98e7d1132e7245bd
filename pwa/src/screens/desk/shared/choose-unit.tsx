import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import { todayHere } from '../../lead/today'
import { unitOptions } from './tree'

interface Props {
  label?: string
  /** Left out of the choice: an account is made strictly below the own unit. */
  without?: string | undefined
  /** Offers those too that ended, on this day or later, with the days on which they stood. */
  since?: string | undefined
  required?: boolean
  value: string
  onChange: (unit: string) => void
}

/** One of the units that the account sees and that stand today. */
export function ChooseUnit({ label, without, since, required, value, onChange }: Props) {
  const answer = useQuery('/api/units')
  const rows = answer.body?.rows ?? []
  // What an address names is in the list, though it has ended: an empty box would say nothing.
  const options = unitOptions(rows, todayHere(), { since, also: value })
  return (
    <Select
      required={required}
      label={label ?? t('accounts.unit')}
      options={[
        ...(value === '' ? [{ value: '', label: t('form.choose') }] : []),
        ...options.filter((option) => option.value !== without),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
