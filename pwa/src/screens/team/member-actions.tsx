import { useState } from 'preact/hooks'
import { renameMember } from '../../actions/lead/members'
import { sendNow } from '../../actions/phone'
import { Field } from '../../components/field'
import { say } from '../../components/snackbar'
import { t } from '../../i18n'
import type { Teammate } from '../../queries'
import { KeepForm } from '../lead/forms/form'
import type { Deed } from '../lead/forms/row-actions'
import { LeaveTeam } from '../lead/members/leave-team'

/** This phone hears of it with the next round. */
const hear = () => void sendNow()

/** What a lead may change about a volunteer of the team; it needs the network. */
export function deedsOf(team: string, mate: Teammate): Deed[] {
  const { member: id, name, from } = mate
  const rename: Deed = {
    label: t('crew.rename'),
    form: (close) => <Rename team={team} mate={mate} onClose={close} />,
  }
  if (mate.leaving) return [rename]
  return [
    rename,
    {
      label: t('members.leave'),
      danger: true,
      form: (close) => (
        <LeaveTeam team={team} member={{ id, name, from }} onDone={hear} onClose={close} />
      ),
    },
  ]
}

const MOST_NAME = 60

interface Props {
  team: string
  mate: Teammate
  onClose: () => void
}

function Rename({ team, mate, onClose }: Props) {
  const [name, setName] = useState(mate.name)
  return (
    <KeepForm
      title={t('members.change.of', { name: mate.name })}
      yes={t('do.save')}
      missing={() => (name.trim() ? null : t('accounts.missing.name'))}
      save={() => renameMember(team, mate.member, name.trim())}
      onDone={() => {
        say(t('keep.saved'))
        hear()
        onClose()
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <Field
          label={t('members.name')}
          maxLength={MOST_NAME}
          value={name}
          wrong={wrong('name')}
          onInput={setName}
        />
      )}
    </KeepForm>
  )
}
