import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import type { TextField } from '../../lead/forms/form'

/** What an entry of the catalogue is called in both languages. */
export function LabelsFields({ text }: { text: TextField<{ vi: string; en: string }> }) {
  return (
    <>
      <Field required label={t('catalogue.label_vi')} maxLength={120} {...text('vi', 'label_vi')} />
      <Field
        label={t('catalogue.label_en')}
        hint={t('catalogue.label_en.hint')}
        maxLength={120}
        {...text('en', 'label_en')}
      />
    </>
  )
}
