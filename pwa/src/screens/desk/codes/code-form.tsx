import { changeCode, makeCode } from '../../../actions/desk/codes'
import { Choice } from '../../../components/choice'
import { Field, Select } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { t } from '../../../i18n'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { ChooseUnit } from '../shared/choose-unit'
import type { CodeTarget, CodeTargetSaid, PrintedCode, Register } from './api-types'

interface Props {
  unit: string
  form: string
  register: Register
  code?: PrintedCode
  onClose: () => void
}

const PURPOSE = 120
const ADDRESS = 500
/** To what a code leads: a link, or a record of this server. */
const LINK = 'link'
const RECORD = 'record'

/** A code that is printed: what it is for, where it leads, and when it holds. */
export function CodeForm({ unit, form, register, code, onClose }: Props) {
  const typed = usePersistedForm(form, () => ({
    unit,
    // A restored server has nothing but the letters of one that it lost.
    purpose: code && code.state !== 'lost' ? code.purpose : '',
    leads: code?.target ? RECORD : LINK,
    link: code?.link ?? '',
    target: code?.target?.id ?? '',
    before: code?.link ?? '',
    before_target: code?.target?.id ?? '',
    from: code?.from ?? '',
    to: code?.to ?? '',
  }))
  const { purpose, leads, link, target, from, to } = typed.values
  const records = recordsOf(register, code)
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
          link: leads !== LINK || link.trim() ? undefined : t('codes.link.missing'),
          to: from && to && from > to ? t('targets.turned') : undefined,
        }
        if (Object.values(wrong).some(Boolean)) return wrong
        return leads === RECORD && !target ? t('codes.target.missing') : null
      }}
      save={() => {
        const said = {
          purpose: purpose.trim(),
          from: from || null,
          to: to || null,
          link: leads === LINK ? link.trim() : null,
          target: leads === RECORD ? targetOf(records, target) : null,
        }
        return code?.code
          ? changeCode(
              code.code,
              {
                ...said,
                before: typed.values.before || null,
                before_target: typed.values.before_target || null,
              },
              register.shown,
            )
          : makeCode({ ...said, unit: typed.values.unit }, register.shown)
      }}
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          {!code && <ChooseUnit label={t('codes.unit')} {...choice('unit')} />}
          <Field
            required
            label={t('codes.purpose')}
            hint={t('codes.purpose.hint')}
            maxLength={PURPOSE}
            {...text('purpose')}
          />
          {records.length > 0 && (
            <Choice
              legend={t('codes.leads')}
              options={[
                { value: LINK, label: t('codes.leads.link') },
                { value: RECORD, label: t('codes.leads.record') },
              ]}
              value={leads}
              onChange={choice('leads').onChange}
            />
          )}
          {leads === LINK ? (
            <Field
              required
              label={t('codes.link')}
              hint={t('codes.link.hint', { hosts: allowed.join(', ') })}
              maxLength={ADDRESS}
              {...text('link')}
            />
          ) : (
            <Select
              required
              label={t('codes.target')}
              options={[
                { value: '', label: t('form.choose') },
                ...records.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              {...choice('target')}
            />
          )}
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

/** The records to which a code may lead, with the one to which it leads now. */
function recordsOf({ targets }: Register, code?: PrintedCode): CodeTarget[] {
  const there = code?.target
  const missing = there && !targets.some(({ id }) => id === there.id)
  return missing ? [there, ...targets] : [...targets]
}

function targetOf(records: CodeTarget[], id: string): CodeTargetSaid | null {
  const found = records.find((one) => one.id === id)
  return found ? { kind: found.kind, id } : null
}
