import { refreshUnits } from '../../../actions/lead/desk'
import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import { deskKeys } from '../../../queries/desk-answer'
import { useAnswer } from '../../lead/answer'
import type { Rows, Unit } from '../../lead/api-types'
import { todayHere } from '../../lead/today'
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
        ...(value === '' ? [{ value: '', label: t('form.choose') }] : []),
        ...options.filter((option) => option.value !== without),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
