import { enterDataRequest } from '../../../actions/desk/data-requests'
import { refreshTeam, refreshTeams } from '../../../actions/lead/desk'
import { Choice } from '../../../components/choice'
import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import { deskKeys } from '../../../queries/desk-answer'
import { useAnswer } from '../../lead/answer'
import type { Rows, TeamRow, WholeTeam } from '../../lead/api-types'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { namesOf } from '../shared/member-names'
import { TextArea } from '../text-area'

const WISHES = ['correct', 'withdraw', 'erase'] as const
const MOST_TEXT = 120

/** Under which name the form is kept. */
export const ENTER = 'data-request/new'

/** A request about own data that came on paper: whose it is, what is wished for, and when it came. */
export function EnterForm({ onClose }: { onClose: () => void }) {
  const typed = usePersistedForm(ENTER, () => ({
    id: crypto.randomUUID(),
    team: '',
    member: '',
    wish: 'correct',
    text: '',
    received: todayHere(),
  }))
  const { values, set } = typed
  const wish = WISHES.find((one) => one === values.wish) ?? 'correct'
  const corrects = wish === 'correct'
  return (
    <SubmitForm
      typed={typed}
      title={t('data_requests.enter')}
      missing={() =>
        values.member
          ? {
              text:
                corrects && !values.text.trim() ? t('data_requests.enter.text.missing') : undefined,
              received: values.received ? undefined : t('form.day_missing'),
            }
          : t('data_requests.enter.missing')
      }
      save={() =>
        enterDataRequest({
          id: values.id,
          member: values.member,
          wish,
          text: corrects ? values.text.trim() : null,
          received: values.received,
        })
      }
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <p class="soft">{t('data_requests.enter.why')}</p>
          <ChooseTeam value={values.team} onChange={(team) => set({ team, member: '' })} />
          {values.team && (
            <ChooseMember key={values.team} team={values.team} {...choice('member')} />
          )}
          <Choice
            legend={t('data_requests.enter.wish')}
            options={WISHES.map((one) => ({ value: one, label: t(`data_requests.wish.${one}`) }))}
            {...choice('wish')}
          />
          {corrects && (
            <TextArea
              required
              label={t('data_requests.enter.text')}
              hint={t('data_requests.enter.text.hint')}
              rows={2}
              maxLength={MOST_TEXT}
              {...text('text')}
            />
          )}
          <PastDay required label={t('data_requests.enter.received')} {...text('received')} />
        </>
      )}
    </SubmitForm>
  )
}

interface Chosen {
  value: string
  onChange: (value: string) => void
}

function ChooseTeam(chosen: Chosen) {
  const rows = useAnswer<Rows<TeamRow>>(deskKeys.teams(), () => refreshTeams()).body?.rows ?? []
  const options = rows.map((row) => ({ value: row.id, label: row.name }))
  return (
    <Select
      required
      label={t('data_requests.enter.team')}
      options={[...(chosen.value ? [] : [CHOOSE()]), ...options]}
      {...chosen}
    />
  )
}

function ChooseMember({ team, ...chosen }: Chosen & { team: string }) {
  const answer = useAnswer<WholeTeam>(deskKeys.team(team), () => refreshTeam(team))
  const options = [...namesOf(answer.body?.members ?? [])].map(([value, label]) => ({
    value,
    label,
  }))
  return (
    <Select
      required
      label={t('data_requests.enter.member')}
      options={[...(chosen.value ? [] : [CHOOSE()]), ...options]}
      {...chosen}
    />
  )
}

const CHOOSE = () => ({ value: '', label: t('form.choose') })
