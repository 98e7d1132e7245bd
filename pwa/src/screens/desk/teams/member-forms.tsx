import { changeMembership, moveMember, renameMember } from '../../../actions/lead/members'
import type { Outcome } from '../../../actions/outcome'
import { Field, Select } from '../../../components/field'
import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import type { Member, WholeTeam } from '../../lead/api-types'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { ChooseAffiliation } from '../shared/choose-affiliation'

interface Props {
  team: string
  member: Member
  onClose: () => void
}

/** Name, force and days of somebody in the team. */
export function ChangeMember({ team, member, onClose }: Props) {
  const typed = usePersistedForm(forms.member(team, member.id), () => ({
    name: member.name,
    affiliation: member.affiliation,
    from: member.from,
    to: member.to ?? '',
  }))
  const { name, affiliation, from, to } = typed.values
  const save = async (): Promise<Outcome> => {
    const changes = {
      ...(affiliation !== member.affiliation && { affiliation }),
      ...(from !== member.from && { from }),
      ...(to !== (member.to ?? '') && { to: to || null }),
    }
    const renamed = name.trim() !== member.name
    if (renamed) {
      const answer = await renameMember(team, member.id, name.trim())
      if (!answer.ok) return answer
    }
    return Object.keys(changes).length > 0
      ? await changeMembership(team, member.id, changes)
      : { ok: true }
  }
  return (
    <SubmitForm
      typed={typed}
      title={t('members.change.of', { name: member.name })}
      missing={() => {
        if (!name.trim() || !from) return t('members.missing')
        return to && to < from ? t('form.days_turned') : null
      }}
      save={save}
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <Field required label={t('members.name')} maxLength={60} {...text('name')} />
          <ChooseAffiliation {...choice('affiliation')} />
          <div class="two">
            <PastDay required label={t('form.from')} {...text('from')} />
            <PastDay label={t('form.to')} hint={t('form.to.hint')} {...text('to')} />
          </div>
        </>
      )}
    </SubmitForm>
  )
}

interface MoveProps extends Omit<Props, 'team'> {
  team: WholeTeam
}

/** To another team that the coordinator looks after. */
export function MoveMember({ team: { id: team, phones }, member, onClose }: MoveProps) {
  const going = phones.filter(
    (phone) => phone.member.id === member.id && phone.state === 'approved',
  ).length
  const answer = useQuery('/api/teams')
  const others = (answer.body?.rows ?? []).filter((row) => row.id !== team)
  const typed = usePersistedForm(forms.moveMember(team, member.id), () => ({
    to: '',
    on: todayHere(),
  }))
  const { to, on } = typed.values
  const chosen = others.find((row) => row.id === to)
  return (
    <SubmitForm
      typed={typed}
      title={t('members.move.of', { name: member.name })}
      yes={t('members.move.take')}
      missing={() => (chosen && on ? null : t('members.move.missing'))}
      save={() => moveMember(team, member.id, { team: to, on })}
      saved={t('members.move.done', { name: member.name, team: chosen?.name ?? '' })}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <p>{t('members.move.why')}</p>
          {going > 0 && <p>{t('members.move.phones', { n: going })}</p>}
          <Select
            required
            label={t('members.move.to')}
            options={[
              ...(to === '' ? [{ value: '', label: t('form.choose') }] : []),
              ...others.map((row) => ({ value: row.id, label: row.name })),
            ]}
            {...choice('to')}
          />
          <PastDay required label={t('form.from')} {...text('on')} />
        </>
      )}
    </SubmitForm>
  )
}
