import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import { catalogue, useLive } from '../../../queries'
import { labelOf } from '../../labels'
import { optionsOf } from '../../shared/options'

interface Props {
  value: string
  onChange: (affiliation: string) => void
}

/** The force that somebody belongs to; one that was retired stays until another is chosen. */
export function ChooseAffiliation({ value, onChange }: Props) {
  const known = useLive(catalogue())
  if (!known) return null
  const options = optionsOf(known.affiliations)
  const retired = !options.some((option) => option.value === value)
  return (
    <Select
      label={t('invite.affiliation')}
      options={
        retired ? [...options, { value, label: labelOf(known, 'affiliation', value) }] : options
      }
      value={value}
      onChange={onChange}
    />
  )
}
