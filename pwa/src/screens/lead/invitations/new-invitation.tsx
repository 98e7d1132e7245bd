import { useState } from 'preact/hooks'
import { createInvitation, type NewInvitation } from '../../../actions/lead/desk'
import { Choice } from '../../../components/choice'
import { Select } from '../../../components/field'
import { useOnce } from '../../../components/once'
import { Stepper } from '../../../components/stepper'
import { t, type Word } from '../../../i18n'
import { catalogue, useLive } from '../../../queries'
import { optionsOf, usualAffiliation } from '../../shared/options'
import { type FormProblem, formProblem, ProblemMessage } from '../problem-message'
import { type Confirming, unasked } from './confirming'

interface Props {
  team: string
  /** A lead invites volunteers only. */
  volunteersOnly?: boolean
  confirmed?: Confirming
  onMade: (invitation: NewInvitation) => void
}

// A code that lets in whoever holds it must not live long in a group chat; one that waits for
// approval may hang on a wall for a month. The server holds to the same bounds.
const AT_ONCE = { hours: [24, 72], uses: 20 }
const AFTER_APPROVAL = { hours: [24, 72, 168, 720], uses: 200 }
const LEAD = { hours: 24, maxUses: 1 }

/** What a new code allows: as whom, at once or after approval, how long, how often. */
export function NewInvitationForm({
  team,
  volunteersOnly = false,
  confirmed = unasked,
  onMade,
}: Props) {
  const known = useLive(catalogue())
  const [role, setRole] = useState<'volunteer' | 'lead'>('volunteer')
  const [chosen, choose] = useState('')
  const affiliation = chosen || usualAffiliation(known)
  const [autoApprove, setAutoApprove] = useState(false)
  const [hours, setHours] = useState(24)
  const [maxUses, setMaxUses] = useState(10)
  const [said, setSaid] = useState<FormProblem | null>(null)
  const { busy, once } = useOnce()
  const most = autoApprove ? AT_ONCE : AFTER_APPROVAL
  const make = async () => {
    const allowed = role === 'lead' ? LEAD : { hours, maxUses }
    const options = { role, affiliation, autoApprove, ...allowed }
    const answer = await confirmed(() => createInvitation(team, options))
    setSaid(answer.ok ? null : formProblem(answer.problem))
    if (answer.ok) onMade(answer.invitation)
  }
  return (
    <div class="card roomy">
      {!volunteersOnly && (
        <Choice
          legend={t('invite.role')}
          options={[
            { value: 'volunteer', label: t('role.volunteer') },
            { value: 'lead', label: t('role.lead') },
          ]}
          value={role}
          onChange={(value) => setRole(value as 'volunteer' | 'lead')}
        />
      )}
      <Choice
        legend={t('invite.approve')}
        options={[
          { value: 'wait', label: t('invite.approve.wait') },
          { value: 'now', label: t('invite.approve.at_once') },
        ]}
        value={autoApprove ? 'now' : 'wait'}
        onChange={(value) => {
          const atOnce = value === 'now'
          setAutoApprove(atOnce)
          if (!atOnce) return
          setHours(Math.min(hours, Math.max(...AT_ONCE.hours)))
          setMaxUses(Math.min(maxUses, AT_ONCE.uses))
        }}
      />
      {role === 'lead' && <p class="hint">{t('invite.lead_note')}</p>}
      {role === 'volunteer' && (
        <>
          <Choice
            legend={t('invite.hours')}
            options={most.hours.map((each) => ({
              value: String(each),
              label: t(`invite.hours.${each}` as Word),
            }))}
            value={String(hours)}
            onChange={(value) => setHours(Number(value))}
          />
          <Stepper
            compact
            label={t('invite.uses')}
            value={maxUses}
            max={most.uses}
            onChange={setMaxUses}
          />
        </>
      )}
      {known && (
        <Select
          label={t('invite.affiliation')}
          options={optionsOf(known.affiliations)}
          value={affiliation}
          onChange={choose}
        />
      )}
      <ProblemMessage said={said} />
      <button
        type="button"
        class="button primary big"
        disabled={busy || maxUses < 1 || maxUses > most.uses}
        onClick={() => once(make)}
      >
        {t('invite.make')}
      </button>
    </div>
  )
}
