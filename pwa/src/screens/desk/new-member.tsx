import { useState } from 'preact/hooks'
import { addMember } from '../../actions/members'
import { Field } from '../../parts/field'
import { say } from '../../parts/snackbar'
import { t } from '../../words'
import { ChooseAffiliation } from './choose-affiliation'
import { KeepForm, PastDay } from './keep-form'
import { todayHere } from './today'

/** Somebody who helps without a phone of their own yet, or whose phone joins later. */
export function NewMemberForm({ team, onClose }: { team: string; onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID())
  const [name, setName] = useState('')
  const [affiliation, setAffiliation] = useState('DOAN')
  const [from, setFrom] = useState(todayHere())
  return (
    <KeepForm
      title={t('members.add')}
      yes={t('members.add.take')}
      missing={() => (name.trim() && from ? null : t('members.missing'))}
      save={() => addMember(team, { id, name: name.trim(), affiliation, from })}
      onDone={() => {
        say(t('members.added', { name: name.trim() }))
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
            value={name}
            wrong={wrong('name')}
            onInput={setName}
          />
          <ChooseAffiliation value={affiliation} onChange={setAffiliation} />
          <PastDay
            label={t('keep.from')}
            name="from"
            value={from}
            wrong={wrong}
            onInput={setFrom}
          />
        </>
      )}
    </KeepForm>
  )
}
