import { useState } from 'preact/hooks'
import { revokeDevice } from '../../../actions/lead/desk'
import { resetPin } from '../../../actions/lead/team'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'

interface Props {
  team: string
  device: string
  member: string
  /** The person's name, with a mark where somebody else is called the same. */
  name: string
  /** All who use the phone. */
  people: string[]
  /** The phone that this is seen on. */
  own: boolean
  onChanged: () => void
}

/** What can be done about a person's phone: stop it, or take a forgotten PIN away. */
export function PhoneActions(props: Props) {
  const { team, device, member, name, people, own, onChanged } = props
  const [asking, setAsking] = useState<'stop' | 'pin' | null>(null)
  const { busy, once } = useOnce()
  const stop = async () => {
    setAsking(null)
    const answer = await revokeDevice(device)
    showSnackbar(answer.ok ? t('team.phone.revoked') : problem(answer.problem))
    onChanged()
  }
  const unlock = async () => {
    setAsking(null)
    const answer = await resetPin(device, member, team)
    showSnackbar(answer.ok ? t('own_team.pin_reset.done', { name }) : problem(answer.problem))
  }
  return (
    <span class="row small-gap">
      <button
        type="button"
        class="button"
        aria-label={t('team.phone.revoke.of', { name })}
        disabled={busy}
        onClick={() => setAsking('stop')}
      >
        {t('team.phone.revoke')}
      </button>
      <button
        type="button"
        class="button plain"
        aria-label={t('own_team.pin_reset.of', { name })}
        disabled={busy}
        onClick={() => setAsking('pin')}
      >
        {t('own_team.pin_reset')}
      </button>
      {asking === 'stop' && (
        <Confirm
          danger
          question={t(own ? 'team.phone.revoke.own.question' : 'team.phone.revoke.question', {
            name,
          })}
          detail={[
            people.length > 1 && t('team.phone.revoke.all', { names: people.join(', ') }),
            t(own ? 'team.phone.revoke.own' : 'team.phone.revoke.detail'),
          ]
            .filter(Boolean)
            .join(' ')}
          yes={t('team.phone.revoke')}
          onYes={() => once(stop)}
          onNo={() => setAsking(null)}
        />
      )}
      {asking === 'pin' && (
        <Confirm
          question={t('own_team.pin_reset.question', { name })}
          detail={t('own_team.pin_reset.detail', { name })}
          yes={t('own_team.pin_reset')}
          onYes={() => once(unlock)}
          onNo={() => setAsking(null)}
        />
      )}
    </span>
  )
}
