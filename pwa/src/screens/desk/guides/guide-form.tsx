import { writeGuide } from '../../../actions/desk/guides'
import { Field } from '../../../components/field'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import type { GuideRow } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { screened, whatIsFound } from '../../log/screened'
import { Check } from '../shared/check'
import { useCatalogue } from '../shared/use-catalogue'
import { GuideServices } from './guide-services'
import { ALLOWED, BLANK, type Step, Steps, stepsOf, type TypedSteps } from './guide-steps'

interface Props {
  /** As it was last written; null for a new one. */
  row: GuideRow | null
  taken: string[]
  onDone: (code: string) => void
  onClose: () => void
}

const CODE = /^[A-Z0-9_]{1,16}$/

type Typed = TypedSteps & {
  vi: string
  en: string
  code: string
  services: string
  active: string
  seen: string
}

/** A guide to write: what it is called, its steps one by one, and what it helps with. */
export function GuideForm({ row, taken, onDone, onClose }: Props) {
  const known = useCatalogue()
  const typed = usePersistedForm<Typed>(row ? forms.guide(row.code) : forms.newGuide, () => ({
    vi: row?.title_vi ?? '',
    en: row?.title_en ?? '',
    code: row?.code ?? '',
    services: row?.services.join(', ') ?? '',
    order: '',
    of: '',
    active: row && !row.active ? 'no' : 'yes',
    seen: String(row?.version ?? 0),
  }))
  const { values, set } = typed
  // What was typed stands on the version that was seen then: on another one only by a person's word.
  const begun = Number(values.seen)
  const behind = row !== null && row.version !== begun
  const written = { version: String(row?.version ?? 0), steps: row?.steps ?? [BLANK] }
  const steps = stepsOf(values, written).map(({ step }) => step)
  const code = values.code.trim().toUpperCase()
  const services = values.services.match(/[A-Z0-9_]+/g) ?? []
  const missing = () => {
    if (!values.vi.trim() || steps.some((step) => !step.vi.trim())) return t('guide.missing')
    if (!row && !CODE.test(code)) return t('catalogue.code.bad')
    if (taken.includes(code)) return t('catalogue.code.taken')
    const found = whereFound(values, steps)
    return found && `${found} ${t('guide.clean')}`
  }
  const inTitle = (name: 'vi' | 'en') =>
    screened({
      text: values[name],
      where: t(`guide.title_${name}`),
      allowed: ALLOWED,
      onClean: (text) => set({ [name]: text }),
    })
  const vi = values.vi.trim()
  return (
    <SubmitForm
      typed={typed}
      title={row ? t('screen.name.desk_guide') : t('guide.add')}
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
        showSnackbar(t('guide.saved', { n: (row?.version ?? 0) + 1 }))
        onDone(code)
      }}
      onClose={onClose}
    >
      {({ text, wrong }) => (
        <>
          {behind && (
            <div class="card look" role="alert">
              <p>{t('guide.behind', { who: row.written_by ?? t('guide.came'), n: row.version })}</p>
              <button
                type="button"
                class="button"
                onClick={() => set({ seen: String(row.version) })}
              >
                {t('guide.behind.over')}
              </button>
            </div>
          )}
          <Field
            required
            label={t('guide.title_vi')}
            maxLength={120}
            {...text('vi')}
            wrong={inTitle('vi') ?? wrong('title_vi')}
          />
          <Field
            label={t('guide.title_en')}
            hint={t('guide.en.hint')}
            maxLength={120}
            {...text('en')}
            wrong={inTitle('en') ?? wrong('title_en')}
          />
          {!row && (
            <Field
              required
              label={t('catalogue.code')}
              hint={t('catalogue.code.hint')}
              autocapitalize="characters"
              spellcheck={false}
              maxLength={16}
              {...text('code')}
            />
          )}
          <Steps typed={values} written={written} onChange={set} />
          {known && (
            <GuideServices
              catalogue={known}
              values={services}
              wrong={wrong('services')}
              onChange={(codes) => set({ services: codes.join(', ') })}
            />
          )}
          <Check
            label={t('guide.active')}
            checked={values.active === 'yes'}
            onChange={(yes) => set({ active: yes ? 'yes' : 'no' })}
          />
        </>
      )}
    </SubmitForm>
  )
}

/** What in the first text with a citizen's data looks like it, and in which; null where there is none. */
function whereFound({ vi, en }: Typed, steps: Step[]): string | null {
  const texts = [
    { text: vi, where: t('guide.title_vi') },
    { text: en, where: t('guide.title_en') },
    ...steps.flatMap((step, at) => {
      const where = t('guide.step', { n: at + 1 })
      return [
        { text: step.vi, where },
        { text: step.en, where },
      ]
    }),
  ]
  for (const one of texts) {
    const found = whatIsFound({ ...one, allowed: ALLOWED })
    if (found) return found
  }
  return null
}
