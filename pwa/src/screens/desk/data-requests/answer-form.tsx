import { useState } from 'preact/hooks'
import { answerDataRequest } from '../../../actions/desk/data-requests'
import { t } from '../../../i18n'
import { SubmitForm } from '../../lead/forms/form'
import { TextArea } from '../text-area'

interface Props {
  id: string
  name: string
  outcome: 'done' | 'refused'
  onClose: () => void
}

const MOST = 400

/** What somebody is told who asked; of a refusal, why. */
export function AnswerForm({ id, name, outcome, onClose }: Props) {
  const [text, setText] = useState('')
  const refuses = outcome === 'refused'
  return (
    <SubmitForm
      title={t(refuses ? 'data_requests.refuse.of' : 'data_requests.done.of', { name })}
      missing={() => ({
        answer: refuses && !text.trim() ? t('data_requests.refuse.missing') : undefined,
      })}
      save={() => answerDataRequest(id, outcome, text.trim())}
      saved={t('data_requests.answer.saved', { name })}
      onClose={onClose}
    >
      {({ wrong }) => (
        <TextArea
          required={refuses}
          label={t(refuses ? 'data_requests.refuse.label' : 'data_requests.done.label')}
          hint={t('data_requests.answer.hint')}
          rows={3}
          maxLength={MOST}
          value={text}
          wrong={wrong('answer')}
          onInput={setText}
        />
      )}
    </SubmitForm>
  )
}
