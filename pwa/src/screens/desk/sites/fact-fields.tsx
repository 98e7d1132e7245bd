import { Field } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { t } from '../../../i18n'
import type { FormFields } from '../../lead/forms/form'
import type { Fields } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { TextArea } from '../text-area'
import { LENGTHS, MOST_FACTS, withoutFact } from './typed-content'

interface Props {
  values: Fields
  fields: FormFields<Fields>
  onChange: (some: Fields) => void
}

/** What is so of a site, each with who says it and when that was looked at. */
export function FactFields({ values, fields: { text, wrong }, onChange }: Props) {
  const count = Number(values.facts)
  const more = { facts: String(count + 1), [`fact.${count}.checked`]: todayHere() }
  return (
    <fieldset class="stack">
      <legend class="legend">{t('sites.facts')}</legend>
      <p class="hint">{t('sites.facts.hint')}</p>
      {Array.from({ length: count }, (_, n) => (
        <fieldset class="card stack" key={n}>
          <legend class="legend">{t('sites.fact', { n: n + 1 })}</legend>
          <TextArea
            required
            label={t('sites.fact.text')}
            rows={3}
            maxLength={LENGTHS.fact}
            {...text(`fact.${n}.text`, `facts.${n}.text`)}
          />
          <Field
            required
            label={t('sites.fact.source')}
            hint={t('sites.fact.source.hint')}
            maxLength={LENGTHS.source}
            {...text(`fact.${n}.source`, `facts.${n}.source`)}
          />
          <Field
            label={t('sites.fact.link')}
            hint={t('sites.fact.link.hint')}
            maxLength={LENGTHS.link}
            {...text(`fact.${n}.link`, `facts.${n}.link`)}
          />
          <DayField
            required
            label={t('sites.fact.checked')}
            max={todayHere()}
            {...text(`fact.${n}.checked`, `facts.${n}.checked`)}
          />
          {values.english === 'yes' && (
            <TextArea
              required
              label={t('sites.fact.english')}
              rows={3}
              maxLength={LENGTHS.fact}
              {...text(`fact.${n}.english`, `english.facts.${n}`)}
            />
          )}
          {count > 1 && (
            <p>
              <button
                type="button"
                class="button plain"
                aria-label={`${t('sites.fact.remove')}: ${t('sites.fact', { n: n + 1 })}`}
                onClick={() => onChange(withoutFact(values, n))}
              >
                {t('sites.fact.remove')}
              </button>
            </p>
          )}
        </fieldset>
      ))}
      {wrong('facts') && (
        <div class="wrong" role="alert">
          {wrong('facts')}
        </div>
      )}
      {count < MOST_FACTS && (
        <p>
          <button type="button" class="button" onClick={() => onChange(more)}>
            {t('sites.fact.add')}
          </button>
        </p>
      )}
    </fieldset>
  )
}
