import { useState } from 'preact/hooks'
import type { SiteContent } from '../../../actions/desk/sites'
import type { Outcome } from '../../../actions/outcome'
import { Field, Select } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import { type FormFields, SubmitForm } from '../../lead/forms/form'
import { type Fields, usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { Check } from '../shared/check'
import { ChooseUnit } from '../shared/choose-unit'
import { TextArea } from '../text-area'
import { FactFields } from './fact-fields'
import { PictureFields } from './picture-fields'
import { SoundFields } from './sound-fields'
import {
  contentOf,
  DRAWINGS,
  KINDS,
  LENGTHS,
  pointOf,
  slugOf,
  type TEXTS,
  typedOf,
} from './typed-content'

interface Props {
  form: string
  /** What its latest version says, of a site that there is. */
  content: SiteContent | null
  /** The number of that version. */
  latest?: number
  /** Those of its files that the server has. */
  files?: readonly string[]
  /** Of which unit a new one is, unless another one is chosen. */
  unit?: string
  save: (content: SiteContent, values: Fields) => Promise<Outcome>
  onClose: () => void
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/
const OFFICE = /^(02\d{8,9}|1[89]00\d{4,6})$/
const NAME_LENGTH = 60
const SOUNDS = [
  ['', 'sound'],
  ['en.', 'english.sound'],
] as const

/** What is written of a heritage site, in Vietnamese and, if somebody likes, in English. */
export function SiteForm({ form, content, latest, files = [], unit = '', save, onClose }: Props) {
  const isNew = content === null
  const typed = usePersistedForm<Fields>(form, () => ({
    unit,
    name: '',
    'fact.0.checked': todayHere(),
    ...typedOf(content),
    seen: String(latest ?? ''),
  }))
  const { values } = typed
  const [busy, setBusy] = useState(false)
  const sending = { busy, setBusy }
  const all = { ...values, name: values.name || slugOf(values.title ?? '') }
  return (
    <SubmitForm
      typed={typed}
      title={t(isNew ? 'sites.add' : 'sites.write')}
      missing={() => (busy ? t('sites.file.wait') : missingOf(all, isNew))}
      save={() => save(contentOf(all), all)}
      saved={t('sites.saved')}
      onClose={onClose}
    >
      {(fields) => {
        const { text, choice } = fields
        const more = { values, fields, files, sending, onChange: typed.set }
        return (
          <>
            {isNew && <ChooseUnit label={t('sites.unit')} {...choice('unit')} />}
            <Texts start="" fields={fields} />
            {isNew && (
              <Field
                required
                label={t('sites.address')}
                hint={t('sites.address.hint', { name: all.name || 'ten-di-tich' })}
                maxLength={NAME_LENGTH}
                autocapitalize="none"
                spellcheck={false}
                {...text('name')}
                value={all.name}
              />
            )}
            <div class="two">
              <Select
                label={t('sites.kind')}
                options={KINDS.map((value) => ({ value, label: t(`sites.kind.${value}` as Word) }))}
                {...choice('kind')}
              />
              <Select
                label={t('sites.drawing')}
                options={[
                  { value: '', label: t('sites.drawing.none') },
                  ...DRAWINGS.map((value) => ({
                    value,
                    label: t(`sites.drawing.${value}` as Word),
                  })),
                ]}
                {...choice('drawing')}
              />
            </div>
            <PictureFields {...more} />
            <SoundFields start="" {...more} />
            <FactFields values={values} fields={fields} onChange={typed.set} />
            <Field label={t('sites.point')} hint={t('sites.point.hint')} {...text('point')} />
            <div class="two">
              <Field
                required
                label={t('sites.keeper')}
                maxLength={LENGTHS.keeper}
                {...text('keeper')}
              />
              <Field
                label={t('sites.phone')}
                hint={t('sites.phone.hint')}
                maxLength={16}
                inputmode="numeric"
                {...text('phone')}
              />
            </div>
            <Check
              label={t('sites.english')}
              checked={values.english === 'yes'}
              onChange={(yes) => typed.set({ english: yes ? 'yes' : '' })}
            />
            {values.english === 'yes' && (
              <>
                <Texts start="en." fields={fields} />
                <SoundFields start="en." {...more} />
              </>
            )}
          </>
        )
      }}
    </SubmitForm>
  )
}

/** The texts of one language. */
function Texts({ start, fields: { text } }: { start: '' | 'en.'; fields: FormFields<Fields> }) {
  const field = (name: (typeof TEXTS)[number]) => ({
    label: t(`sites.${start}${name}` as Word),
    required: NEEDED.has(name),
    maxLength: LENGTHS[name],
    ...text(`${start}${name}`, start ? `english.${name}` : name),
  })
  return (
    <>
      <Field {...field('title')} />
      <Field {...field('ranking')} hint={t('sites.ranking.hint')} />
      <TextArea rows={2} {...field('lead')} hint={t('sites.lead.hint')} />
      <TextArea rows={10} {...field('body')} hint={t('sites.body.hint')} />
      <TextArea rows={2} {...field('way')} />
    </>
  )
}

/** In each language in which there is a text at all. */
const NEEDED = new Set<string>(['title', 'lead', 'body'])

function missingOf(values: Fields, isNew: boolean) {
  const wrong: Record<string, string | undefined> = {}
  const need = (field: string, wire: string) => {
    if (!values[field]?.trim()) wrong[wire] = t('sites.missing')
  }
  for (const name of NEEDED) {
    need(name, name)
    if (values.english === 'yes') need(`en.${name}`, `english.${name}`)
  }
  for (let n = 0; n < Number(values.facts); n++) {
    need(`fact.${n}.text`, `facts.${n}.text`)
    need(`fact.${n}.source`, `facts.${n}.source`)
    need(`fact.${n}.checked`, `facts.${n}.checked`)
    if (values.english === 'yes') need(`fact.${n}.english`, `english.facts.${n}`)
  }
  for (let n = 0; n < Number(values.pictures); n++) {
    need(`pic.${n}.alt`, `pictures.${n}.alt`)
    need(`pic.${n}.credit`, `pictures.${n}.credit`)
  }
  for (const [start, wire] of values.english === 'yes' ? SOUNDS : SOUNDS.slice(0, 1)) {
    if (!values[`${start}sound.file`]) continue
    need(`${start}sound.transcript`, `${wire}.transcript`)
    need(`${start}sound.credit`, `${wire}.credit`)
  }
  need('keeper', 'keeper')
  if (pointOf(values.point ?? '') === undefined) wrong.point = t('sites.point.wrong')
  const phone = (values.phone ?? '').replace(/[ .-]/g, '')
  if (phone && !OFFICE.test(phone)) wrong.phone = t('sites.phone.wrong')
  const name = values.name ?? ''
  if (isNew && !(name.length >= 3 && NAME.test(name))) wrong.name = t('sites.address.wrong')
  return wrong
}
