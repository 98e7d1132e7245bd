import { useState } from 'preact/hooks'
import { refreshWeights, setWeight } from '../../actions/targets'
import { Field } from '../../parts/field'
import { Icon } from '../../parts/icon'
import { useOnce } from '../../parts/once'
import { say } from '../../parts/snackbar'
import { deskKeys } from '../../queries'
import { problem, t } from '../../words'
import type { Weight } from './aims-answers'
import { Shown, useAnswer } from './answer'
import type { Rows } from './answers'
import { readWhole } from './numbers-typed'
import { sayUnit } from './tree'

const MOST = 1000

/** How much of what is shared out falls to each of the units below. */
export function Weights({ unit }: { unit: string }) {
  const answer = useAnswer<Rows<Weight>>(deskKeys.weights(unit), () => refreshWeights(unit))
  return (
    <details class="more">
      <summary>
        <Icon name="forward" size={20} />
        <span>{t('targets.weights')}</span>
      </summary>
      <p class="soft">{t('targets.weights.why')}</p>
      <Shown answer={answer}>
        {({ rows }) => (
          <ul class="plain-list stack">
            {rows.map((row) => (
              <li class="card" key={row.unit}>
                <One row={row} above={unit} />
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </details>
  )
}

function One({ row, above }: { row: Weight; above: string }) {
  const [weight, setTyped] = useState(String(row.weight))
  const [note, setNote] = useState(row.note ?? '')
  const { busy, once } = useOnce()
  const read = readWhole(weight)
  const bad = read === null || read > MOST
  const changed = read !== row.weight || note.trim() !== (row.note ?? '')
  const save = async () => {
    if (read === null) return
    const answer = await setWeight(row.unit, read, note.trim(), above)
    say(answer.ok ? t('keep.saved') : problem(answer.problem))
  }
  return (
    <fieldset class="stack small-gap">
      <legend class="name">{sayUnit(row)}</legend>
      <div class="two">
        <Field
          inputmode="numeric"
          label={t('targets.weight')}
          value={weight}
          wrong={bad ? t('targets.weight.bad') : undefined}
          onInput={setTyped}
        />
        <Field label={t('targets.weight.note')} maxLength={400} value={note} onInput={setNote} />
      </div>
      {changed && (
        <p>
          <button type="button" class="button" disabled={busy || bad} onClick={() => once(save)}>
            {t('do.save')}
          </button>
        </p>
      )}
    </fieldset>
  )
}
