import { addMember } from '../../../actions/lead/members'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import { catalogue, useLive } from '../../../queries'
import type { Member } from '../../lead/api-types'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { isCalledSo } from '../../shared/namesakes'
import { usualAffiliation } from '../../shared/options'
import { ChooseAffiliation } from '../shared/choose-affiliation'

interface Props {
  team: string
  /** Who is in it, to say that a name is taken. */
  members: readonly Member[]
  onClose: () => void
}

/** Somebody who helps without a phone of their own yet, or whose phone joins later. */
export function NewMemberForm({ team, members, onClose }: Props) {
  const typed = usePersistedForm(forms.newMember(team), () => ({
    id: crypto.randomUUID() as string,
    name: '',
    affiliation: '',
    from: todayHere(),
  }))
  const { values } = typed
  const usual = usualAffiliation(useLive(catalogue()))
  const affiliation = values.affiliation || usual
  const name = values.name.trim()
  return (
    <SubmitForm
      typed={typed}
      title={t('members.add')}
      yes={t('members.add.take')}
      missing={() => (name && values.from ? null : t('members.missing'))}
      save={() => addMember(team, { ...values, name, affiliation })}
      saved={t('members.added', { name })}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <p>{t('members.add.why')}</p>
          <Field required label={t('members.name')} maxLength={60} {...text('name')} />
          {isCalledSo(
            name,
            members.map((one) => ({ member: one.id, name: one.name })),
          ) && <p class="small">{t('own_team.add.namesake')}</p>}
          <ChooseAffiliation {...choice('affiliation')} value={affiliation} />
          <PastDay required label={t('form.from')} {...text('from')} />
        </>
      )}
    </SubmitForm>
  )
}
