import { chooseCurrentPerson } from '../../actions/phone'
import { Choice } from '../../components/choice'
import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import { PRACTICE } from '../../practice'
import { type Me, mayAct, type Person } from '../../queries'
import { whyStays } from '../home/team-notices'

/** The person, team and standing of this phone; with several people, who holds it now. */
export function People({ person }: { person: Me }) {
  const { current, people } = person
  // whoever is on a phone that was stopped is told no more how they stand
  const isStopped = person.state === 'revoked'
  const shown = people.filter((p) => p === current || p.state !== 'ended')
  return (
    <section class="card">
      <h2>{current ? current.name : t('home.unjoined.title')}</h2>
      {current ? (
        <PersonState person={isStopped ? { ...current, state: 'ended' } : current} />
      ) : (
        <p>{t('home.unjoined.text')}</p>
      )}
      {current && (isStopped || !mayAct(current)) && (
        <p>{whyStays(isStopped ? 'revoked' : current.state)}</p>
      )}
      {shown.length > (current ? 1 : 0) && (
        <Choice
          legend={t('lock.title')}
          options={shown.map((p) => ({ value: keyOf(p), label: labelOf(p) }))}
          value={current ? keyOf(current) : ''}
          onChange={(key) => {
            const chosen = shown.find((p) => keyOf(p) === key)
            if (chosen) void chooseCurrentPerson(chosen.member, chosen.team)
          }}
        />
      )}
      {!PRACTICE && (
        <p>
          <a class={current ? 'button' : 'button primary'} href="/j">
            {t(current ? 'me.join_more' : 'do.join')}
          </a>
        </p>
      )}
    </section>
  )
}

function PersonState({ person }: { person: Person }) {
  return (
    <>
      <p>{[person.teamName, person.unitName].filter(Boolean).join(' · ')}</p>
      <p class="row small-gap">
        <span class="tag">{t(person.role === 'lead' ? 'role.lead' : 'role.volunteer')}</span>
        <span class={person.state === 'approved' ? 'tag good' : 'tag'}>
          {t(`me.state.${person.state}` as Word)}
        </span>
      </p>
      {person.state === 'pending' && person.phrase && <p class="phrase">{person.phrase}</p>}
      {person.otherPhone && <p>{t('me.other_phone', { day: formatDay(person.otherPhone) })}</p>}
    </>
  )
}

/** Who was not accepted is marked in words: colour alone says it to nobody. */
function labelOf(person: Person): string {
  const standing = mayAct(person) ? [] : [t('me.not')]
  return [person.name, person.teamName, ...standing].join(' · ')
}

const keyOf = (person: Person) => `${person.member}/${person.team}`
