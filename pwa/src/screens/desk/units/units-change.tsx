import '../../../styles/desk.css'
import '../../../styles/forms.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { changeUnits } from '../../../actions/desk/units'
import { useOnce } from '../../../components/once'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { Unit } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { type FormProblem, formProblem } from '../../lead/problem-message'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { stands } from '../shared/tree'
import type { UnitsChanged } from './api-types'
import { ChangeForm } from './change-form'
import { ChangePreview } from './change-preview'
import { describeChange } from './describe-change'
import { mayChange } from './may-change'
import { CHOSEN, type Typed, unitChangeOf } from './unit-change'

const STILL_OPEN = 'still_undecided'

/** Units merge, divide, get another name or place: first what would happen, then that it happens. */
export function UnitsChange() {
  const account = useSignedIn()
  const asked = address.value.query.get('unit') ?? ''
  const answer = useQuery('/api/units')
  const [begun, setBegun] = useState({ times: 0, unit: asked, with: {} as Typed })
  return (
    <Page
      wide
      title={t('screen.name.units_change')}
      back="/desk/units"
      under={<p class="soft">{t('change.why')}</p>}
    >
      <ServerAnswer answer={answer}>
        {({ rows }) =>
          !mayChange(account, rows) ? (
            <Empty why="zero" text={t('change.not_yours')} />
          ) : (
            <Steps
              key={begun.times}
              rows={rows}
              form={forms.changeUnits(begun.unit)}
              begins={{ ...begun.with, ...(begun.unit && { [`end:${begun.unit}`]: CHOSEN }) }}
              onNext={(like) => setBegun({ times: begun.times + 1, unit: '', with: like })}
            />
          )
        }
      </ServerAnswer>
    </Page>
  )
}

interface Props {
  rows: Unit[]
  form: string
  begins: Typed
  /** The next one often has the same day and stands in the same place. */
  onNext: (like: Typed) => void
}

function Steps({ rows, form, begins, onNext }: Props) {
  const own = useSignedIn()?.unit?.id
  const typed = usePersistedForm<Typed>(form, () => ({ kind: 'merge', on: todayHere(), ...begins }))
  const [preview, setPreview] = useState<UnitsChanged | null>(null)
  const [done, setDone] = useState<{ sentence: string; teams: number; like: Typed } | null>(null)
  const [said, setSaid] = useState<FormProblem | null>(null)
  const { busy, once } = useOnce()
  // Once it is done the list tells that these units have ended, while this still speaks of them.
  const before = useRef(rows)
  if (!preview && !done) before.current = rows
  const units = before.current.filter((unit) => stands(unit, todayHere()))
  const wish = unitChangeOf(typed.values, units)

  const ask = async (dry_run: boolean) => {
    setSaid(null)
    const answer = await changeUnits({ ...wish, dry_run })
    if (!answer.ok) return setSaid(formProblem(answer.problem))
    const body = answer.body as UnitsChanged
    if (dry_run) {
      const open = body.refusals.some(({ code }) => code === STILL_OPEN)
      if (preview && open) setSaid(formProblem(STILL_OPEN))
      return setPreview(body)
    }
    const { kind = '', on = '', parent0 } = typed.values
    const like = { kind, on, ...(parent0 && { parent0 }) }
    setDone({ sentence: describeChange(wish, units), teams: body.teams.length, like })
    typed.forget()
  }

  if (done) return <Done {...done} onNext={() => onNext(done.like)} />
  if (preview) {
    return (
      <ChangePreview
        preview={preview}
        wish={wish}
        units={units}
        busy={busy}
        said={said}
        onGoes={(field, place) => typed.set({ [field]: place })}
        onAgain={() => void once(() => ask(true))}
        onTake={() => void once(() => ask(false))}
        onFix={() => {
          setSaid(null)
          setPreview(null)
        }}
      />
    )
  }
  return (
    <ChangeForm
      typed={typed}
      below={units.filter((unit) => unit.id !== own)}
      units={units}
      look={() => changeUnits({ ...wish, dry_run: true })}
      onPreview={setPreview}
    />
  )
}

interface DoneProps {
  sentence: string
  teams: number
  onNext: () => void
}

function Done({ sentence, teams, onNext }: DoneProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="card roomy">
      <h2 ref={heading} tabIndex={-1}>
        {t('change.done')}
      </h2>
      <p>{sentence}</p>
      {teams > 0 && <p>{t('change.done.along', { teams })}</p>}
      <div class="row">
        <a class="button primary" href="/desk/units">
          {t('change.tree')}
        </a>
        <button type="button" class="button" onClick={onNext}>
          {t('change.next')}
        </button>
      </div>
    </section>
  )
}
