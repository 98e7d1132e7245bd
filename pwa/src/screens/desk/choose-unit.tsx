import { refreshUnits } from '../../actions/desk'
import { Select } from '../../parts/field'
import { deskKeys } from '../../queries'
import { t } from '../../words'
import { useAnswer } from './answer'
import type { Rows, Unit } from './answers'
import { todayHere } from './today'
import { unitOptions } from './tree'

interface Props {
  label?: string
  /** Left out of the choice: an account is made strictly below the own unit. */
  without?: string | undefined
  value: string
  onChange: (unit: string) => void
}

/** One of the units that stand today and that the account sees. */
export function ChooseUnit({ label, without, value, onChange }: Props) {
  const answer = useAnswer<Rows<Unit>>(deskKeys.units(), refreshUnits)
  const options = unitOptions(answer.body?.rows ?? [], todayHere())
  return (
    <Select
      label={label ?? t('accounts.unit')}
      options={[
        ...(value === '' ? [{ value: '', label: t('keep.choose') }] : []),
        ...options.filter((option) => option.value !== without),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
