import { t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { me, useLive } from '../../../queries'
import type { Phone } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { clockOff, disambiguate, markOf, sharedWith } from '../../lead/phones/disambiguate'
import { PhoneActions } from '../../lead/phones/phone-actions'

interface Props {
  team: string
  phones: Phone[]
  /** What to call each member. */
  names: ReadonlyMap<string, string>
  onChanged: () => void
}

/** The phones of a team: when each last spoke to the server, and what it still holds. */
export function TeamPhones({ team, phones, names, onChanged }: Props) {
  const own = useLive(me())?.device
  const name = ({ member }: Phone) => (member && names.get(member.id)) ?? member?.name ?? ''
  const read = { key: (phone: Phone) => phone.device, name, mark: markOf }
  return (
    <section class="stack">
      <h2>{t('team.phones')}</h2>
      {phones.length === 0 && <Empty why="not_begun" text={t('team.phones.none')} />}
      {phones.length > 0 && (
        <ul class="lines">
          {phones.map((phone) => (
            <li class="line" key={`${phone.device}/${phone.member?.id}`}>
              <span class="spread">
                <span class="name">{name(phone)}</span>
                {phone.device === own && <span class="tag">{t('team.phone.own')}</span>}
                <span class={phone.state === 'approved' ? 'tag good' : 'tag'}>
                  {t(`team.state.${phone.state}` as Word)}
                </span>
              </span>
              {phone.differs_since && (
                <>
                  <span class="tag attention">
                    {t('silent.differs', { when: formatInstant(phone.differs_since) })}
                  </span>
                  <span class="small">{t('silent.differs.todo')}</span>
                </>
              )}
              <span class="soft small number">{phoneState(phone)}</span>
              {phone.state === 'approved' && phone.member && (
                <PhoneActions
                  team={team}
                  device={phone.device}
                  member={phone.member.id}
                  name={disambiguate(phone, phones, read)}
                  people={phone.people}
                  own={phone.device === own}
                  onChanged={onChanged}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const MINUTE = 60
const WORTH_SAYING = 2

function phoneState(phone: Phone): string {
  const offset = Math.round(Math.abs(phone.clock_offset ?? 0) / MINUTE)
  return [
    markOf(phone),
    sharedWith(phone),
    phone.pending ? t('team.phone.pending', { n: phone.pending }) : '',
    offset >= WORTH_SAYING ? clockOff(phone.clock_offset) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
