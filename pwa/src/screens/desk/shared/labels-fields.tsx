import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import type { FieldProblem } from '../../lead/forms/form'

interface Labels {
  vi: string
  en: string
}

interface Props {
  labels: Labels
  wrong: FieldProblem
  onChange: (labels: Labels) => void
}

/** What an entry of the catalogue is called in both languages. */
export function LabelsFields({ labels, wrong, onChange }: Props) {
  return (
    <>
      <Field
        label={t('catalogue.label_vi')}
        maxLength={120}
        value={labels.vi}
        wrong={wrong('label_vi')}
        onInput={(vi) => onChange({ ...labels, vi })}
      />
      <Field
        label={t('catalogue.label_en')}
        hint={t('catalogue.label_en.hint')}
        maxLength={120}
        value={labels.en}
        wrong={wrong('label_en')}
        onInput={(en) => onChange({ ...labels, en })}
      />
    </>
  )
}
