import { useEffect, useState } from 'preact/hooks'
import { keepInvitation } from '../../actions/join'
import { chooseCurrentPerson } from '../../actions/phone'
import { Choice } from '../../components/choice'
import { Page } from '../../components/page'
import { t } from '../../i18n'
import { mayAct, me, type Person, syncState, useLive } from '../../queries'
import { useCarried } from '../home/use-carried'
import { amountUnsent } from '../shared/amount-unsent'
import { useCodeInAddress } from '../shared/use-code-in-address'
import { PinEntry } from './pin-entry'

/** The locked screen: the names on this phone and how much is unsent. Sending goes on behind it. */
export function Lock() {
  const person = useLive(me())
  const state = useLive(syncState())
  const carried = useCarried()
  const [chosen, setChosen] = useState<string | null>(null)
  const current = person?.current
  // who took the phone last is asked first
  useEffect(() => setChosen(null), [current?.member])
  // The code of an invitation must not stay in the address until the screen is unlocked.
  const [invited, setInvited] = useState(false)
  useCodeInAddress((code) => void keepInvitation(code).then(setInvited))
  if (!person || !current) return null
  const people = eachOnce(person.people, current)
  const who = people.find((one) => one.member === chosen) ?? current
  const take = (member: string) => {
    const next = people.find((one) => one.member === member)
    if (next?.hasPin) setChosen(member)
    else if (next) void chooseCurrentPerson(next.member, next.team)
  }
  const what = state && amountUnsent(state)
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
      {invited && <p class="card look">{t('lock.invited')}</p>}
      <p class="soft" role="status">
        {what ? t('lock.unsent', { what }) : !carried && t('lock.unsent.none')}
      </p>
      {carried && <p class="soft">{carried}</p>}
    </Page>
  )
}

/** Each person once, whatever teams they are in: the current team first. */
function eachOnce(people: Person[], current: Person): Person[] {
  const found = new Map(
    [current, ...people.filter(mayAct)].reverse().map((one) => [one.member, one]),
  )
  return [...found.values()].reverse()
}
