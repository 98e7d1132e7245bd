import { useState } from 'preact/hooks'
import { requestData } from '../../actions/data-requests'
import type { ServerData } from '../../actions/own-data'
import { Field } from '../../components/field'
import { useOnce } from '../../components/once'
import { Confirm } from '../../components/sheet'
import { showSnackbar } from '../../components/snackbar'
import { useRefused } from '../../components/use-refused'
import { problem, t, type Word } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import {
  isOpen,
  MOST_TEXT,
  type OwnData,
  type OwnRequest,
  WISHES,
  type Wish,
} from '../../queries/own-data'
import { containsCitizenData, screened } from '../log/screened'

interface Props {
  data: OwnData
  /** What was asked for on other phones stands among the server's. */
  told: ServerData['requests']
}

/** What somebody asked for about their own data, how it stands, and the way to ask. */
export function Requests({ data, told }: Props) {
  const [asking, setAsking] = useState<Wish | null>(null)
  const here = new Set(data.requests.map(({ id }) => id))
  const elsewhere = told.filter(({ id }) => !here.has(id)) as Omit<OwnRequest, 'where'>[]
  const all = [...data.requests, ...elsewhere.map((one) => ({ ...one, where: 'sent' as const }))]
  const open = new Set(all.filter(isOpen).map(({ wish }) => wish))
  const left = WISHES.filter((wish) => !open.has(wish))
  return (
    <section class="card stack">
      <h2>{t('own_data.asks')}</h2>
      <p class="soft">{t(data.mayAsk ? 'own_data.asks.why' : 'own_data.asks.out')}</p>
      {data.waits && <p>{t('own_data.asks.waiting')}</p>}
      {all.length > 0 && (
        <ul class="lines">
          {all.map((one) => (
            <li class="line" key={one.id}>
              <span class="name">{t(`own_data.wish.${one.wish}` as Word)}</span>
              {one.text && <span>{one.text}</span>}
              <span class="number">{stateOf(one)}</span>
              {one.answer && <span>{t('own_data.answer', { text: one.answer })}</span>}
            </li>
          ))}
        </ul>
      )}
      {data.mayAsk && left.length > 0 && (
        <div class="row">
          {left.map((wish) => (
            <button type="button" class="button" key={wish} onClick={() => setAsking(wish)}>
              {t(`own_data.wish.${wish}` as Word)}
            </button>
          ))}
        </div>
      )}
      {asking && <Ask wish={asking} onClose={() => setAsking(null)} />}
    </section>
  )
}

function stateOf(one: OwnRequest): string {
  if (one.where !== 'sent') return t(`own_data.state.${one.where}` as Word)
  const day = one.answered ? formatDay(one.answered) : ''
  if (one.outcome) return t(`own_data.state.${one.outcome}` as Word, { day })
  const [received, by] = [one.received ?? '', one.answer_by ?? '']
  const late = by !== '' && by < inVietnam(Date.now()).day
  return t(late ? 'own_data.state.overdue' : 'own_data.state.open', {
    ...{ received: formatDay(received), by: formatDay(by) },
  })
}

/** Says what follows before it is asked for; of a correction, what is to be corrected. */
function Ask({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<{ says: string } | null>(null)
  const { once } = useOnce()
  const field = useRefused<HTMLDivElement>(wrong)
  const needsText = wish === 'correct'
  const send = async () => {
    if (needsText && !text.trim()) return setWrong({ says: t('own_data.correct.missing') })
    if (containsCitizenData(text, ALLOWED)) return setWrong({ says: '' })
    const answer = await requestData(wish, text)
    if (!answer.ok) return setWrong({ says: problem(answer.problem) })
    onClose()
    showSnackbar(t('own_data.sent'))
  }
  return (
    <Confirm
      question={t(`own_data.${wish}.question` as Word)}
      detail={t(`own_data.${wish}.detail` as Word)}
      yes={t('own_data.send')}
      danger={!needsText}
      onYes={() => void once(send)}
      onNo={onClose}
    >
      <div ref={field}>
        {needsText ? (
          <Field
            label={t('own_data.correct.label')}
            hint={t('own_data.correct.hint')}
            maxLength={MOST_TEXT}
            value={text}
            onInput={(said) => {
              setWrong(null)
              setText(said)
            }}
            wrong={
              screened({
                ...{ text, where: t('own_data.correct.label'), allowed: ALLOWED },
                onClean: setText,
              }) ??
              (wrong?.says || undefined)
            }
          />
        ) : (
          wrong?.says && (
            <p class="wrong" role="alert">
              {wrong.says}
            </p>
          )
        )}
      </div>
    </Confirm>
  )
}

const ALLOWED = ['person_name'] as const
