import '../team/words'
import './words'
import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { importParcel, type Parcel } from '../../actions/hand-over'
import { Figures } from '../../components/figures'
import { Icon } from '../../components/icon'
import { ShareText } from '../../components/share-text'
import { t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { PRACTICE } from '../../practice'
import { type Person, useLive } from '../../queries'
import { type Gathered, type GatheredPerson, gathered } from '../../queries/gathered'
import { Lazy } from '../home/lazy'
import { messageOf } from '../message'
import { disambiguateNames } from '../shared/namesakes'
import { LeadPage } from '../team/lead'

// Every phone keeps it; a lead's screens wait for none of it.
const takeMany = async () => (await import('../hand/take-many')).TakeMany

/** The evening: one phone after the other is scanned with no network, and the team's day is there. */
export function OwnTeamGather() {
  return (
    <LeadPage title="screen.name.own_team_gather" back="/team">
      {(lead) =>
        PRACTICE ? <p class="card quiet">{t('take.practice')}</p> : <Gather lead={lead} />
      }
    </LeadPage>
  )
}

function Gather({ lead }: { lead: Person }) {
  const found = useLive(gathered())
  const [scanning, setScanning] = useState(false)
  const [last, setLast] = useState<Parcel | null>(null)
  const [full, setFull] = useState(false)
  const take = async (parcel: Parcel) => {
    try {
      await importParcel(parcel)
      setLast(parcel)
      setFull(false)
    } catch {
      setFull(true)
    }
  }
  if (!found) return null
  const given = found.people.filter((one) => one.given)
  const missing = found.people.filter((one) => !one.given)
  const labels = disambiguateNames(found.people)
  // Whoever is no member any more has no line, and what they logged counts all the same.
  const others = found.people.reduce((left, { sessions }) => left - sessions, found.team.sessions)
  return (
    <>
      <Sum found={found} given={given.length} />
      {full && (
        <p class="card stop" role="alert">
          {t('take.full')}
        </p>
      )}
      <p role="status" class={last ? 'card calm' : 'unseen'}>
        {last &&
          t(last.sessions > 0 ? 'gather.got' : 'gather.got.part', {
            n: last.sessions,
            name: last.from,
          })}
      </p>
      {scanning ? (
        <Lazy
          load={takeMany}
          props={{ onParcel: take, onStop: () => setScanning(false), taken: found.waiting }}
        />
      ) : (
        <button type="button" class="button primary big" onClick={() => setScanning(true)}>
          <Icon name="scan" size={20} />
          {t('gather.scan')}
        </button>
      )}
      <p class="soft small">{t('gather.how')}</p>
      {missing.length > 0 && (
        <People title={t('gather.missing', { n: missing.length })} people={missing} labels={labels}>
          {t('gather.missing.why')}
        </People>
      )}
      <People title={t('gather.have', { n: given.length })} people={given} labels={labels} />
      {others > 0 && <p class="soft">{t('gather.others', { n: others })}</p>}
      {found.strangers.length > 0 && (
        <p class="card look">{t('gather.strangers', { names: found.strangers.join(', ') })}</p>
      )}
      <ShareText text={textOf(found, lead.teamName, given.length)} />
    </>
  )
}

function Sum({ found, given }: { found: Gathered; given: number }) {
  const { team, people, waiting, unread, contact } = found
  return (
    <section class="card" aria-label={t('gather.sum')}>
      <div class="spread">
        <h2>{t('gather.sum')}</h2>
        <b class="number">{t('gather.given', { n: given, of: people.length })}</b>
      </div>
      <Figures
        figures={[
          { label: t('home.people'), value: team.people },
          { label: t('home.turns'), value: team.turns },
          { label: t('message.sessions'), value: team.sessions },
        ]}
      />
      <p class="soft small">
        {[
          t('gather.note'),
          contact && t('gather.as_of', { when: formatInstant(contact) }),
          waiting > 0 && t('gather.waiting'),
          unread > 0 && t('gather.unread', { n: unread }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </section>
  )
}

interface PeopleProps {
  title: string
  people: GatheredPerson[]
  labels: ReadonlyMap<string, string>
  children?: string
}

function People({ title, people, labels, children }: PeopleProps) {
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      {children && <p class="soft small">{children}</p>}
      <ul class="lines">
        {people.map((one) => (
          <li class="line" key={one.member}>
            <span class="spread">
              <span class="name">{labels.get(one.member) ?? one.name}</span>
              <span class="soft number">{told(one)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** "4 buổi · vừa quét" */
function told({ sessions, given }: GatheredPerson): string {
  return [t('home.sessions', { n: sessions }), given && t(`gather.by.${given}`)]
    .filter(Boolean)
    .join(' · ')
}

function textOf({ day, team, people, waiting }: Gathered, title: string, given: number): string {
  return messageOf({
    title,
    from: day,
    to: day,
    ...team,
    notes: [t(waiting > 0 ? 'gather.text' : 'gather.given', { n: given, of: people.length })],
  })
}
