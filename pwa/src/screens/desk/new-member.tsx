import { addMember } from '../../actions/members'
import { Field } from '../../parts/field'
import { say } from '../../parts/snackbar'
import { catalogue, useLive } from '../../queries'
import { t } from '../../words'
import { usualAffiliation } from '../labels'
import { isCalledSo } from '../namesakes'
import type { Member } from './answers'
import { ChooseAffiliation } from './choose-affiliation'
import { forms } from './form-names'
import { KeepForm, PastDay } from './keep-form'
import { todayHere } from './today'
import { useTyped } from './typed'

interface Props {
  team: string
  /** Who is in it, to say that a name is taken. */
  members: readonly Member[]
  onClose: () => void
}

/** Somebody who helps without a phone of their own yet, or whose phone joins later. */
export function NewMemberForm({ team, members, onClose }: Props) {
  const typed = useTyped(forms.newMember(team), () => ({
    id: crypto.randomUUID() as string,
    name: '',
    affiliation: '',
    from: todayHere(),
  }))
  const { values, set } = typed
  const usual = usualAffiliation(useLive(catalogue()))
  const affiliation = values.affiliation || usual
  const name = values.name.trim()
  return (
    <KeepForm
      typed={typed}
      title={t('members.add')}
      yes={t('members.add.take')}
      missing={() => (name && values.from ? null : t('members.missing'))}
      save={() => addMember(team, { ...values, name, affiliation })}
      onDone={() => {
        say(t('members.added', { name }))
        onClose()
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <>
          <p>{t('members.add.why')}</p>
          <Field
            label={t('members.name')}
            maxLength={60}
            value={values.name}
            wrong={wrong('name')}
            onInput={(next) => set({ name: next })}
          />
          {isCalledSo(
            name,
            members.map((one) => ({ member: one.id, name: one.name })),
          ) && <p class="small">{t('crew.add.namesake')}</p>}
          <ChooseAffiliation value={affiliation} onChange={(next) => set({ affiliation: next })} />
          <PastDay
            label={t('keep.from')}
            name="from"
            value={values.from}
            wrong={wrong}
            onInput={(from) => set({ from })}
          />
        </>
      )}
    </KeepForm>
  )
}
