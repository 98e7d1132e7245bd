import { addItem } from '../../../actions/desk/catalogue'
import { Field, Select } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import type { CatalogueRow } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { LabelsFields } from '../shared/labels-fields'

interface Props {
  kind: string
  rows: readonly CatalogueRow[]
  onClose: () => void
}

const CODE = /^[A-Z0-9_]{1,16}$/

/** A new entry at the end of its list. Its code is for good: records name it. */
export function NewItemForm({ kind, rows, onClose }: Props) {
  const groups = groupsOf(kind, rows)
  const typed = usePersistedForm(forms.newItem(kind), () => ({
    vi: '',
    en: '',
    code: '',
    group: groups[0]?.value ?? '',
  }))
  const { code, group, ...labels } = typed.values
  const vi = labels.vi.trim()
  const en = labels.en.trim()
  const written = code.trim().toUpperCase()
  return (
    <SubmitForm
      typed={typed}
      title={t('catalogue.add')}
      yes={t('catalogue.add')}
      missing={() => {
        if (!vi || !written) return t('catalogue.missing_all')
        if (!CODE.test(written)) return t('catalogue.code.bad')
        return rows.some((row) => row.code === written) ? t('catalogue.code.taken') : null
      }}
      save={() =>
        addItem({
          kind,
          code: written,
          ...(group && { group }),
          label_vi: vi,
          label_en: en || vi,
        })
      }
      saved={t('catalogue.added', { name: vi })}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <p>{t('catalogue.add.why')}</p>
          <LabelsFields text={text} />
          {groups.length > 0 && (
            <Select label={t('catalogue.group')} options={groups} {...choice('group')} />
          )}
          <Field
            required
            label={t('catalogue.code')}
            hint={t('catalogue.code.hint')}
            autocapitalize="characters"
            spellcheck={false}
            maxLength={16}
            {...text('code')}
          />
        </>
      )}
    </SubmitForm>
  )
}

/** The groups of a list: of services entries of their own, of reasons words of the app. */
function groupsOf(kind: string, rows: readonly CatalogueRow[]) {
  if (kind === 'service') {
    const heads = rows.filter((row) => row.flags.is_group && row.active)
    return heads.map((row) => ({ value: row.code, label: row.label_vi }))
  }
  if (kind !== 'reason') return []
  const codes = [...new Set(rows.flatMap((row) => row.group ?? []))]
  return codes.map((code) => ({ value: code, label: t(`reasons.${code}` as Word) }))
}
