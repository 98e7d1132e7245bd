import { useState } from 'preact/hooks'
import { resetPin } from '../../actions/crew'
import { revokeDevice } from '../../actions/desk'
import { Confirm } from '../../parts/sheet'
import { say } from '../../parts/snackbar'
import { problem, t, type Word } from '../../words'
import { formatInstant } from '../../words/format'
import type { Phone } from './answers'

interface Props {
  team: string
  phones: Phone[]
  onChanged: () => void
}

/** The phones of a team: when each last spoke to the server, and what it still holds. */
export function TeamPhones({ team, phones, onChanged }: Props) {
  const [asking, setAsking] = useState<Phone | null>(null)
  const [locked, setLocked] = useState<Phone | null>(null)
  const unlock = async (phone: Phone) => {
    setLocked(null)
    const name = phone.member?.name ?? ''
    const answer = await resetPin(phone.device, phone.member?.id ?? '', team)
    say(answer.ok ? t('crew.pin_reset.done', { name }) : problem(answer.problem))
  }
  const revoke = async (phone: Phone) => {
    setAsking(null)
    const answer = await revokeDevice(phone.device)
    say(answer.ok ? t('team.phone.revoked') : problem(answer.problem))
    onChanged()
  }
  return (
    <section class="stack no-print">
      <h2>{t('team.phones')}</h2>
      {phones.length === 0 && <p class="empty">{t('team.phones.none')}</p>}
      {phones.length > 0 && (
        <ul class="lines">
          {phones.map((phone) => (
            <li class="line" key={`${phone.device}/${phone.member?.id}`}>
              <span class="spread">
                <span class="name">{phone.member?.name ?? ''}</span>
                <span class={phone.state === 'approved' ? 'tag good' : 'tag'}>
                  {t(`team.state.${phone.state}` as Word)}
                </span>
              </span>
              <span class="soft small number">{standing(phone)}</span>
              {phone.state === 'approved' && (
                <span class="row">
                  <button
                    type="button"
                    class="button"
                    aria-label={t('team.phone.revoke.of', { name: phone.member?.name ?? '' })}
                    onClick={() => setAsking(phone)}
                  >
                    {t('team.phone.revoke')}
                  </button>
                  <button
                    type="button"
                    class="button plain"
                    aria-label={t('crew.pin_reset.of', { name: phone.member?.name ?? '' })}
                    onClick={() => setLocked(phone)}
                  >
                    {t('crew.pin_reset')}
                  </button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {locked && (
        <Confirm
          question={t('crew.pin_reset.question', { name: locked.member?.name ?? '' })}
          detail={t('crew.pin_reset.detail', { name: locked.member?.name ?? '' })}
          yes={t('crew.pin_reset')}
          onYes={() => unlock(locked)}
          onNo={() => setLocked(null)}
        />
      )}
      {asking && (
        <Confirm
          danger
          question={t('team.phone.revoke.question', { name: asking.member?.name ?? '' })}
          detail={t('team.phone.revoke.detail')}
          yes={t('team.phone.revoke')}
          onYes={() => revoke(asking)}
          onNo={() => setAsking(null)}
        />
      )}
    </section>
  )
}

const MINUTE = 60
const WORTH_SAYING = 2

function standing(phone: Phone): string {
  const offset = Math.round(Math.abs(phone.clock_offset ?? 0) / MINUTE)
  return [
    phone.last_contact
      ? t('desk.sent_at', { when: formatInstant(phone.last_contact) })
      : t('desk.never_sent'),
    phone.pending ? t('team.phone.pending', { n: phone.pending }) : '',
    offset >= WORTH_SAYING ? t('team.phone.clock', { n: offset }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
