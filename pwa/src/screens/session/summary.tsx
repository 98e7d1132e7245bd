import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import {
  type Catalogue,
  type CatalogueKind,
  type ServiceLine,
  type SessionView,
  useLive,
} from '../../queries'
import { type CompanionsOf, companions } from '../../queries/companions'
import type { Fields } from '../../rules/types'
import { labelOf } from '../labels'

interface Props {
  session: SessionView
  catalogue: Catalogue
}

/** A session to read: somebody else's, or one that has been voided. Its day and time stand above. */
export function Summary({ session, catalogue }: Props) {
  const { fields, services } = session
  const shown = [
    'people',
    ...services.map(({ code }) => `services.${code}`),
    'place_kind',
    'place',
    'age_band',
    'companions',
    'note',
  ].filter((name) => String(fields[name] ?? ''))
  return (
    <section class="card">
      <Facts of={fields} whose={session} names={shown} catalogue={catalogue} />
    </section>
  )
}

interface FactsProps {
  of: Readonly<Fields>
  whose: CompanionsOf
  names: string[]
  catalogue: Catalogue
}

/** Fields of a session, a line each. */
export function Facts({ of, whose, names, catalogue }: FactsProps) {
  const known = useLive(companions(whose))?.names
  const read = (field: string, value: unknown) => {
    if (!value) return t('field.none')
    if (/^d/.test(field)) return formatDay(String(value))
    if (/_/.test(field)) return labelOf(catalogue, field as CatalogueKind, String(value))
    if (/\./.test(field)) return readLine(value as ServiceLine, catalogue)
    if (field === 'status') return t(value === 'void' ? 'session.void' : 'field.live')
    const ids = [value].flat() as string[]
    return ids.map((one) => known?.get(one) ?? one).join(', ') || t('field.none')
  }
  return (
    <dl class="definitions">
      {names.map((field) => (
        <div key={field}>
          <dt>{fieldName(field, catalogue)}</dt>
          <dd>{read(field, of[field])}</dd>
        </div>
      ))}
    </dl>
  )
}

const readLine = ({ people, outcome, reasons }: ServiceLine, catalogue: Catalogue) =>
  [
    t('log.people_n', { n: people }),
    labelOf(catalogue, 'outcome', outcome),
    ...reasons.map((code) => labelOf(catalogue, 'reason', code)),
  ].join(' · ')

/** The name on screen of a field of the record: `services.DD01` is the service itself. */
export function fieldName(field: string, catalogue: Catalogue): string {
  const [name, code] = field.split('.')
  return code ? labelOf(catalogue, 'service', code) : t(`field.${name}` as Word)
}
