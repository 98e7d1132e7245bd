import { enterDataRequest } from '../../../actions/desk/data-requests'
import { Choice } from '../../../components/choice'
import { t } from '../../../i18n'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { MemberSelect, TeamSelect } from '../shared/member-select'
import { TextArea } from '../text-area'

const WISHES = ['correct', 'withdraw', 'erase'] as const
const MOST_TEXT = 120

/** The name of the stored draft. */
export const ENTER = 'data-request/new'

/** Enters a request about own data that came on paper: the member, the request, the day it came. */
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
          <TeamSelect
            required
            label={t('data_requests.enter.team')}
            value={values.team}
            onChange={(team) => set({ team, member: '' })}
          />
          {values.team && (
            <MemberSelect
              key={values.team}
              required
              label={t('data_requests.enter.member')}
              team={values.team}
              {...choice('member')}
            />
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
