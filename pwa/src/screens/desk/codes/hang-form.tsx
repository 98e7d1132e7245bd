import { putUp } from '../../../actions/desk/codes'
import { Field } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { t } from '../../../i18n'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'

const PLACE = 120

/** Where a sheet was put up, so that somebody can look after it. */
export function HangForm({
  code,
  form,
  shown,
  onClose,
}: {
  code: string
  form: string
  shown: string
  onClose: () => void
}) {
  const typed = usePersistedForm(form, () => ({ place: '', day: todayHere() }))
  const { place, day } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('codes.hang')}
      missing={() => {
        const wrong = {
          place: place.trim() ? undefined : t('codes.hang.place.missing'),
          day: day ? undefined : t('targets.day.missing'),
        }
        return Object.values(wrong).some(Boolean) ? wrong : null
      }}
      save={() => putUp(code, place.trim(), day, shown)}
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text }) => (
        <>
          <Field
            required
            label={t('codes.hang.place')}
            hint={t('codes.hang.place.hint')}
            maxLength={PLACE}
            {...text('place')}
          />
          <DayField required label={t('codes.hang.day')} {...text('day')} />
        </>
      )}
    </SubmitForm>
  )
}
