import { Choice } from '../../components/choice'
import { Select } from '../../components/field'
import { Icon } from '../../components/icon'
import { Stepper } from '../../components/stepper'
import { t } from '../../i18n'
import type { Catalogue, ServiceLine } from '../../queries'
import { MOST_SERVICES } from '../../rules/kinds/session-bounds'
import { labelOf } from '../labels'
import { optionsOf } from '../shared/options'
import {
  addService,
  asksReason,
  type Draft,
  patchService,
  removeService,
  setOutcome,
} from './draft'
import { Reasons } from './reasons'
import type { Missing } from './saving'

interface Props {
  draft: Draft
  catalogue: Catalogue
  whole: boolean
  /** What has to be mended first. */
  missing?: Missing['at'] | undefined
  onChange: (draft: Draft) => void
}

/** The services of a session: one needs no heading, several show their own number of people. */
export function Services({ draft, catalogue, whole, missing, onChange }: Props) {
  const many = whole || draft.services.length > 1
  return (
    <>
      {draft.services.map((line) => (
        <ServiceBlock
          key={line.code}
          line={line}
          many={many}
          draft={draft}
          catalogue={catalogue}
          missing={missing}
          onChange={onChange}
        />
      ))}
      {many && (
        <AddService draft={draft} catalogue={catalogue} missing={missing} onChange={onChange} />
      )}
    </>
  )
}

interface BlockProps extends Omit<Props, 'whole'> {
  line: ServiceLine
  many: boolean
}

/** One service: for how many, and how it ended. */
export function ServiceBlock({ line, many, draft, catalogue, missing, onChange }: BlockProps) {
  const name = labelOf(catalogue, 'service', line.code)
  const asks = asksReason(catalogue, line.outcome)
  return (
    <section class={many ? 'card' : 'stack'} aria-label={name}>
      {many && (
        <div class="head">
          <h3>{name}</h3>
          <button
            type="button"
            class="icon-button"
            aria-label={t('do.remove', { what: name })}
            onClick={() => onChange(removeService(draft, line.code))}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
      {many && Math.max(draft.people, line.people) > 1 && (
        <Stepper
          compact
          label={t('log.service_people')}
          value={line.people}
          max={draft.people}
          onChange={(people) => onChange(patchService(draft, line.code, { people }))}
        />
      )}
      <Choice
        legend={t('log.outcome')}
        options={optionsOf(catalogue.outcomes)}
        value={line.outcome}
        onChange={(outcome) =>
          onChange(setOutcome(draft, line.code, outcome, asksReason(catalogue, outcome)))
        }
      />
      {asks && (
        <Reasons
          reasons={line.reasons}
          isMissing={missing === 'reasons'}
          catalogue={catalogue}
          onChange={(reasons) => onChange(patchService(draft, line.code, { reasons }))}
        />
      )}
    </section>
  )
}

/** A list to add one more service from; those that are already there are left out. */
export function AddService({ draft, catalogue, missing, onChange }: Omit<Props, 'whole'>) {
  const taken = new Set(draft.services.map((line) => line.code))
  if (taken.size >= MOST_SERVICES) return null
  const left = catalogue.services.filter((service) => !taken.has(service.code))
  return (
    <Select
      label={t('log.add_service')}
      isWrong={missing === 'services'}
      options={[{ value: '', label: t('log.add_service.pick') }, ...optionsOf(left)]}
      value=""
      onChange={(code) => code && onChange(addService(draft, code))}
    />
  )
}
