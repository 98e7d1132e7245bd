import { useId } from 'preact/hooks'
import { writeGuide } from '../../actions/guides'
import { Field, Select } from '../../parts/field'
import { Icon } from '../../parts/icon'
import { say } from '../../parts/snackbar'
import { t, type Word } from '../../words'
import { PICTURES, StepPicture } from '../guides/pictures'
import type { GuideRow } from './answers'
import { forms } from './form-names'
import { KeepForm } from './keep-form'
import { useTyped } from './typed'
import { useCatalogue } from './use-catalogue'

type Step = GuideRow['steps'][number]

interface Props {
  /** As it was last written; null for a new one. */
  row: GuideRow | null
  taken: string[]
  onDone: (code: string) => void
  onClose: () => void
}

const CODE = /^[A-Z0-9_]{1,16}$/
const MOST = 12
const BLANK: Step = { vi: '', en: '', picture: null, never: false }

/** A guide to write: what it is called, its steps one by one, and what it helps with. */
export function GuideForm({ row, taken, onDone, onClose }: Props) {
  const known = useCatalogue()
  const typed = useTyped(row ? forms.guide(row.code) : forms.newGuide, () => ({
    vi: row?.title_vi ?? '',
    en: row?.title_en ?? '',
    code: row?.code ?? '',
    services: row?.services.join(', ') ?? '',
    steps: JSON.stringify(row?.steps ?? [BLANK]),
    active: row && !row.active ? 'no' : 'yes',
    version: String(row?.version ?? 0),
  }))
  const { values } = typed
  // What was typed stands on the version that was seen then: on another one only by a person's word.
  const begun = Number(values.version)
  const behind = row !== null && row.version !== begun
  const set: typeof typed.set = (some) => typed.set({ version: values.version, ...some })
  const steps: Step[] = JSON.parse(values.steps)
  const setSteps = (next: Step[]) => set({ steps: JSON.stringify(next) })
  const code = values.code.trim().toUpperCase()
  const services = values.services.toUpperCase().match(/[A-Z0-9_]+/g) ?? []
  const unknown = () => {
    const there = new Set(known?.services.map((service) => service.code))
    return known ? services.filter((one) => !there.has(one)) : []
  }
  const missing = () => {
    if (!values.vi.trim() || steps.some((step) => !step.vi.trim())) return t('guide.missing')
    if (!row && !CODE.test(code)) return t('catalogue.code.bad')
    if (taken.includes(code)) return t('catalogue.code.taken')
    const strange = unknown()
    return strange.length ? t('guide.services.unknown', { codes: strange.join(', ') }) : null
  }
  const vi = values.vi.trim()
  return (
    <KeepForm
      typed={typed}
      title={row ? t('screen.name.desk_guide') : t('guide.add')}
      yes={t('do.save')}
      missing={missing}
      save={() =>
        writeGuide(code, {
          version: begun,
          title_vi: vi,
          title_en: values.en.trim() || vi,
          ...(row && { sort: row.sort }),
          active: values.active === 'yes',
          services,
          steps: steps.map((step) => ({ ...step, en: step.en.trim() || step.vi })),
        })
      }
      onDone={() => {
        say(t('guide.saved', { n: (row?.version ?? 0) + 1 }))
        onDone(code)
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <>
          {behind && (
            <div class="card look" role="alert">
              <p>{t('guide.behind', { who: row.written_by ?? t('guide.came'), n: row.version })}</p>
              <button
                type="button"
                class="button"
                onClick={() => typed.set({ version: String(row.version) })}
              >
                {t('guide.behind.over')}
              </button>
            </div>
          )}
          <Field
            label={t('guide.title_vi')}
            maxLength={120}
            value={values.vi}
            wrong={wrong('title_vi')}
            onInput={(vi) => set({ vi })}
          />
          <Field
            label={t('guide.title_en')}
            hint={t('guide.en.hint')}
            maxLength={120}
            value={values.en}
            wrong={wrong('title_en')}
            onInput={(en) => set({ en })}
          />
          {!row && (
            <Field
              label={t('catalogue.code')}
              hint={t('catalogue.code.hint')}
              autocapitalize="characters"
              spellcheck={false}
              maxLength={16}
              value={values.code}
              onInput={(code) => set({ code })}
            />
          )}
          <ol class="guide-steps">
            {steps.map((step, at) => (
              // A step has no name of its own: its place is what it is told by.
              <li key={`${at}/${steps.length}`}>
                <StepFields step={step} at={at} steps={steps} onChange={setSteps} />
              </li>
            ))}
          </ol>
          {steps.length < MOST && (
            <p>
              <button type="button" class="button" onClick={() => setSteps([...steps, BLANK])}>
                <Icon name="add" size={20} />
                {t('guide.step.add')}
              </button>
            </p>
          )}
          <Field
            label={t('guide.services')}
            hint={t('guide.services.hint')}
            autocapitalize="characters"
            spellcheck={false}
            value={values.services}
            wrong={wrong('services')}
            onInput={(services) => set({ services })}
          />
          <Check
            label={t('guide.active')}
            checked={values.active === 'yes'}
            onChange={(yes) => set({ active: yes ? 'yes' : 'no' })}
          />
        </>
      )}
    </KeepForm>
  )
}

interface StepProps {
  step: Step
  at: number
  steps: Step[]
  onChange: (steps: Step[]) => void
}

function StepFields({ step, at, steps, onChange }: StepProps) {
  const n = at + 1
  const put = (some: Partial<Step>) =>
    onChange(steps.map((one, place) => (place === at ? { ...one, ...some } : one)))
  const move = (by: number) => {
    const next = steps.filter((_, place) => place !== at)
    next.splice(at + by, 0, step)
    onChange(next)
  }
  return (
    <fieldset class="card roomy">
      <legend>{t('guide.step', { n })}</legend>
      <Sentence label={t('guide.step.vi')} value={step.vi} onInput={(vi) => put({ vi })} />
      <Sentence label={t('guide.step.en')} value={step.en} onInput={(en) => put({ en })} />
      <div class="row">
        <StepPicture name={step.picture} />
        <Select
          label={t('guide.picture')}
          options={[
            { value: '', label: t('guide.picture.none') },
            ...Object.keys(PICTURES).map((name) => ({
              value: name,
              label: t(`guide.picture.${name}` as Word),
            })),
          ]}
          value={step.picture ?? ''}
          onChange={(picture) => put({ picture: picture || null })}
        />
      </div>
      <Check label={t('guide.never')} checked={step.never} onChange={(never) => put({ never })} />
      <div class="row">
        <Deed name="guide.step.up" n={n} icon="send" off={at === 0} onClick={() => move(-1)} />
        <Deed
          name="guide.step.down"
          n={n}
          icon="down"
          off={at === steps.length - 1}
          onClick={() => move(1)}
        />
        <Deed
          name="guide.step.remove"
          n={n}
          icon="close"
          off={steps.length === 1}
          onClick={() => onChange(steps.filter((_, place) => place !== at))}
        />
      </div>
    </fieldset>
  )
}

interface SentenceProps {
  label: string
  value: string
  onInput: (value: string) => void
}

/** Of two lines, so that a phone shows it whole. */
function Sentence({ label, value, onInput }: SentenceProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={200}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  )
}

interface DeedProps {
  name: Word
  n: number
  icon: 'send' | 'down' | 'close'
  off: boolean
  onClick: () => void
}

function Deed({ name, n, icon, off, onClick }: DeedProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t(name, { n })}
      disabled={off}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}

interface CheckProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  )
}
