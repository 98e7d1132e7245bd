import { changeCode, makeCode } from '../../../actions/desk/codes'
import { Field } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { t } from '../../../i18n'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { ChooseUnit } from '../shared/choose-unit'
import type { PrintedCode, Register } from './api-types'

interface Props {
  unit: string
  form: string
  register: Register
  code?: PrintedCode
  onClose: () => void
}

const PURPOSE = 120
const LINK = 500

/** A code that is printed: what it is for, where it leads, and when it holds. */
export function CodeForm({ unit, form, register, code, onClose }: Props) {
  const typed = usePersistedForm(form, () => ({
    unit,
    // A restored server has nothing but the letters of one that it lost.
    purpose: code && code.state !== 'lost' ? code.purpose : '',
    link: code?.link ?? '',
    before: code?.link ?? '',
    from: code?.from ?? '',
    to: code?.to ?? '',
  }))
  const { purpose, link, from, to } = typed.values
  const allowed = register.hosts.map((one) =>
    one.startsWith('.') ? t('codes.host.below', { host: one.slice(1) }) : one,
  )
  return (
    <SubmitForm
      typed={typed}
      title={t(code ? 'codes.change' : 'codes.add')}
      missing={() => {
        const wrong = {
          purpose: purpose.trim() ? undefined : t('codes.purpose.missing'),
          link: link.trim() ? undefined : t('codes.link.missing'),
          to: from && to && from > to ? t('targets.turned') : undefined,
        }
        return Object.values(wrong).some(Boolean) ? wrong : null
      }}
      save={() => {
        const said = { purpose: purpose.trim(), from: from || null, to: to || null }
        const address = link.trim()
        return code?.code
          ? changeCode(
              code.code,
              { ...said, link: address, before: typed.values.before || null },
              register.shown,
            )
          : makeCode({ ...said, unit: typed.values.unit, link: address }, register.shown)
      }}
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          {!code && <ChooseUnit label={t('codes.unit')} {...choice('unit')} />}
          <Field
            label={t('codes.purpose')}
            hint={t('codes.purpose.hint')}
            maxLength={PURPOSE}
            {...text('purpose')}
          />
          <Field
            label={t('codes.link')}
            hint={t('codes.link.hint', { hosts: allowed.join(', ') })}
            maxLength={LINK}
            {...text('link')}
          />
          <div class="two">
            <DayField label={t('codes.from')} {...text('from')} />
            <DayField label={t('codes.to')} {...text('to')} />
          </div>
          <p class="hint">{t('codes.bounds')}</p>
        </>
      )}
    </SubmitForm>
  )
}
