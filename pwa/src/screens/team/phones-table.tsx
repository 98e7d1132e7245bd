import '../../styles/desk.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { CsvButton } from '../../components/lead/csv-button'
import { usePrinting } from '../../components/lead/printing'
import { t, type Word } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { me, useLive } from '../../queries'
import { ServerAnswer, useQuery } from '../lead/answer'
import type { PhoneRow } from '../lead/api-types'
import { Empty } from '../lead/empty'
import { formatUnit } from '../lead/format-unit'
import { clockOff, disambiguate, markOf, sharedWith } from '../lead/phones/disambiguate'
import { phoneColumns } from './phone-columns'
import {
  byNeed,
  countPhones,
  groupOf,
  type Need,
  needsOf,
  phonesSaid,
  rangesOf,
} from './phone-needs'
import { Remind } from './remind'

const PAGE = 30

interface Where {
  unit?: string
  team?: string
}

type Labels = ReadonlyMap<string, string>
type PhoneActionsOf = (phone: PhoneRow, name: string) => ComponentChildren

interface TableProps {
  where: Where
  /** What to call each member where some bear one name. */
  labels?: Labels
  /** Members who have not begun yet. */
  newcomers?: readonly string[] | undefined
  /** What can be done about a phone, under its line. */
  actions?: (phone: PhoneRow, name: string, refresh: () => void) => ComponentChildren
}

/** Who is silent and whose phone holds what has not come: whoever needs help first stands first. */
export function PhonesTable({ where, labels, newcomers, actions }: TableProps) {
  const answer = useQuery('/api/phones', where)
  return (
    <ServerAnswer answer={answer}>
      {({ rows, left = 0 }) => (
        <Phones
          phones={byNeed(rows)}
          left={left}
          ofOneTeam={Boolean(where.team)}
          labels={labels}
          newcomers={newcomers}
          actions={(phone, name) => actions?.(phone, name, answer.refresh)}
        />
      )}
    </ServerAnswer>
  )
}

interface PhonesProps {
  phones: PhoneRow[]
  /** So many more there are than the server tells of at once. */
  left: number
  ofOneTeam: boolean
  labels: Labels | undefined
  newcomers: readonly string[] | undefined
  actions: PhoneActionsOf
}

function Phones({ phones, left, ofOneTeam, labels, newcomers, actions }: PhonesProps) {
  const [asked, setShown] = useState(PAGE)
  const shown = usePrinting() ? phones.length : asked
  const name = ({ member }: PhoneRow) => labels?.get(member.id) ?? member.name
  if (phones.length === 0) return <Empty why="not_begun" text={t('silent.none')} />
  const grouped = GROUPS.map((group) => {
    const isIn = (phone: PhoneRow) => groupOf(phone, newcomers) === group
    return { group, all: phones.filter(isIn), shown: phones.slice(0, shown).filter(isIn) }
  })
  const needing = countPhones(grouped[0]?.all ?? [])
  const all = countPhones(phones)
  return (
    <section class="stack">
      {left > 0 ? (
        // Of those that it is not told of nobody can say that all is well.
        <p class="card look">{t('silent.left', { n: phones.length, left })}</p>
      ) : (
        <p class={needing > 0 ? 'card look' : 'card calm'} role="status">
          {needing > 0 ? t('silent.some', { n: needing, all }) : t('silent.all_well')}
          {` ${t('silent.ready_n', { n: readyOf(phones), all })}`}
        </p>
      )}
      <Remind phones={phones} name={name} newcomers={newcomers} />
      <p>
        <CsvButton
          name="tung-ngo-may"
          of={ofOneTeam ? phones[0]?.team.name : null}
          columns={phoneColumns()}
          rows={phones}
        />
      </p>
      {grouped.map(
        (each) =>
          each.shown.length > 0 && (
            <section class="stack small-gap" key={each.group}>
              <h2>{t(`reminder.phones.${each.group}`, { n: phonesSaid(each.all) })}</h2>
              <ul class="lines">
                {each.shown.map((phone) => (
                  <li class="line" key={`${phone.device}/${phone.member.id}/${phone.team.id}`}>
                    <PhoneLine phone={phone} name={name(phone)} ofOneTeam={ofOneTeam} />
                    {actions(phone, disambiguate(phone, phones, { ...READ, name }))}
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {phones.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + PAGE)}>
          {t('do.show_more')}
        </button>
      )}
    </section>
  )
}

const GROUPS = ['call', 'new', 'setting', 'well'] as const

const readyOf = (phones: PhoneRow[]) =>
  countPhones(phones.filter(({ readiness }) => readiness?.ready))

const READ = {
  key: (phone: PhoneRow) => phone.device,
  mark: (phone: PhoneRow) => markOf({ ...phone, browser: phone.readiness?.browser }),
}

interface LineProps {
  phone: PhoneRow
  name: string
  ofOneTeam: boolean
}

function PhoneLine({ phone, name, ofOneTeam }: LineProps) {
  const own = useLive(me())?.device
  const needs = needsOf(phone)
  return (
    <>
      <span class="spread">
        <span class="name">{name}</span>
        {phone.readiness?.ready && (
          <span class="tag received">
            <Icon name="check" />
            {t('ready.yes')}
          </span>
        )}
        {phone.device === own && <span class="tag">{t('team.phone.own')}</span>}
        {phone.state !== 'approved' && (
          <span class="tag">{t(`team.state.${phone.state}` as Word)}</span>
        )}
      </span>
      {!ofOneTeam && (
        <span class="soft small">
          {[phone.team.name, phone.unit && formatUnit(phone.unit)].filter(Boolean).join(' · ')}
        </span>
      )}
      {needs.length > 0 && (
        <span class="row small-gap">
          {needs.map((need) => (
            <span class="tag attention" key={need}>
              {needSentence(need, phone)}
            </span>
          ))}
        </span>
      )}
      {needs.includes('differs') && <span class="small">{t('silent.differs.todo')}</span>}
      <span class="soft small number">{phoneState(phone)}</span>
    </>
  )
}

function needSentence(need: Need, phone: PhoneRow): string {
  switch (need) {
    case 'holds':
      return phone.oldest
        ? t('silent.holds.since', { n: phone.pending ?? 0, when: formatInstant(phone.oldest) })
        : t('silent.holds', { n: phone.pending ?? 0 })
    case 'gaps':
      return t('silent.gaps', { ranges: rangesOf(phone) })
    case 'differs':
      return t('silent.differs', { when: formatInstant(phone.differs_since ?? '') })
    case 'silent':
      return phone.silent_days === null
        ? t('desk.never_sent')
        : t('silent.days', { n: phone.silent_days })
    case 'clock':
      return clockOff(phone.clock_offset)
    case 'no_room':
      return t('silent.no_room', { n: phone.readiness?.room_mb ?? 0 })
    case 'not_kept':
      return t('silent.not_kept')
    case 'not_ready':
      return t(`ready.lacks.${phone.readiness?.lacks}` as Word)
  }
}

/** When it was last heard of, and what it is. */
function phoneState(phone: PhoneRow): string {
  const { readiness } = phone
  // Where it matters that it is not installed, that stands among what it needs.
  const said = needsOf(phone).includes('not_kept')
  const installed =
    readiness && !said && t(readiness.installed ? 'silent.installed' : 'silent.not_installed')
  return [
    sharedWith(phone),
    phone.last_contact && t('desk.sent_at', { when: formatInstant(phone.last_contact) }),
    installed,
    readiness?.persisted && t('silent.kept'),
    readiness?.browser,
    phone.app && t('silent.app', { version: phone.app }),
  ]
    .filter(Boolean)
    .join(' · ')
}
