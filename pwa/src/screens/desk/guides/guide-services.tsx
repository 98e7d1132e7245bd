import { useState } from 'preact/hooks'
import { Checks } from '../../../components/choice'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { missingWords } from '../../../queries/matching'
import { labelOf } from '../../labels'
import { optionsOf } from '../../shared/options'

/** As many as the server takes. */
const MOST = 20

interface Props {
  catalogue: Catalogue
  /** The codes of those that are chosen. */
  values: string[]
  wrong: string | undefined
  onChange: (values: string[]) => void
}

/** The services that a guide helps with, by their names; what was chosen at the start stands first. */
export function GuideServices({ catalogue, values, wrong, onChange }: Props) {
  // What was chosen at the start stays to be ticked again, and nothing moves away under a finger.
  const [first] = useState(values)
  const [sought, setSought] = useState('')
  const options = inOrder(catalogue, first, values)
  const fits = (label: string) => missingWords(sought, label) === 0
  const stays = (code: string) => first.includes(code) || values.includes(code)
  return (
    <div class="pick">
      <Checks
        legend={t('guide.services')}
        options={options.filter(({ value, label }) => stays(value) || fits(label))}
        values={values}
        most={MOST}
        onChange={onChange}
      >
        <Field
          type="search"
          label={t('guide.services.find')}
          hint={t('guide.services.hint')}
          wrong={wrong}
          value={sought}
          onInput={setSought}
        />
      </Checks>
      {!options.some(({ label }) => fits(label)) && (
        <p class="soft small" role="status">
          {t('guide.services.none')}
        </p>
      )}
    </div>
  )
}

/** What is chosen, retired ones too, then all that can be. */
function inOrder(catalogue: Catalogue, first: string[], values: string[]) {
  const offered = optionsOf(catalogue.services).filter(({ value }) => !first.includes(value))
  const others = [...new Set([...first, ...values])].filter(
    (code) => !offered.some(({ value }) => value === code),
  )
  return [...others.map((code) => ({ value: code, label: nameOf(catalogue, code) })), ...offered]
}

/** A code that this computer has not heard of yet says nothing to anybody, and is kept all the same. */
function nameOf(catalogue: Catalogue, code: string): string {
  const label = labelOf(catalogue, 'service', code)
  return label === code ? t('guide.services.strange') : label
}
