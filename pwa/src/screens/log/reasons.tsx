import { useId } from 'preact/hooks'
import { t, type Word } from '../../i18n'
import type { Catalogue, Reason } from '../../queries'
import { optionsOf } from '../shared/options'

interface Props {
  reasons: string[]
  isMissing: boolean
  catalogue: Catalogue
  onChange: (reasons: string[]) => void
}

/** Why it did not go all the way: one reason, and a second if there is one. */
export function Reasons({ reasons, isMissing, catalogue, onChange }: Props) {
  const [first = '', second = ''] = reasons
  const set = (a: string, b: string) => onChange([...new Set([a, b].filter(Boolean))].sort())
  return (
    <>
      <ReasonSelect
        label={t('log.reason')}
        value={first}
        isWrong={isMissing && !first}
        without={second}
        catalogue={catalogue}
        onChange={(code) => set(code, second)}
      />
      {first && (
        <ReasonSelect
          label={t('log.reason.second')}
          value={second}
          without={first}
          catalogue={catalogue}
          onChange={(code) => set(first, code)}
        />
      )}
    </>
  )
}

interface SelectProps {
  label: string
  value: string
  isWrong?: boolean
  without: string
  catalogue: Catalogue
  onChange: (code: string) => void
}

function ReasonSelect({ label, value, isWrong, without, catalogue, onChange }: SelectProps) {
  const id = useId()
  const groups = byGroup(catalogue.reasons)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={isWrong ? 'true' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{t('log.reason.none')}</option>
        {[...groups].map(([group, reasons]) => (
          <optgroup key={group} label={t(`reasons.${group}` as Word)}>
            {optionsOf(reasons.filter((r) => r.code !== without)).map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function byGroup(reasons: Reason[]): Map<string, Reason[]> {
  const groups = new Map<string, Reason[]>()
  for (const reason of reasons) {
    const group = reason.group ?? 'other'
    groups.set(group, [...(groups.get(group) ?? []), reason])
  }
  return groups
}
