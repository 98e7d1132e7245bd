import { useEffect, useState } from 'preact/hooks'
import { chooseCurrentPerson } from '../../actions/phone'
import { Choice } from '../../parts/choice'
import { Page } from '../../parts/page'
import { me, type Person, syncState, useLive } from '../../queries'
import { t } from '../../words'
import { PinEntry } from './pin-entry'

/** The locked screen: the names on this phone and how much is unsent. Sending goes on behind it. */
export function Lock() {
  const person = useLive(me())
  const state = useLive(syncState())
  const [chosen, setChosen] = useState<string | null>(null)
  const current = person?.current
  // who took the phone last is asked first
  useEffect(() => setChosen(null), [current?.member])
  if (!person || !current) return null
  const people = eachOnce(person.people, current)
  const who = people.find((one) => one.member === chosen) ?? current
  const take = (member: string) => {
    const next = people.find((one) => one.member === member)
    if (next?.hasPin) setChosen(member)
    else if (next) void chooseCurrentPerson(next.member, next.team)
  }
  const unsent = state?.here ?? 0
  return (
    <Page title={t('lock.title')}>
      <Choice
        quiet
        legend={t('lock.title')}
        options={people.map((one) => ({ value: one.member, label: one.name }))}
        value={who.member}
        onChange={take}
      />
      <PinEntry key={who.member} person={who} />
      <p class="soft" role="status">
        {unsent > 0 ? t('lock.unsent', { n: unsent }) : t('lock.unsent.none')}
      </p>
    </Page>
  )
}

/** Each person once, whatever teams they are in: the current team first. */
function eachOnce(people: Person[], current: Person): Person[] {
  const able = people.filter((one) => one.state === 'approved' || one.state === 'pending')
  const found = new Map([current, ...able].reverse().map((one) => [one.member, one]))
  return [...found.values()].reverse()
}
