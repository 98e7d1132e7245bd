import { t } from '../../i18n'
import { type Catalogue, type SessionView, useLive } from '../../queries'
import { companions } from '../../queries/companions'
import { labelOf } from '../labels'
import { nameOf } from '../log/companions'

interface Props {
  session: SessionView
  catalogue: Catalogue
}

/** A session to read: somebody else's, or one that has been voided. */
export function Summary({ session, catalogue }: Props) {
  const known = useLive(companions(session))?.names
  const names = known ? session.companions.map((member) => nameOf(known, member)) : []
  const place = labelOf(catalogue, 'place_kind', session.placeKind)
  return (
    <dl class="card definitions">
      <Fact name={t('log.people')} value={t('log.people_n', { n: session.people })} />
      {session.services.map((line) => (
        <Fact
          key={line.code}
          name={labelOf(catalogue, 'service', line.code)}
          value={[
            t('log.people_n', { n: line.people }),
            labelOf(catalogue, 'outcome', line.outcome),
            ...line.reasons.map((code) => labelOf(catalogue, 'reason', code)),
          ].join(' · ')}
        />
      ))}
      <Fact
        name={t('log.place')}
        value={session.placeName ? `${place} · ${session.placeName}` : place}
      />
      <Fact name={t('log.age_band')} value={labelOf(catalogue, 'age_band', session.ageBand)} />
      {names.length > 0 && <Fact name={t('session.companions')} value={names.join(', ')} />}
      {session.note && <Fact name={t('log.note')} value={session.note} />}
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
