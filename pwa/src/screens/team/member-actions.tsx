import { useState } from 'preact/hooks'
import { renameMember } from '../../actions/lead/members'
import { sendNow } from '../../actions/phone'
import { Field } from '../../components/field'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'
import type { Teammate } from '../../queries'
import { SubmitForm } from '../lead/forms/form'
import type { RowAction } from '../lead/forms/row-actions'
import { LeaveTeam } from '../lead/members/leave-team'
import { MergeMember } from '../lead/members/merge-member'

/** This phone hears of it with the next round. */
const hear = () => void sendNow()

/** What a lead may change about a volunteer of the team; it needs the network. */
export function memberActions(
  team: string,
  teammate: Teammate,
  all: readonly Teammate[],
): RowAction[] {
  const { member: id, name, from } = teammate
  const others = all
    .filter((one) => one.role === 'volunteer' && one.where === 'received' && one.member !== id)
    .map((one) => ({ id: one.member, name: one.name, from: one.from }))
  const merge: RowAction[] =
    others.length === 0
      ? []
      : [
          {
            label: t('members.merge'),
            form: (close) => (
              <MergeMember
                team={team}
                member={{ id, name, from }}
                others={others}
                onDone={hear}
                onClose={close}
              />
            ),
          },
        ]
  const rename: RowAction = {
    label: t('own_team.rename'),
    form: (close) => <Rename team={team} teammate={teammate} onClose={close} />,
  }
  if (teammate.leaving) return [rename, ...merge]
  return [
    rename,
    ...merge,
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
  teammate: Teammate
  onClose: () => void
}

function Rename({ team, teammate, onClose }: Props) {
  const [name, setName] = useState(teammate.name)
  return (
    <SubmitForm
      title={t('members.change.of', { name: teammate.name })}
      missing={() => (name.trim() ? null : t('accounts.missing.name'))}
      save={() => renameMember(team, teammate.member, name.trim())}
      onDone={() => {
        showSnackbar(t('form.saved'))
        hear()
        onClose()
      }}
      onClose={onClose}
    >
      {({ wrong }) => (
        <Field
          label={t('members.name')}
          maxLength={MOST_NAME}
          value={name}
          wrong={wrong('name')}
          onInput={setName}
        />
      )}
    </SubmitForm>
  )
}
