import { addIndicator, enterValue } from '../../../actions/desk/targets'
import { Choice } from '../../../components/choice'
import { Field, Select } from '../../../components/field'
import { t } from '../../../i18n'
import { language } from '../../../i18n/language'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { LabelsFields } from '../shared/labels-fields'
import type { Span } from '../shared/none-in-days'
import { readShare, readWhole } from '../shared/parse-number'
import type { Days } from '../shared/period'
import type { Indicator } from '../shared/target-types'

interface ValueProps {
  unit: string
  /** Under which key the list is kept that shows it. */
  shown: string
  indicators: Indicator[]
  days: Days
  onSaved: (days: Span) => void
  onClose: () => void
}

const SOURCE = 400

/** What an indicator came to over some days, and where that is known from. */
export function ValueForm({ unit, shown, indicators, days, onSaved, onClose }: ValueProps) {
  const vi = language.value === 'vi'
  const typed = usePersistedForm(forms.newValue(unit), () => ({
    code: indicators[0]?.code ?? '',
    value: '',
    source: '',
    from: days.from,
    to: days.to,
  }))
  const { code, value, source, from, to } = typed.values
  const chosen = indicators.find((one) => one.code === code)
  const isShare = chosen?.kind === 'share'
  const read = isShare ? readShare(value) : readWhole(value, 0)
  return (
    <SubmitForm
      typed={typed}
      title={t('indicators.enter')}
      missing={() => {
        const day = (one: string) => (one ? undefined : t('targets.day.missing'))
        const turned = from && to && from > to ? t('targets.turned') : undefined
        return {
          value: read.wrong,
          source: source.trim() ? undefined : t('indicators.source.missing'),
          from: day(from),
          to: day(to) ?? turned,
        }
      }}
      save={() =>
        enterValue(
          { unit, indicator: code, from, to, value: read.value ?? 0, source: source.trim() },
          shown,
        )
      }
      saved={t('indicators.entered')}
      onDone={() => {
        onSaved({ from, to })
        onClose()
      }}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <Select
            label={t('indicators.which')}
            options={indicators.map((one) => ({
              value: one.code,
              label: vi ? one.label_vi : one.label_en,
            }))}
            {...choice('code')}
          />
          <Field
            label={t('indicators.value', { unit: (vi ? chosen?.unit_vi : chosen?.unit_en) ?? '' })}
            {...text('value')}
          />
          <Field
            required
            label={t('indicators.source')}
            hint={t('indicators.source.hint')}
            maxLength={SOURCE}
            {...text('source')}
          />
          <div class="two">
            <PastDay label={t('form.from')} {...text('from')} />
            <PastDay label={t('targets.last')} {...text('to')} />
          </div>
        </>
      )}
    </SubmitForm>
  )
}

const CODE = 16

/** An indicator for all units. Its code is for good. */
export function NewIndicatorForm({ onClose }: { onClose: () => void }) {
  const typed = usePersistedForm(forms.newIndicator, () => ({
    vi: '',
    en: '',
    code: '',
    kind: 'count',
    unitVi: '',
    unitEn: '',
  }))
  const { vi, en, code, kind, unitVi, unitEn } = typed.values
  const isShare = kind === 'share'
  const written = code.trim().toUpperCase()
  return (
    <SubmitForm
      typed={typed}
      title={t('indicators.add')}
      yes={t('indicators.add')}
      missing={() =>
        vi.trim() && written && (isShare || unitVi.trim()) ? null : t('indicators.new.missing')
      }
      save={() =>
        addIndicator({
          code: written,
          kind: isShare ? 'share' : 'count',
          label_vi: vi.trim(),
          label_en: en.trim() || vi.trim(),
          unit_vi: isShare ? '%' : unitVi.trim(),
          unit_en: isShare ? '%' : unitEn.trim() || unitVi.trim(),
        })
      }
      saved={t('catalogue.added', { name: vi.trim() })}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <LabelsFields text={text} />
          <Choice
            legend={t('indicators.kind')}
            options={[
              { value: 'count', label: t('indicators.kind.count') },
              { value: 'share', label: t('indicators.kind.share') },
            ]}
            {...choice('kind')}
          />
          {!isShare && (
            <div class="two">
              <Field
                label={t('indicators.unit_vi')}
                maxLength={40}
                {...text('unitVi', 'unit_vi')}
              />
              <Field
                label={t('indicators.unit_en')}
                maxLength={40}
                {...text('unitEn', 'unit_en')}
              />
            </div>
          )}
          <Field
            label={t('catalogue.code')}
            hint={t('catalogue.code.hint')}
            autocapitalize="characters"
            spellcheck={false}
            maxLength={CODE}
            {...text('code')}
          />
        </>
      )}
    </SubmitForm>
  )
}
