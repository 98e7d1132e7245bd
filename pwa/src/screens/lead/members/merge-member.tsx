import { useEffect, useState } from 'preact/hooks'
import { mergeMembers } from '../../../actions/lead/members'
import { Select } from '../../../components/field'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../answer'
import type { Member } from '../api-types'
import { SubmitForm } from '../forms/form'

type Person = Pick<Member, 'id' | 'name' | 'from'>

interface Props {
  team: string
  member: Person
  /** Who can be kept: everybody else of the team. */
  others: readonly Person[]
  onDone?: () => void
  onClose: () => void
}

/** Somebody who stands in the team twice becomes one; what that changes is said before. */
export function MergeMember({ team, member, others, onDone, onClose }: Props) {
  const people = namesakesFirst(member, others)
  const alike = people.filter((one) => isNamesake(one, member))
  const [into, setInto] = useState(alike.length === 1 ? (alike[0]?.id ?? '') : '')
  /** Into whom the server has said what merging changes. */
  const [told, setTold] = useState('')
  const kept = people.find((one) => one.id === into)
  return (
    <SubmitForm
      title={t('members.merge.of', { name: member.name })}
      yes={t('members.merge.take')}
      missing={() =>
        kept ? (told === into ? null : t('members.merge.wait')) : t('members.merge.missing')
      }
      save={() => mergeMembers(team, member.id, into)}
      onDone={() => {
        showSnackbar(t('members.merge.done', { name: kept?.name ?? '' }))
        onDone?.()
        onClose()
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <p>{t('members.merge.why')}</p>
          <Select
            label={t('members.merge.into')}
            options={[
              ...(into === '' ? [{ value: '', label: t('form.choose') }] : []),
              ...people.map((one) => ({ value: one.id, label: described(one, people) })),
            ]}
            value={into}
            onChange={setInto}
          />
          {kept && (
            <WhatChanges
              key={into}
              team={team}
              member={member.id}
              into={into}
              onTold={() => setTold(into)}
            />
          )}
        </>
      )}
    </SubmitForm>
  )
}

interface WhatChangesProps {
  team: string
  member: string
  into: string
  /** The server has said it. */
  onTold: () => void
}

function WhatChanges({ team, member, into, onTold }: WhatChangesProps) {
  const answer = useQuery('/api/teams/{team_id}/members/{member_id}/merge', {
    team_id: team,
    member_id: member,
    into,
  })
  const isTold = !answer.busy && !answer.trouble
  useEffect(() => {
    if (isTold) onTold()
  }, [isTold])
  return (
    <ServerAnswer answer={answer}>
      {({ sessions, both, turns, phones, kept }) => (
        <ul class="small stack tight">
          <li>{t('members.merge.sessions', { n: sessions, name: kept.name })}</li>
          {both > 0 && <li>{t('members.merge.both', { n: both })}</li>}
          {turns > 0 && <li>{t('members.merge.turns', { n: turns })}</li>}
          {phones > 0 && <li>{t('members.merge.phones', { n: phones })}</li>}
          <li>{t('members.merge.closed')}</li>
          <li>
            <b>{t('members.merge.for_good')}</b>
          </li>
        </ul>
      )}
    </ServerAnswer>
  )
}

const isNamesake = (one: Person, other: Person): boolean =>
  one.name.toLocaleLowerCase() === other.name.toLocaleLowerCase()

function namesakesFirst(member: Person, others: readonly Person[]): Person[] {
  const once = new Map(others.map((one) => [one.id, one]))
  once.delete(member.id)
  const people = [...once.values()]
  return [
    ...people.filter((one) => isNamesake(one, member)),
    ...people.filter((one) => !isNamesake(one, member)),
  ]
}

/** Of two of one name the first day tells which is which. */
function described(one: Person, people: readonly Person[]): string {
  const { name, from } = one
  const isAlone = people.every((other) => other === one || !isNamesake(other, one))
  return isAlone ? name : `${name} · ${t('team.since', { day: formatDay(from) })}`
}
