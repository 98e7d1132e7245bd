import { useState } from 'preact/hooks'
import { Choice } from '../../components/choice'
import { Icon } from '../../components/icon'
import { Sheet } from '../../components/sheet'
import { Stepper } from '../../components/stepper'
import { t } from '../../i18n'
import { type Catalogue, type ServiceLine, today, useLive } from '../../queries'
import { MOST_SERVICES } from '../../rules/kinds/session-bounds'
import { Find } from '../home/search-field'
import { TileButton, Tiles } from '../home/tiles'
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

/** Adds one more service, by the tiles of the first screen without those that are already there. */
export function AddService({ draft, catalogue, missing, onChange }: Omit<Props, 'whole'>) {
  const [choosing, setChoosing] = useState(false)
  const taken = new Set(draft.services.map((line) => line.code))
  if (taken.size >= MOST_SERVICES) return null
  const services = catalogue.services.filter((service) => !taken.has(service.code))
  const choose = (code: string) => {
    setChoosing(false)
    onChange(addService(draft, code))
  }
  return (
    <>
      <button
        type="button"
        class="button"
        aria-invalid={missing === 'services' ? 'true' : undefined}
        onClick={() => setChoosing(true)}
      >
        <Icon name="add" size={20} />
        {t('log.add_service')}
      </button>
      {choosing && (
        <ChooseService
          catalogue={{ ...catalogue, services }}
          onChoose={choose}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}

interface ChooseProps {
  catalogue: Catalogue
  onChoose: (code: string) => void
  onClose: () => void
}

function ChooseService({ catalogue, onChoose, onClose }: ChooseProps) {
  const day = useLive(today())
  const [typed, setTyped] = useState('')
  return (
    <Sheet title={t('log.add_service')} onClose={onClose}>
      <div class="find">
        <Find typed={typed} onType={setTyped} />
      </div>
      {day && (
        <Tiles
          catalogue={catalogue}
          day={day}
          typed={typed}
          tile={(one) => (
            <TileButton key={one.code} service={one} n={0} onClick={() => onChoose(one.code)} />
          )}
        />
      )}
    </Sheet>
  )
}
